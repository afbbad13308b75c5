import type { CatchUpSource } from '../evidence/types.ts';
import type { Plan } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import { collateralOf } from './collateral.ts';
import { type Drain, drainsOf, together } from './drains.ts';
import { mergedSamples } from './histograms.ts';
import { medianOf } from './medians.ts';
import { percentilesOf } from './percentiles.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import { everySecond } from './timeline.ts';
import type { CatchUpSummary } from './types.ts';

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
    fetch: percentilesOf(mergedSamples(passes, { path: 'catch-up', kind: 'fetch' }, everySecond)),
    collateral: collateralOf(drains, planned, plan),
  };
}
