import { setTimeout as delay } from 'node:timers/promises';
import type { ReadOnlyService } from '../http/service.ts';
import type { PartitionName, ReadOnlyCluster } from '../kafka/read-only/cluster.ts';
import type { Reading } from '../kafka/read-only/reading.ts';
import type { ReadLimits } from '../kafka/read-only/requests-log.ts';
import { TOOL } from '../package.ts';
import type { Target } from '../scenarios/target-types.ts';
import { assembleInventory } from './assembly/assemble.ts';
import { notObtained } from './assembly/combined.ts';
import type { Membership, Sample, ScanReadings } from './assembly/readings.ts';
import { scanKafkaConnect } from './connect/scan.ts';
import { scanSchemaRegistry } from './schema-registry/scan.ts';
import type { Inventory } from './types.ts';

/** What stands beside a cluster, as far as its target names it. */
export interface InventoryServices {
  readonly schemaRegistry: ReadOnlyService | null;
  readonly kafkaConnect: readonly ReadOnlyService[];
}

export interface ScanOptions {
  readonly target: Pick<Target, 'name' | 'platform' | 'environment'>;
  readonly bootstrap: readonly string[];
  readonly limits: ReadLimits;
  /** Between the two samples that throughput comes from; 0: one sample, and none. */
  readonly sampleSeconds: number;
  /** Whether the schemas' texts are wanted, too. */
  readonly schemas?: boolean;
  /** Subjects of the registry that are asked for, by name. */
  readonly maxSubjects?: number;
  /** Where it aborts, what was read until then is the inventory. */
  readonly signal: AbortSignal;
  readonly now?: () => Date;
  /** What is being read, for people who wait. */
  readonly tell?: (doing: string) => void;
}

/** Reads all that a cluster and what stands beside it tell. Rejects for no reason of theirs. */
export async function scanInventory(
  cluster: ReadOnlyCluster,
  services: InventoryServices,
  options: ScanOptions,
): Promise<Inventory> {
  const { target, bootstrap, limits, now = () => new Date() } = options;
  const startedAt = now();
  const readings = await new Scan(cluster, services, options).run();
  return assembleInventory(readings, {
    tool: TOOL,
    target: { name: target.name, platform: target.platform, environment: target.environment, bootstrap },
    startedAt: startedAt.toISOString(),
    endedAt: now().toISOString(),
    limits,
    spent: cluster.spent(),
    byHand: [],
  });
}

const INTERRUPTED = notObtained('failed', 'the scan was interrupted before it was read', 'scan again');

class Scan {
  readonly #cluster: ReadOnlyCluster;
  readonly #services: InventoryServices;
  readonly #options: ScanOptions;

  constructor(cluster: ReadOnlyCluster, services: InventoryServices, options: ScanOptions) {
    this.#cluster = cluster;
    this.#services = services;
    this.#options = options;
  }

