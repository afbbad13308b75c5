import { obtainedOf } from '../assembly/combined.ts';
import { configValue } from '../config-value.ts';
import type { Attention, BrokersSection, Inventory } from '../types.ts';
import { attend, counted } from './attention.ts';

/** Of a volume, below which it is called nearly full. */
const SCARCE = 0.15;

/**
 * The start of a transaction is by a broker's clock, now by ours; and what is over its time is aborted at the next of
 * the coordinator's looks, which are 10 s apart.
 */
const CLOCK_SLACK_MS = 60_000;

type Broker = BrokersSection['brokers'][number];

/** Brokers, disks, access and transactions. */
export function clusterAttention(sections: Inventory['sections'], atMs: number): readonly Attention[] {
  const brokers = obtainedOf(sections.brokers)?.brokers ?? [];
  const named = (is: (broker: Broker) => boolean): readonly string[] =>
    brokers.filter(is).map(({ id }) => `broker ${id}`);
  const setTo = (broker: Broker, name: string): string | null => configValue(obtainedOf(broker.configs), name);
  const full = (obtainedOf(sections.logDirs) ?? []).filter(
    ({ totalBytes, usableBytes }) => totalBytes !== null && usableBytes !== null && usableBytes < totalBytes * SCARCE,
  );
  const hanging = (obtainedOf(sections.transactions) ?? []).filter(
    ({ startedAtMs, timeoutMs }) =>
      startedAtMs !== null && timeoutMs !== null && atMs - startedAtMs > timeoutMs + CLOCK_SLACK_MS,
  );
  const open = (obtainedOf(sections.acls) ?? []).filter(
    ({ principal, permission }) => principal === 'User:*' && permission === 'allow',
  );
  const voters = obtainedOf(sections.quorum)?.voters ?? null;
  return [
    ...attend(
      named(({ fenced }) => fenced === true),
      { id: 'fenced-brokers', kind: 'broken', todo: 'start them, or unregister those that are gone for good' },
      (count) => `${counted(count, 'broker', 'is', 'are')} registered and not serving (fenced)`,
    ),
    ...attend(
      hanging.map(({ transactionalId }) => transactionalId),
      {
        id: 'hanging-transactions',
        kind: 'broken',
        todo: 'kafka-transactions.sh find-hanging and abort; until then read_committed readers wait behind them',
      },
      (count) => `${counted(count, 'transaction', 'is', 'are')} open for longer than the time it was given`,
    ),
    ...attend(
      full.map(({ broker, dir }) => `broker ${broker} ${dir}`),
      { id: 'disks-nearly-full', kind: 'at-risk', todo: 'add disk or shorten retention before they are full' },
      (count) => `${counted(count, 'volume', 'has', 'have')} less than 15% left`,
    ),
    ...attend(
      open.map((acl) => `${acl.operation} on ${acl.resourceType} ${acl.resourceName} from ${acl.host}`),
      { id: 'open-to-everybody', kind: 'at-risk', todo: 'name the principals that need it' },
      (count) => `${counted(count, 'ACL', 'lets', 'let')} everybody in (User:*)`,
    ),
    ...attend(
      named((broker) => setTo(broker, 'authorizer.class.name') === ''),
      { id: 'no-authorizer', kind: 'at-risk', todo: 'set authorizer.class.name, after ACLs for all who work today' },
      () => 'There is no authorizer: who can connect may do everything',
    ),
    ...attend(
      named((broker) => Boolean(setTo(broker, 'zookeeper.connect'))),
      {
        id: 'zookeeper',
        kind: 'worth-knowing',
        todo: 'migrate to KRaft before Apache Kafka 4, which knows no ZooKeeper',
      },
      (count) => `${counted(count, 'broker', 'keeps', 'keep')} metadata in ZooKeeper`,
    ),
    ...attend(
      voters !== null && voters.length < 3 ? voters.map(({ id }) => `controller ${id}`) : [],
      { id: 'few-controllers', kind: 'at-risk', todo: 'three controllers survive the loss of one' },
      (count) => `The metadata quorum has ${count === 1 ? '1 voter' : `${count} voters`}: it does not survive a loss`,
    ),
    ...attend(
      brokers.length > 1 ? named(({ rack }) => rack === null) : [],
      {
        id: 'no-rack',
        kind: 'worth-knowing',
        todo: 'set broker.rack to the zone, so that replicas are spread over them',
      },
      (count) => `${counted(count, 'broker', 'has', 'have')} no rack`,
    ),
  ];
}
