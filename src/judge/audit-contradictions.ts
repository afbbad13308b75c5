import type { PartitionAudit, Ranges, RepetitionAudit } from '../evidence/types/audit.ts';
import { whole } from './format.ts';
import type { Outcomes } from './outcomes.ts';

type Identity = readonly [holds: boolean, otherwise: string];

const sizeOf = (ranges: Ranges): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * A complete audit says everything twice: in totals and by partition, and once more in the outcomes that
 * the metrics counted. Returns where these disagree, as sentences without a full stop.
 */
export function auditContradictions({ totals, partitions }: RepetitionAudit, sent: Outcomes): readonly string[] {
  const sum = (count: (partition: PartitionAudit) => number) =>
    partitions.reduce((total, partition) => total + count(partition), 0);
  const ranged = (fate: 'acknowledged' | 'failed' | 'unknown' | 'lost' | 'duplicated') =>
    sum((partition) => sizeOf(partition[fate]));
  const twice = ranged('duplicated');
  const reordered = sum((partition) => partition.reordered);

  const within: readonly Identity[] = [
    [
      totals.acknowledged === totals.delivered + totals.lost,
      `${whole(totals.acknowledged)} acknowledged are not ${whole(totals.delivered)} delivered + ${whole(totals.lost)} lost`,
    ],
    ...(['acknowledged', 'failed', 'unknown', 'lost'] as const).map(
      (fate): Identity => [
        totals[fate] === ranged(fate),
        `${whole(totals[fate])} ${fate} in total, ${whole(ranged(fate))} by partition`,
      ],
    ),
    [
      // A record that was read three times is in its range once.
      totals.duplicated >= twice && (totals.duplicated === 0 || twice > 0),
      `${whole(totals.duplicated)} duplicated in total, ${whole(twice)} records by partition`,
    ],
    [totals.reordered === reordered, `${whole(totals.reordered)} reordered in total, ${whole(reordered)} by partition`],
    [
      totals.unknownPresent <= totals.unknown,
      `${whole(totals.unknownPresent)} of ${whole(totals.unknown)} unknown records are present`,
    ],
  ];
  const against = (['acknowledged', 'failed', 'unknown', 'unsent'] as const).map(
    (fate): Identity => [
      totals[fate] === sent[fate],
      `the audit accounts for ${whole(totals[fate])} ${fate} records, the outcomes for ${whole(sent[fate])}`,
    ],
  );
  const broken = (identities: readonly Identity[]) => identities.flatMap(([holds, why]) => (holds ? [] : [why]));
  const itself = broken(within);
  return [...(itself.length === 0 ? [] : [`audit.json contradicts itself: ${itself.join('; ')}`]), ...broken(against)];
}
