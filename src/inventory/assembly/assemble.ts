import type { LogDirAnswer, TransactionAnswer } from '../../kafka/read-only/answers.ts';
import { aclKey } from '../acl-key.ts';
import { overviewOf } from '../overview.ts';
import type { Inventory } from '../types.ts';
import { brokersSection, featuresSection, namesController } from './broker-entries.ts';
import { changesBetween } from './changes.ts';
import { mapped } from './combined.ts';
import { groupEntries } from './group-entries.ts';
import type { ScanReadings } from './readings.ts';
import { topicEntries } from './topic-entries.ts';

/** Of a scan, what no reading tells. */
export type ScanFrame = Omit<Inventory, 'schemaVersion' | 'changed' | 'overview' | 'sections'>;

/** The inventory that follows from what was read: the same readings, the same inventory, key for key. */
export function assembleInventory(readings: ScanReadings, frame: ScanFrame): Inventory {
  const sections: Inventory['sections'] = {
    brokers: brokersSection(readings),
    features: featuresSection(readings),
    topics: topicEntries(readings),
    groups: groupEntries(readings),
    acls: mapped(readings.acls, (acls) => sortedBy(acls, aclKey)),
    quotas: mapped(readings.quotas, (quotas) => sortedBy(quotas, ({ entity }) => JSON.stringify(entity))),
    scramUsers: mapped(readings.scramUsers, (users) => sortedBy(users, ({ user }) => user)),
    transactions: mapped(readings.transactions, (all) => sortedBy(all.map(inOrder), (one) => one.transactionalId)),
    reassignments: mapped(readings.reassignments, (all) =>
      all.toSorted((a, b) => compared(a.topic, b.topic) || a.partition - b.partition),
    ),
    quorum: mapped(readings.quorum, (quorum) => ({
      ...quorum,
      voters: quorum.voters.toSorted(byId),
      observers: quorum.observers.toSorted(byId),
    })),
    logDirs: mapped(readings.last.logDirs, (dirs) =>
      dirs.map(withoutReplicas).sort((a, b) => a.broker - b.broker || compared(a.dir, b.dir)),
    ),
    schemaRegistry: readings.schemaRegistry,
    kafkaConnect: readings.kafkaConnect,
  };
  const { tool, target, startedAt, endedAt, limits, spent, byHand } = frame;
  return {
    schemaVersion: 1,
    tool,
    target,
    startedAt,
    endedAt,
    limits,
    spent,
    changed: changesBetween(readings.before, readings.after, namesController(readings)),
    overview: overviewOf(sections, Date.parse(endedAt)),
    sections,
    byHand,
  };
}

const withoutReplicas = ({ broker, dir, totalBytes, usableBytes }: LogDirAnswer) => ({
  broker,
  dir,
  totalBytes,
  usableBytes,
});

const inOrder = (transaction: TransactionAnswer): TransactionAnswer => ({
  ...transaction,
  partitions: sortedBy(transaction.partitions, ({ topic }) => topic),
});

function sortedBy<T>(values: readonly T[], key: (one: T) => string): readonly T[] {
  return values.toSorted((a, b) => compared(key(a), key(b)));
}

/** By code unit: the same on every machine. */
const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byId = (a: { readonly id: number }, b: { readonly id: number }): number => a.id - b.id;
