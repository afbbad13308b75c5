import { z } from 'zod';
import {
  acl,
  api,
  brokerAddress,
  configEntry,
  featureLevels,
  group,
  list,
  logDir,
  quorum,
  quota,
  reading,
  reassignment,
  scramUser,
  transaction,
} from './schema/answers-schema.ts';
import { connectCluster, schemaRegistry } from './schema/services-schema.ts';
import { topic } from './schema/topics-schema.ts';
import { ATTENTION_KINDS, INVENTORY_VERSION } from './types.ts';

const overview = z.object({
  release: z.string().nullable(),
  brokers: z.number().nullable(),
  racks: list(z.string()),
  topics: z.number().nullable(),
  internalTopics: z.number().nullable(),
  partitions: z.number().nullable(),
  bytes: z.number().nullable(),
  bytesAreLowerBound: z.boolean(),
  recordsPerSecond: z.number().nullable(),
  recordsPerSecondIsLowerBound: z.boolean(),
  bytesPerSecond: z.number().nullable(),
  bytesPerSecondIsLowerBound: z.boolean(),
  groups: z.number().nullable(),
  groupsAreLowerBound: z.boolean(),
  lag: z.number().nullable(),
  lagIsLowerBound: z.boolean(),
  attention: list(
    z.object({
      id: z.string(),
      kind: z.enum(ATTENTION_KINDS),
      what: z.string(),
      names: list(z.string()),
      todo: z.string(),
    }),
  ),
});

const sections = z.object({
  brokers: reading(
    z.object({
      clusterId: z.string(),
      controllerId: z.number().nullable(),
      brokers: list(brokerAddress.extend({ configs: reading(list(configEntry)) })),
    }),
  ),
  features: reading(z.object({ release: z.string(), features: list(featureLevels), apis: list(api) })),
  topics: reading(list(topic)),
  groups: reading(list(group.extend({ lag: z.number().nullable(), lagIsLowerBound: z.boolean() }))),
  acls: reading(list(acl)),
  quotas: reading(list(quota)),
  scramUsers: reading(list(scramUser)),
  transactions: reading(list(transaction)),
  reassignments: reading(list(reassignment)),
  quorum: reading(quorum),
  logDirs: reading(list(logDir)),
  schemaRegistry: reading(schemaRegistry),
  kafkaConnect: reading(list(connectCluster)),
});

/** inventory.json. Its shape is fixed for a version: a test keeps the digest of its schema. */
export const inventorySchema = z
  .object({
    schemaVersion: z.literal(INVENTORY_VERSION),
    tool: z.object({ name: z.string(), version: z.string() }),
    target: z.object({
      name: z.string(),
      platform: z.string(),
      environment: z.enum(['test', 'production']),
      bootstrap: list(z.string()),
    }),
    startedAt: z.string().meta({ description: 'ISO 8601, UTC' }),
    endedAt: z.string(),
    limits: z.object({ requestsPerSecond: z.number(), mibPerSecond: z.number() }),
    spent: z.object({ requests: z.number(), sentBytes: z.number(), receivedBytes: z.number() }),
    changed: list(z.string()).meta({ description: 'what was other at the end than at the start, in sentences' }),
    overview,
    sections,
    byHand: list(
      z.object({ about: z.string(), question: z.string(), answer: z.string().nullable(), gone: z.boolean() }),
    ).meta({ description: 'what people have to say; null: nobody has yet' }),
  })
  .meta({ title: 'inventory.json of the Kafka TCO & PoC workbench' });

/** docs/inventory.schema.json: what a reader of inventory.json may rely on. */
export const inventoryJsonSchema = (): unknown =>
  z.toJSONSchema(inventorySchema, {
    io: 'input',
    target: 'draft-7',
    // That nobody writes to a result is the project's own matter.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
