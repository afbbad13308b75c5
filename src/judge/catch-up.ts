import type { CatchUpSource } from '../evidence/types/events.ts';
import type { Plan } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import { collateralOf } from './collateral.ts';
import { type Drain, drainsOf, type GroupDrain, together } from './drains.ts';
import { rate } from './format.ts';
import { mergedSamples } from './histograms.ts';
import { medianOf } from './medians.ts';
import { percentilesOf } from './percentiles.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import { everySecond } from './timeline.ts';
import type { CatchUpSummary } from './types/figures.ts';

const secondsTaken = ({ start, tail }: Drain): number | null => (tail === null ? null : tail - start);

function mibPerSecond(drain: Drain): number | null {
  const seconds = secondsTaken(drain);
  return seconds === null || seconds <= 0 ? null : drain.bytes / MIB / seconds;
}

interface Started {
  readonly pass: RepetitionEvidence;
  readonly groups: readonly GroupDrain[];
}

/** One word for several drains: theirs where they agree, else unknown; the evidence of each is kept. */
function commonSource(started: readonly Started[]): CatchUpSource {
  const names = new Set(started.flatMap(({ groups }) => groups.map(({ source }) => source.source)));
  const [only] = names;
  return { source: names.size === 1 && only !== undefined ? only : 'unknown', evidence: evidenceOf(started) };
}

/** Each sentence once; with the repetitions that it is of where they differ. */
function evidenceOf(started: readonly Started[]): string {
  const said = Map.groupBy(started, ({ groups }) => sentenceOf(groups));
  const [[only] = ['']] = said;
  if (said.size === 1) return only;
  return [...said].map(([sentence, passes]) => `${repetitionsOf(passes)}: ${sentence}`).join('; ');
}

/** The groups of one pass, by name where their evidence differs. */
function sentenceOf(groups: readonly GroupDrain[]): string {
  const sentences = new Set(groups.map(({ source }) => withoutStop(source.evidence)));
  if (sentences.size === 1) return [...sentences].join();
  return groups.map(({ group, source }) => `${group}, ${withoutStop(source.evidence)}`).join('; ');
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

function repetitionsOf(passes: readonly Started[]): string {
  const numbers = passes.map(({ pass }) => pass.repetition);
  const last = numbers.at(-1);
  return numbers.length === 1 ? `repetition ${last}` : `repetitions ${numbers.slice(0, -1).join(', ')} and ${last}`;
}

/** What is true of every group that did not reach the tail: not within the shortest of the waits. */
function shortestWait(started: readonly Started[]): number | null {
  const waits = started.flatMap(({ groups }) => groups.flatMap(({ gaveUpAfter }) => gaveUpAfter ?? []));
  return waits.length === 0 ? null : Math.min(...waits);
}

/** The four catch-up figures of one pass, or of several taken together; null where none was started. */
export function measureCatchUp(passes: readonly RepetitionEvidence[], plan: Plan): CatchUpSummary | null {
  const planned = plan.catchUp;
  const started = passes
    .map((pass) => ({ pass, groups: drainsOf(pass, plan) }))
    .filter(({ groups }) => groups.length > 0);
  if (planned === null || started.length === 0) return null;
  const drains = started.map(({ pass, groups }) => together(pass, groups));
  return {
    ...commonSource(started),
    timeToTailSeconds: medianOf(drains.map(secondsTaken)),
    gaveUpAfterSeconds: shortestWait(started),
    records: drains.reduce((sum, drain) => sum + drain.records, 0),
    bytes: drains.reduce((sum, drain) => sum + drain.bytes, 0),
    mibPerSecond: medianOf(drains.map(mibPerSecond), 'higher'),
    fetch: percentilesOf(mergedSamples(passes, { path: 'catch-up', kind: 'fetch' }, everySecond)),
    collateral: collateralOf(drains, planned, plan),
  };
}

/** Follows "did not reach the tail": within which time. */
export const withinWords = ({ gaveUpAfterSeconds }: Pick<CatchUpSummary, 'gaveUpAfterSeconds'>): string =>
  gaveUpAfterSeconds === null ? '' : ` within ${rate(gaveUpAfterSeconds)} s after the last send`;