  async run(): Promise<ScanReadings> {
    const cluster = this.#cluster;
    const { sampleSeconds, tell = () => {} } = this.#options;
    tell('reading brokers and topics');
    const [before, apis] = await Promise.all([this.#membership(), this.#asked(() => cluster.apis())]);
    if (sampleSeconds > 0) tell('reading offsets and sizes');
    const first = sampleSeconds > 0 && before.topics.obtained ? await this.#sample(before) : null;
    const sampledAt = performance.now();
    tell('reading configs, access, transactions and services');
    const settings = await this.#settings(before);
    if (first !== null) {
      const left = Math.max(0, sampleSeconds * 1e3 - (performance.now() - sampledAt));
      tell(`waiting ${Math.ceil(left / 1e3)} s for the second sample`);
      await delay(left, undefined, { signal: this.#options.signal }).catch(() => {});
    }
    tell('reading groups, offsets and sizes');
    const groups = await this.#using(before.groups, (all) => cluster.describeGroups(all));
    const last = await this.#sample(before);
    const after = await this.#membership();
    return { before, after, first, last, apis, groups, ...settings };
  }

  async #membership(): Promise<Membership> {
    const cluster = this.#cluster;
    const [own, topics, groups] = await Promise.all([
      this.#asked(() => cluster.cluster()),
      this.#asked(() => cluster.topics()),
      this.#asked(() => cluster.groups()),
    ]);
    return { cluster: own, topics, groups };
  }

  async #sample({ topics }: Membership): Promise<Sample> {
    const cluster = this.#cluster;
    const led = topics.obtained ? topics.value.flatMap(ledPartitions) : [];
    // In this order no log ends before it begins, whatever is written and deleted in between.
    const earliest = await this.#using(topics, () => cluster.offsets(led, 'earliest'));
    const latest = await this.#using(topics, () => cluster.offsets(led, 'latest'));
    const from = Date.now();
    const logDirs = await this.#asked(() => cluster.logDirs());
    return { earliest, latest, logDirs, sizesAtMs: (from + Date.now()) / 2 };
  }

  async #settings({ cluster: own, topics }: Membership): Promise<Settings> {
    const cluster = this.#cluster;
    const { schemaRegistry, kafkaConnect } = this.#services;
    const { schemas = false, maxSubjects, tell } = this.#options;
    const ofRegistry = {
      schemas,
      ...(maxSubjects === undefined ? {} : { atMost: maxSubjects }),
      ...(tell === undefined ? {} : { tell }),
    };
    const [
      topicConfigs,
      brokerConfigs,
      acls,
      quotas,
      scramUsers,
      transactions,
      reassignments,
      quorum,
      registry,
      connect,
    ] = await Promise.all([
      this.#using(topics, (all) => cluster.topicConfigs(all.map(({ name }) => name))),
      this.#using(own, ({ brokers }) => cluster.brokerConfigs(brokers.map(({ id }) => id))),
      this.#asked(() => cluster.acls()),
      this.#asked(() => cluster.quotas()),
      this.#asked(() => cluster.scramUsers()),
      this.#asked(() => cluster.transactions()),
      this.#asked(() => cluster.reassignments()),
      this.#asked(() => cluster.quorum()),
      schemaRegistry === null
        ? notNamed('Schema Registry', 'schemaRegistry: { url: https://… }')
        : this.#asked(() => scanSchemaRegistry(schemaRegistry, ofRegistry)),
      kafkaConnect.length === 0
        ? notNamed('Kafka Connect', 'kafkaConnect: [{ url: https://… }]')
        : this.#asked(() => scanKafkaConnect(kafkaConnect)),
    ]);
    return {
      topicConfigs,
      brokerConfigs,
      acls,
      quotas,
      scramUsers,
      transactions,
      reassignments,
      quorum,
      schemaRegistry: registry,
      kafkaConnect: connect,
    };
  }

  /** What needs another reading's answer, and is not obtained where that is not. */
  #using<T, U>(reading: Reading<T>, ask: (value: T) => Promise<Reading<U>>): Promise<Reading<U>> {
    return reading.obtained ? this.#asked(() => ask(reading.value)) : Promise.resolve(reading);
  }

  /** An interruption is a reason like others, so that what was read before it is kept. */
  async #asked<T>(ask: () => Promise<Reading<T>>): Promise<Reading<T>> {
    const { signal } = this.#options;
    if (signal.aborted) return INTERRUPTED;
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted) return INTERRUPTED;
      throw error;
    }
  }
}

type Settings = Omit<ScanReadings, 'before' | 'after' | 'first' | 'last' | 'apis' | 'groups'>;

const notNamed = (service: string, line: string) =>
  notObtained('not-asked', `the target names no ${service}`, `add ${line} to the target file if there is one`);

/** Where nobody leads, nobody can be asked. */
const ledPartitions = ({ name, partitions }: LedTopic): readonly PartitionName[] =>
  partitions.flatMap(({ partition, leader }) => (leader === null ? [] : [{ topic: name, partition }]));

interface LedTopic {
  readonly name: string;
  readonly partitions: readonly { readonly partition: number; readonly leader: number | null }[];
}
