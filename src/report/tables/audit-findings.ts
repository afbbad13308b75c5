import type { AuditFinding, FindingName, Ranges } from '../../evidence/types/audit.ts';
import { whole } from '../../judge/format.ts';
import type { AuditSummary } from '../../judge/types/figures.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import { plural } from '../format.ts';
import type { Judged } from '../judged.ts';
import { left, missing, type Row, type RowGroup, right, type Table, text } from '../table.ts';

const NAMES: Readonly<Record<FindingName, string>> = {
  'lost-write': 'lost write',
  duplicate: 'duplicate',
  reordering: 'reordering',
  'aborted-read': 'aborted read',
  'skipped-poll': 'skipped poll',
  'non-monotonic-poll': 'non-monotonic poll',
  unseen: 'unseen',
  corrupted: 'corrupted',
};

/** What was held against what, and each thing that was found; null where no run of the table looked for findings. */
export function findingsTable({ plan, summary }: Judged): Table | null {
  const { targets } = summary;
  if (targets.every(({ audit }) => (audit?.found ?? null) === null)) return null;
  const partitions = plan.plan.topics.reduce((sum, topic) => sum + topic.partitions, 0);
  const leftOut = targets.reduce((sum, { audit }) => sum + (audit?.findingsLeftOut ?? 0), 0);
  return {
    id: 'audit-findings',
    title: 'What the audit found',
    columns: [
      left('Found'),
      left('Where'),
      right('Records'),
      left('Offsets'),
      left('Sequences'),
      right('Intended at, s'),
      left('By the settings'),
    ],
    groups: targets.map((target) => targetGroup(target, partitions)),
    notes: [
      'Every acknowledged record is held against one complete reading of every partition, and against what each group read itself. Permitted: the settings of acknowledgement, idempotence and reading do not rule it out.',
      ...(leftOut === 0
        ? []
        : [`${plural(leftOut, 'further place')} of findings are not listed here; every record is counted.`]),
    ],
  };
}

function targetGroup({ name, audit }: TargetSummary, partitions: number): RowGroup {
  return {
    title: name,
    provenance: 'measured',
    rows:
      (audit?.found ?? null) === null || audit === null
        ? [unchecked(audit === null ? 'no complete reading was made' : 'this run is from before findings were named')]
        : [checked(audit, partitions), ...(audit.findings ?? []).map(findingRow)],
  };
}

const unchecked = (why: string): Row => ({
  title: 'Not checked',
  unit: null,
  cells: [text(''), missing(why), text(''), text(''), text(''), text('not known', 'open')],
});

/** What was looked at, and that nothing was found where that is so. */
function checked({ acknowledged, found, groups }: AuditSummary, partitions: number): Row {
  const names = Object.entries(found ?? {}).filter(([, records]) => records > 0);
  const by = groups === null || groups.length === 0 ? '' : `; groups ${groups.map(({ group }) => group).join(', ')}`;
  return {
    title: names.length === 0 ? 'Nothing was found' : 'Checked',
    unit: null,
    cells: [
      text(`${plural(partitions, 'partition')}${by}`),
      count(acknowledged),
      text(''),
      text(''),
      text(''),
      names.length === 0
        ? text('all accounted for', 'good')
        : text(names.map(([name, records]) => `${NAMES[name as FindingName]} ${whole(records)}`).join(', ')),
    ],
  };
}

const count = (records: number) => ({ kind: 'figure', value: records, text: whole(records), unit: 'records' }) as const;

function findingRow(finding: AuditFinding & { readonly repetition: number }): Row {
  const { name, topic, partition, producer, group, records, permitted, repetition } = finding;
  const who = group === null ? (producer === null ? '' : `, producer ${producer}`) : `, read by ${group}`;
  return {
    title: NAMES[name],
    unit: null,
    cells: [
      text(`repetition ${repetition}, ${topic}/${partition}${who}`),
      count(records),
      text(rangeWords(finding.offsets, finding.more)),
      text(rangeWords(finding.sequences, finding.more)),
      text(intendedWords(finding)),
      permitted ? text('permitted', 'open') : text('not permitted', 'bad'),
    ],
  };
}

const MOST_RANGES = 6;

/** `100–119, 140, …`: both ends belong to a range; before n where nothing stands in its place. */
function rangeWords(ranges: Ranges, more: boolean): string {
  const shown = ranges
    .slice(0, MOST_RANGES)
    .map(([from, to]) =>
      to === from ? `before ${whole(from)}` : to === from + 1 ? whole(from) : `${whole(from)}–${whole(to - 1)}`,
    );
  return (more || ranges.length > MOST_RANGES ? [...shown, '…'] : shown).join(', ');
}

/** Seconds since the start of the load; of what is missing, between those before and after it. */
function intendedWords({ intendedMicros }: AuditFinding): string {
  const times = [intendedMicros?.first ?? null, intendedMicros?.last ?? null]
    .filter((micros) => micros !== null)
    .map((micros) => (micros / 1e6).toFixed(2));
  return [...new Set(times)].join('–');
}

/** What each group read itself; null where no run of the table tells. */
export function groupReadingTable({ targets }: { readonly targets: readonly TargetSummary[] }): Table | null {
  const rows = targets.flatMap(({ name, audit }) =>
    (audit?.groups ?? []).map(({ group, role, read, unseen, reread }): Row => {
      const records = (value: number | null) =>
        value === null ? missing('a group that catches up does not read every record') : count(value);
      return {
        title: `${name}, ${group}`,
        unit: null,
        cells: [text(role === 'tail' ? 'at the tail' : 'catching up'), records(read), records(unseen), count(reread)],
      };
    }),
  );
  if (rows.length === 0) return null;
  return {
    id: 'group-readings',
    title: 'What each group read',
    columns: [left('Target and group'), left('Reads'), right('Records read'), right('Never read'), right('Read again')],
    groups: [{ title: null, provenance: 'measured', rows }],
    notes: ['Read again: by a member that had joined since, as at-least-once reading permits.'],
  };
}
