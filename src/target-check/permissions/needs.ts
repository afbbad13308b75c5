import type { Rights } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';

/** What comes after the check, and what it needs to be allowed to. */
export const STEPS = ['inventory', 'capture', 'run'] as const;
export type Step = (typeof STEPS)[number];

/** Names in kafka-acls' words. */
export type Operation = 'Create' | 'Delete' | 'Describe' | 'DescribeConfigs' | 'IdempotentWrite' | 'Read' | 'Write';

/** `run`: names that a run will create, all beginning with `wb-`. */
export type ResourceKind = 'cluster' | 'topics' | 'groups' | 'transactional-ids' | 'run-topics' | 'run-groups';

export interface Need {
  readonly step: Step;
  readonly on: ResourceKind;
  readonly operation: Operation;
  /** What it is for, in a few words. */
  readonly purpose: string;
}

export const NEEDS: readonly Need[] = [
  { step: 'inventory', on: 'cluster', operation: 'Describe', purpose: 'groups, ACLs, users, log directories' },
  { step: 'inventory', on: 'cluster', operation: 'DescribeConfigs', purpose: 'configs of brokers, quotas' },
  { step: 'inventory', on: 'topics', operation: 'Describe', purpose: 'topics, partitions, offsets' },
  { step: 'inventory', on: 'topics', operation: 'DescribeConfigs', purpose: 'their configs' },
  { step: 'inventory', on: 'groups', operation: 'Describe', purpose: 'members, offsets, lag' },
  { step: 'inventory', on: 'transactional-ids', operation: 'Describe', purpose: 'open transactions' },
  { step: 'capture', on: 'topics', operation: 'Describe', purpose: 'rates, from offsets' },
  { step: 'capture', on: 'topics', operation: 'DescribeConfigs', purpose: 'retention and other configs' },
  { step: 'capture', on: 'topics', operation: 'Read', purpose: 'sizes, codecs and skew, from samples' },
  { step: 'capture', on: 'groups', operation: 'Describe', purpose: 'fan-out' },
  { step: 'run', on: 'run-topics', operation: 'Create', purpose: 'topics of its own' },
  { step: 'run', on: 'run-topics', operation: 'Describe', purpose: 'their leaders' },
  { step: 'run', on: 'run-topics', operation: 'DescribeConfigs', purpose: 'their configs as read back' },
  { step: 'run', on: 'run-topics', operation: 'Write', purpose: 'the load' },
  { step: 'run', on: 'run-topics', operation: 'Read', purpose: 'its readers' },
  { step: 'run', on: 'run-topics', operation: 'Delete', purpose: 'leaving nothing behind' },
  { step: 'run', on: 'run-groups', operation: 'Read', purpose: 'its readers’ groups' },
  { step: 'run', on: 'run-groups', operation: 'Delete', purpose: 'leaving nothing behind' },
  { step: 'run', on: 'cluster', operation: 'IdempotentWrite', purpose: 'idempotent producers' },
];

/** What brokers said that this principal may do, without its being tried. */
export interface PermissionAnswers {
  readonly steps: readonly Step[];
  /** Null within a reading: not told. */
  readonly cluster: Reading<Rights>;
  /** Of those that exist and that this principal is shown. */
  readonly topics: Reading<ReadonlyMap<string, Rights>>;
  readonly groups: Reading<ReadonlyMap<string, Rights>>;
  /** Of a name that nothing has: what is allowed on it is allowed on every name. */
  readonly anyTopic: Reading<Rights>;
  readonly anyGroup: Reading<Rights>;
  /** Of a name such as a run gives. */
  readonly runTopic: Reading<Rights>;
  readonly runGroup: Reading<Rights>;
}
