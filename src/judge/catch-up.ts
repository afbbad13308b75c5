import type { CatchUpSource } from '../evidence/types.ts';
import type { Plan, PlannedCatchUp } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import { intervalsOf, merge } from './histograms.ts';
import { medianOf } from './medians.ts';
import { percentilesOf } from './percentiles.ts';
import { eventsOf, metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { planEnd, within } from './timeline.ts';
import type { CatchUpSummary, Percentiles } from './types.ts';

/** One group's drain in one pass; times in seconds since the repetition's epoch. */
export interface GroupDrain {
  readonly group: string;
  readonly start: number;
  /** null where the last partition never reached the tail. */
  readonly tail: number | null;
  readonly records: number;
  readonly bytes: number;
  readonly source: CatchUpSource;
}

/** The drains of a pass, one a catch-up group that was started. */
export function drainsOf(pass: RepetitionEvidence): readonly GroupDrain[] {
  return eventsOf(pass, 'catch-up-started').map((started) => {
    const ofGroup = (it: { readonly group: string }) => it.group === started.group;
    const end = eventsOf(pass, 'catch-up-at-tail').find(ofGroup);
    const read = metricsOf(pass, 'group').filter(ofGroup);
    return {
      group: started.group,
      start: (started.atMicros ?? 0) / 1e6,
      tail: end === undefined || end.atMicros === null ? null : end.atMicros / 1e6,
      records: end?.records ?? read.reduce((sum, line) => sum + line.records, 0),
      bytes: end?.bytes ?? read.reduce((sum, line) => sum + line.bytes, 0),
      source: eventsOf(pass, 'catch-up-source').findLast(ofGroup)?.source ?? started.source,
    };
  });
}

/** All groups of a pass together: it is over when the last of them is at the tail. */
interface Drain {
  readonly pass: RepetitionEvidence;
  readonly start: number;
  readonly tail: number | null;
  readonly records: number;
  readonly bytes: number;
}

function together(pass: RepetitionEvidence, drains: readonly GroupDrain[]): Drain {
  const tails = drains.flatMap((drain) => drain.tail ?? []);
  return {
    pass,
    start: Math.min(...drains.map((drain) => drain.start)),
    tail: tails.length === drains.length ? Math.max(...tails) : null,
    records: drains.reduce((sum, drain) => sum + drain.records, 0),
    bytes: drains.reduce((sum, drain) => sum + drain.bytes, 0),
  };
}

const secondsTaken = ({ start, tail }: Drain): number | null => (tail === null ? null : tail - start);

function mibPerSecond(drain: Drain): number | null {
  const seconds = secondsTaken(drain);
  return seconds === null || seconds <= 0 ? null : drain.bytes / MIB / seconds;
}

/** One word for several drains: theirs where they agree, else unknown; the evidence of each is kept. */
function commonSource(sources: readonly CatchUpSource[]): CatchUpSource {
  const evidence = [...new Set(sources.map((source) => source.evidence))].join(' ');
  const names = new Set(sources.map((source) => source.source));
  const [only] = names;
  return { source: names.size === 1 && only !== undefined ? only : 'unknown', evidence };
}

const quotient = (during: number | null, before: number | null): number | null =>
  during === null || before === null || before === 0 ? null : during / before;

/** The whole seconds touched by the drain; to the end of the plan where the tail was not reached. */
function drainSpan(drain: Drain, plan: Plan): readonly [number, number] {
  return [Math.floor(drain.start), drain.tail === null ? planEnd(plan) : Math.ceil(drain.tail)];
}

type Collateral = CatchUpSummary['collateral'];

function collateralOf(drains: readonly Drain[], planned: PlannedCatchUp, plan: Plan): Collateral {
  const spans = drains.map((drain) => drainSpan(drain, plan));
  const start = Math.round(medianOf(spans.map(([from]) => from)) ?? planned.startSecond);
  const end = Math.round(medianOf(spans.map(([, to]) => to)) ?? start);
  const over = (path: 'produce' | 'tail', span: (drain: Drain) => readonly [number, number]): Percentiles => {
    const kind = path === 'produce' ? 'response' : 'end-to-end';
    return percentilesOf(
      merge(
        drains.flatMap((drain) => {
          const chosen = within(...span(drain));
          return intervalsOf(drain.pass, { path, kind }).flatMap(({ second, histogram }) =>
            chosen(second) ? [histogram] : [],
          );
        }),
      ),
    );
  };
  const before = (drain: Drain) => [planned.baselineFromSecond, Math.floor(drain.start)] as const;
  const during = (drain: Drain) => drainSpan(drain, plan);
  const produceBaseline = over('produce', before);
  const produceDuring = over('produce', during);
  const tailBaseline = over('tail', before);
  const tailDuring = over('tail', during);
  return {
    baselineSeconds: [planned.baselineFromSecond, start],
    drainSeconds: end > start ? [start, end] : null,
    produceBaseline,
    produceDuring,
    produceP99Ratio: quotient(produceDuring.p99, produceBaseline.p99),
    tailBaseline,
    tailDuring,
    tailP99Ratio: quotient(tailDuring.p99, tailBaseline.p99),
  };
}

/** The four catch-up figures of one pass, or of several taken together; null where none was started. */
export function measureCatchUp(passes: readonly RepetitionEvidence[], plan: Plan): CatchUpSummary | null {
  const planned = plan.catchUp;
  const started = passes.map((pass) => ({ pass, groups: drainsOf(pass) })).filter(({ groups }) => groups.length > 0);
  if (planned === null || started.length === 0) return null;
  const drains = started.map(({ pass, groups }) => together(pass, groups));
  return {
    ...commonSource(started.flatMap(({ groups }) => groups.map((drain) => drain.source))),
    timeToTailSeconds: medianOf(drains.map(secondsTaken)),
    records: drains.reduce((sum, drain) => sum + drain.records, 0),
    bytes: drains.reduce((sum, drain) => sum + drain.bytes, 0),
    mibPerSecond: medianOf(drains.map(mibPerSecond), 'higher'),
    fetch: percentilesOf(
      merge(
        drains.flatMap((drain) =>
          intervalsOf(drain.pass, { path: 'catch-up', kind: 'fetch' }).map(({ histogram }) => histogram),
        ),
      ),
    ),
    collateral: collateralOf(drains, planned, plan),
  };
}
