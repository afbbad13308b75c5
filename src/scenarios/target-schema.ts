import { z } from 'zod';
import { httpService } from './http-service-schema.ts';
import { pricedCloud } from './priced-cloud.ts';
import { targetBilling } from './target-billing-schema.ts';
import { targetFaults } from './target-faults-schema.ts';
import { topicConfigs } from './topic-configs.ts';
import { tunedClients } from './tuned-clients-schema.ts';

const text = z.string().min(1);
/** How a variable of the environment is called. */
const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: 'is not the name of an environment variable',
});

/** A target's name goes into file names, topic names and group names. */
export const TARGET_NAME = /^[a-z0-9-]{1,63}$/;

const start = z.strictObject({
  nodes: z
    .literal([1, 3])
    .prefault(1)
    .meta({ description: 'Brokers to start: one, or three in a zone each', examples: [1, 3] }),
  port: z
    .int()
    .min(1024)
    .max(65_000)
    .nullable()
    .prefault(null)
    .meta({ description: 'First of the ports to use; without it the tool picks free ones', examples: [19_092] }),
});

const sasl = z.strictObject({
  mechanism: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .meta({ description: 'SASL mechanism', examples: ['scram-sha-512'] }),
  usernameEnv: environmentName.meta({
    description: 'Environment variable that holds the user name',
    examples: ['KAFKA_USERNAME'],
  }),
  passwordEnv: environmentName.meta({
    description: 'Environment variable that holds the password; the password itself is never written down',
    examples: ['KAFKA_PASSWORD'],
  }),
});

const security = z.strictObject({
  tls: z
    .boolean()
    .prefault(false)
    .meta({ description: 'Connect over TLS', examples: [true] }),
  caFile: text
    .nullable()
    .prefault(null)
    .meta({ description: "Certificate authority to trust beside the system's", examples: ['./ca.pem'] }),
  sasl: sasl.nullable().prefault(null).meta({ description: 'How to log in' }),
});

const most = (description: string, example: number) =>
  z
    .number()
    .gt(0)
    .meta({ description, examples: [example] });

const budget = z.strictObject({
  mibPerSecond: most('Highest ingress, in MiB a second', 20),
  gib: most('Most data written, in GiB', 10),
  minutes: most('Longest time under load, in minutes', 30),
  usd: most('Most that the run may cost, in US dollars', 5),
});

const deployment = z.strictObject({
  cloud: pricedCloud()
    .prefault('aws')
    .meta({ description: 'Cloud whose prices apply', examples: ['aws'] }),
  region: text.prefault('us-east-1').meta({ description: 'Region whose prices apply', examples: ['us-east-1'] }),
  variant: text.optional().meta({
    description: "Which of the platform's variants is priced; its first one without it",
    examples: ['block-storage'],
  }),
  version: text.optional().meta({
    description: 'Version that the cluster runs, where the workbench does not start it',
    examples: ['4.1.0'],
  }),
  instanceClass: text
    .optional()
    .meta({ description: 'Class of the instances that its brokers run on', examples: ['m7g.xlarge'] }),
  assumptions: z
    .record(z.string(), z.union([z.number(), z.string()]))
    .prefault({})
    .meta({ description: "Values to use instead of the platform's own assumptions", examples: [{ brokers: 6 }] }),
});

/** The target file: one cluster to run a scenario on. Unknown keys are mistakes. */
export const targetSchema = z
  .strictObject({
    name: text
      .regex(TARGET_NAME, { error: 'holds more than small letters, digits and hyphens, or more than 63 of them' })
      .optional()
      .meta({ description: 'Name of the target, also in file names; without it the file name', examples: ['local'] }),
    platform: text.meta({ description: 'Kind of system that the cluster is' }),
    start: start.optional().meta({ description: 'Start it on this machine, and stop it afterwards' }),
    bootstrap: z
      .array(z.string().regex(/^(\[[0-9a-fA-F:]+\]|[^:\s/]+):\d{1,5}$/, { error: 'is not host:port' }))
      .min(1)
      .optional()
      .meta({ description: 'Addresses of a cluster that is already there', examples: [['127.0.0.1:9092']] }),
    security: security.prefault({}).meta({ description: 'How to connect; secrets are names of environment variables' }),
    clusterId: text.optional().meta({
      description: 'Id of the cluster, checked before anything is sent',
      examples: ['MkU3OEVBNTcwNTJENDM2Qk'],
    }),
    budget: budget.optional().meta({ description: 'Limits that stop a run; needed for every cluster elsewhere' }),
    environment: z
      .enum(['test', 'production'])
      .prefault('test')
      .meta({ description: 'production allows reading metadata and shapes, never load', examples: ['test'] }),
    allowWrite: z.array(text).prefault([]).meta({
      description: 'Existing topics that a run may write to; not built yet, so only an empty list is accepted',
    }),
    topicConfigs: topicConfigs
      .prefault({})
      .meta({ description: 'Topic configs that this platform needs beside the scenario’s own' }),
    clients: tunedClients.optional().meta({
      description:
        'Client settings that its vendor advises; with them a run measures it twice, the second time with `-tuned` after its name',
    }),
    faults: targetFaults.optional().meta({
      description: 'How a scenario’s failures come about on this cluster; not beside start, which brings its own',
    }),
    billing: targetBilling.optional().meta({
      description:
        'Which part of which bill is its own, for `workbench bill`; secrets are names of environment variables',
    }),
    schemaRegistry: httpService('http://127.0.0.1:8081', 'REGISTRY_TOKEN').optional().meta({
      description: 'The Schema Registry beside it, for `workbench target`; it is only read',
    }),
    kafkaConnect: z
      .array(httpService('http://127.0.0.1:8083', 'CONNECT_TOKEN'))
      .min(1)
      .optional()
      .meta({ description: 'The Kafka Connect clusters beside it, for `workbench target`; they are only read' }),
    deployment: deployment.prefault({}).meta({ description: 'What the cost model prices, in the zones of production' }),
  })
  .meta({ title: 'Target', description: 'One cluster to run a scenario on' });

export type TargetInput = z.output<typeof targetSchema>;
