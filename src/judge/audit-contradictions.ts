import {
  FINDING_NAMES,
  type FindingName,
  type PartitionAudit,
  type Ranges,
  type RepetitionAudit,
} from '../evidence/types/audit.ts';
import { whole } from './format.ts';
import type { Outcomes } from './outcomes.ts';

type Identity = readonly [holds: boolean, otherwise: string];

const sizeOf = (ranges: Ranges): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * A complete audit says everything twice: in totals and by partition, and once more in the outcomes that
 * the metrics counted. Returns where these disagree, as sentences without a full stop.
 */
export function auditContradictions(audit: RepetitionAudit, sent: Outcomes): readonly string[] {
  const { totals, partitions } = audit;
  const sum = (count: (partition: PartitionAudit) => number) =>
    partitions.reduce((total, partition) => total + count(partition), 0);
  const ranged = (fate: 'acknowledged' | 'failed' | 'unknown' | 'lost' | 'duplicated') =>
    sum((partition) => sizeOf(partition[fate]) + (partition.leftOut?.[fate] ?? 0));
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
  const itself = broken([...within, ...findingsAgainstTotals(audit)]);
  return [...(itself.length === 0 ? [] : [`audit.json contradicts itself: ${itself.join('; ')}`]), ...broken(against)];
}

/** The findings say once more what the totals say; audits of older runs name none. */
function findingsAgainstTotals({ totals, found, findings, findingsLeftOut = 0 }: RepetitionAudit): readonly Identity[] {
  if (found === undefined || findings === undefined) return [];
  const alike = { duplicate: totals.duplicated, reordering: totals.reordered } as const;
  const listed = (name: FindingName) =>
    findings.reduce((sum, finding) => (finding.name === name ? sum + finding.records : sum), 0);
  return [
    ...Object.entries(alike).map(([name, total]): Identity => {
      const records = found[name as FindingName];
      return [records === total, `${whole(total)} records of ${name} in total, ${whole(records)} in the findings`];
    }),
    [
      // A record that stands there damaged is lost and no lost write.
      found['lost-write'] <= totals.lost && totals.lost <= found['lost-write'] + totals.corrupted,
      `${whole(totals.lost)} lost, but ${whole(found['lost-write'])} lost writes and ${whole(totals.corrupted)} corrupted`,
    ],
    ...FINDING_NAMES.map(
      (name): Identity => [
        findingsLeftOut > 0 ? listed(name) <= found[name] : listed(name) === found[name],
        `${whole(found[name])} records of ${name}, ${whole(listed(name))} in its findings`,
      ],
    ),
  ];
}
