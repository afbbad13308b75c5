import type { NotObtained } from '../../kafka/read-only/reading.ts';
import { failed, notKnown } from '../line.ts';
import type { CheckGroup, CheckLine } from '../types.ts';

/** What only a cluster that answers can tell. */
const UNTOLD: readonly (readonly [CheckGroup, title: string])[] = [
  ['permissions', 'Permissions'],
  ['versions', 'The release that the API versions imply'],
  ['brokers', 'The brokers'],
  ['distance', 'Round trips'],
  ['clocks', 'The brokers’ clock'],
  ['headroom', 'Topics, partitions and disks'],
  ['quotas', 'Quotas of this principal'],
];

/** One line a group. Why the cluster did not answer is said once: by a line that failed before, or here. */
export function unansweredLines(
  before: readonly CheckLine[],
  { reason, why, todo }: NotObtained,
): readonly CheckLine[] {
  const looked = { group: 'cluster', id: 'cluster-id', title: 'The id of the cluster' } as const;
  const isSaid = before.some(({ verdict }) => verdict === 'failed');
  return [
    isSaid
      ? notKnown(looked, 'the cluster did not answer')
      : reason === 'not-asked'
        ? notKnown(looked, why)
        : failed(looked, why, todo || 'check the address of bootstrap'),
    ...UNTOLD.map(([group, title]) => notKnown({ group, id: group, title }, 'the cluster did not answer')),
  ];
}
