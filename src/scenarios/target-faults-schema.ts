import { z } from 'zod';
import { FAULT_KIND_NAMES } from './fault-kinds.ts';
import { duration } from './quantities.ts';

const text = z.string().min(1);
const address = z.string().regex(/^(\[[0-9a-fA-F:]+\]|[^:\s/]+):\d{1,5}$/, { error: 'is not host:port' });

/** A program and its arguments, as a list: nothing passes through a shell. */
const program = z.array(text).min(1);

const commands = z.strictObject({
  inject: program.meta({
    description: 'Program and arguments that break it; {where} stands for the node or zone that the scenario names',
    examples: [['kubectl', 'delete', 'pod', 'kafka-{where}']],
  }),
  heal: program.meta({
    description: 'The same to heal it; it is also run after an error, an interruption, and at the next start',
    examples: [['kubectl', 'wait', '--for=condition=Ready', 'pod/kafka-{where}']],
  }),
  check: program.meta({
    description: 'Exits with 0 while the fault is in effect, and with another status while it is not',
    examples: [['./is-down.sh', '{where}']],
  }),
  injectWithin: duration()
    .prefault('60s')
    .meta({ description: 'Most that breaking it may take, until check holds', examples: ['60s'] }),
  healWithin: duration()
    .prefault('5m')
    .meta({ description: 'Most that healing it may take, until check holds no more', examples: ['5m'] }),
});

const byNode = z.record(z.string().regex(/^\d+$/, { error: 'is not the number of a node' }), text);

const toxiproxy = z.strictObject({
  api: address.meta({ description: 'Address of its HTTP API', examples: ['127.0.0.1:8474'] }),
  clients: byNode.prefault({}).meta({
    description: 'Its proxies on the way from clients to each node, by the number of the node',
    examples: [{ '1': 'kafka-1' }],
  }),
  brokers: byNode.prefault({}).meta({
    description: 'Its proxies between the brokers, by the number of the node to which they lead',
    examples: [{ '1': 'kafka-1-replication' }],
  }),
  controlPlane: z
    .array(text)
    .prefault([])
    .meta({ description: 'Its proxies on the way to the control plane', examples: [['controller']] }),
});

const objectStore = z.strictObject({
  listen: address.meta({
    description: 'Where the workbench’s object-store proxy listens; the platform’s S3 endpoint is set to it',
    examples: ['127.0.0.1:9900'],
  }),
  upstream: z
    .string()
    .regex(/^https?:\/\/[^\s/]+$/, { error: 'is not http://host:port or https://host:port' })
    .meta({ description: 'The object store behind it', examples: ['http://127.0.0.1:9000'] }),
  walKeys: text
    .nullable()
    .prefault(null)
    .meta({ description: 'What the keys begin with under which the platform keeps its WAL', examples: ['wal/'] }),
});

/** How faults come about on a cluster that the tool does not start. */
export const targetFaults = z.strictObject({
  commands: z
    .partialRecord(z.enum(FAULT_KIND_NAMES), commands)
    .prefault({})
    .meta({ description: 'Commands by kind of fault; they are printed first, and need --allow-faults' }),
  toxiproxy: toxiproxy.nullable().prefault(null).meta({ description: 'A toxiproxy that stands before the cluster' }),
  objectStore: objectStore
    .nullable()
    .prefault(null)
    .meta({ description: 'The path from the platform to its object store' }),
});
