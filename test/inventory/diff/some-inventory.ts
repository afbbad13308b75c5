import type { Inventory, TopicEntry } from '../../../src/inventory/types.ts';
import type { ConfigEntry } from '../../../src/kafka/read-only/answers.ts';
import { pick, type Random } from '../../../src/random.ts';
import {
  acl,
  config,
  connector,
  connectWith,
  got,
  group,
  inventoryWith,
  quota,
  registryWith,
  subject,
  topic,
} from '../build-inventory.ts';

/** What Kafka allows in the name of a topic, as org.apache.kafka.common.internals.Topic.LEGAL_CHARS has it. */
const LEGAL = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-';

/** A topic's name with every legal character in it, no two alike. */
const legalName = (number: number): string => {
  const from = number % LEGAL.length;
  return `${LEGAL.slice(from)}${LEGAL.slice(0, from)}${number}`;
};

/** Group ids and principals may hold anything. */
const oddName = (number: number): string => `ünï "quoted" | $(x) <b> 名前 ${number}`;

const DEFAULTS: readonly (readonly [string, string])[] = [
  ['cleanup.policy', 'delete'],
  ['compression.type', 'producer'],
  ['max.message.bytes', '1048588'],
  ['message.timestamp.type', 'CreateTime'],
  ['min.insync.replicas', '1'],
  ['retention.bytes', '-1'],
  ['retention.ms', '604800000'],
  ['segment.bytes', '1073741824'],
  ['unclean.leader.election.enable', 'false'],
];

function someConfigs(random: Random): readonly ConfigEntry[] {
  return DEFAULTS.map(([name, value]) => {
    const isSet = random() < 0.2;
    return config(
      name,
      isSet && /^-?\d+$/.test(value) ? String(100 + pick(random, 900)) : value,
      isSet ? 'topic' : 'default',
    );
  });
}

const someTopic = (random: Random, number: number): TopicEntry =>
  topic(legalName(number), {
    partitions: 1 + pick(random, 6),
    copies: 1 + pick(random, 3),
    configs: someConfigs(random),
  });

/** An inventory with everything in it that a diff looks at. */
export function someInventory(random: Random, { topics = 5, name = 'one' } = {}): Inventory {
  const all = Array.from({ length: topics }, (_, number) => someTopic(random, number));
  const several = <T>(one: (number: number) => T): readonly T[] =>
    Array.from({ length: 1 + pick(random, 4) }, (_, number) => one(number));
  return inventoryWith(
    {
      topics: got(all),
      groups: got(
        several((number) => group(oddName(number), { [all[0]?.name ?? 'none']: 1 + pick(random, 3), other: 2 })),
      ),
      acls: got(
        several((number) => acl({ principal: `User:${oddName(number)}`, operation: number % 2 ? 'write' : 'read' })),
      ),
      quotas: got(several((number) => quota(oddName(number), { producer_byte_rate: 1000 + pick(random, 1000) }))),
      scramUsers: got(
        several((number) => ({
          user: oddName(number),
          mechanisms: [{ mechanism: 'SCRAM-SHA-512', iterations: 4096 }],
        })),
      ),
      features: got({
        release: '4.3 or later',
        features: [{ name: 'transaction.version', finalized: 2, supportedMin: 0, supportedMax: 2 }],
        apis: [{ key: 0, name: 'Produce', min: 3, max: 13 }],
      }),
      schemaRegistry: registryWith(several((number) => subject(oddName(number), { id: pick(random, 100) }))),
      kafkaConnect: connectWith(several((number) => connector(oddName(number), { config: { 'tasks.max': '2' } }))),
    },
    name,
  );
}
