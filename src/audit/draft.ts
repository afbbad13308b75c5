import type { RangeSet } from '../evidence/ranges.ts';
import { type AuditFinding, FINDING_NAMES, type FindingName, type Ranges } from '../evidence/types/audit.ts';
import type { Place } from './places.ts';

const RANGES_IN_A_FINDING = 20;
const FINDINGS_LISTED = 100;

/** A finding before it is known whether it will be listed: where its records stand is looked up only then. */
export interface Draft extends Pick<AuditFinding, 'name' | 'topic' | 'partition' | 'producer' | 'group'> {
  /** Sequences, or offsets where only they are known. */
  readonly set: RangeSet;
  readonly isOfOffsets?: boolean;
  /** More than the set, where a record counts several times. */
  readonly records?: number;
  /** Of the first ranges of the set. */
  detail(ranges: Ranges): {
    readonly producer?: number | null;
    readonly sequences?: RangeSet;
    readonly places?: readonly Place[];
  };
}

export interface Findings {
  readonly found: Readonly<Record<FindingName, number>>;
  readonly findings: readonly AuditFinding[];
  readonly findingsLeftOut: number;
}

/** Counts of all drafts that are of any record, and the first of each name in full. */
export function listFindings(drafts: readonly Draft[], permits: (draft: Draft) => boolean): Findings {
  const real = drafts.filter(({ set }) => set.size > 0);
  const byName = FINDING_NAMES.map((name) => real.filter((draft) => draft.name === name));
  const listed = byName.flatMap((ofName) => ofName.slice(0, FINDINGS_LISTED));
  return {
    found: Object.fromEntries(
      FINDING_NAMES.map((name, i) => [name, (byName[i] ?? []).reduce((sum, draft) => sum + recordsOf(draft), 0)]),
    ) as Record<FindingName, number>,
    findings: listed.map((draft) => inFull(draft, permits(draft))),
    findingsLeftOut: real.length - listed.length,
  };
}

const recordsOf = ({ records, set }: Draft): number => records ?? set.size;

function inFull(draft: Draft, permitted: boolean): AuditFinding {
  const { name, topic, partition, group, set, isOfOffsets = false } = draft;
  const ranges = set.toRanges(RANGES_IN_A_FINDING);
  const { producer = draft.producer, sequences, places = [] } = draft.detail(ranges);
  const inSequence = places.toSorted((a, b) => a.offsets[0] - b.offsets[0]);
  const offsets = isOfOffsets ? ranges : inSequence.slice(0, RANGES_IN_A_FINDING).map((place) => place.offsets);
  const listedRecords = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  const [first, last] = [places[0]?.firstMicros ?? null, places.at(-1)?.lastMicros ?? null];
  return {
    name,
    topic,
    partition,
    producer,
    group,
    records: recordsOf(draft),
    permitted,
    offsets,
    sequences: isOfOffsets ? (sequences?.toRanges(RANGES_IN_A_FINDING) ?? []) : ranges,
    more: listedRecords < set.size || places.length > RANGES_IN_A_FINDING,
    intendedMicros: first === null && last === null ? null : { first, last },
  };
}
