import type { Plan } from '../scenarios/types.ts';
import { milliseconds, rate, ratio } from './format.ts';
import { measuredPhases } from './timeline.ts';
import type { ComparisonRow, TargetSummary, Verdict } from './types/summary.ts';

export interface Answer {
  readonly plan: Plan;
  readonly demo: boolean;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly targets: readonly TargetSummary[];
  readonly comparison: readonly ComparisonRow[];
}

/** What the sentence speaks of: the most telling latency for which both sides have enough samples. */
const SPOKEN = ['p99', 'p95', 'p50'] as const;

/** "2 000 records/s", or the range that the measured phases cover. */
function load(plan: Plan): string {
  const rates = measuredPhases(plan).flatMap((phase) => [phase.fromRate, phase.toRate]);
  const low = rate(Math.min(...rates));
  const high = rate(Math.max(...rates));
  return low === high ? `${low} records/s` : `${low} to ${high} records/s`;
}

function repetitions({ repetitionsA, repetitionsB }: ComparisonRow): string {
  if (repetitionsA !== repetitionsB) return `${repetitionsA} and ${repetitionsB} repetitions`;
  return repetitionsA === 1 ? '1 repetition a side' : `${repetitionsA} repetitions a side`;
}

/** Ratios are told from the higher side, so that 2× and 0.5× read alike. */
function compared(row: ComparisonRow, name: string, a: string, b: string, at: string): string {
  const value = row.ratio ?? 1;
  const [higher, lower] = value >= 1 ? [b, a] : [a, b];
  const told = (r: number) => (value >= 1 ? r : 1 / r);
  const bounds = [told(row.low ?? value), told(row.high ?? value)].sort((x, y) => x - y);
  const interval = bounds.map((bound) => ratio(bound).replace('×', '')).join('–');
  const statement = `${at}, produce ${name} was ${ratio(told(value))} higher on ${higher} than on ${lower}`;
  switch (row.claim) {
    case 'differs':
      return `${statement} (${interval}×, ${repetitions(row)}).`;
    case 'no difference shown':
      return `${at}, no difference in produce ${name} was shown between ${a} and ${b} (${higher} ÷ ${lower}: ${interval}×, ${repetitions(row)}).`;
    default:
      return row.indicativeBecause === 'not-interleaved'
        ? `${statement}; indicative: the repetitions of the two sides did not alternate.`
        : `${statement}; indicative: ${repetitions(row)}.`;
  }
}

function answer({ plan, targets, comparison }: Answer): string {
  const at = `At ${load(plan)}`;
  const [a, b] = targets;
  if (a === undefined) return 'Nothing was measured: the run has no target.';
  for (const name of SPOKEN) {
    if (b === undefined) {
      const value = a.produce.response[name];
      if (value !== null) return `${at}, produce ${name} was ${milliseconds(value)} on ${a.name}.`;
      continue;
    }
    const row = comparison.find((it) => it.metric === `produce.response.${name}` && it.phase === null);
    if (row?.ratio != null) return compared(row, name, a.name, b.name, at);
  }
  return `${at}, too few records were sent to state a latency.`;
}

/** The answer in one sentence with its strength; what voids it comes first, never a winner. */
export function sentence(input: Answer): string {
  const because = input.reasons.slice(0, 2).join('; ');
  const more = input.reasons.length > 2 ? `; and ${input.reasons.length - 2} more` : '';
  const demo = input.demo ? ' The demo proves the tool, not these platforms.' : '';
  switch (input.verdict) {
    case 'incomplete':
      return `Incomplete: ${because}${more}.${demo}`;
    case 'invalid':
      return `Invalid, because ${because}${more}.${demo}`;
    default:
      return `${answer(input)}${demo}`;
  }
}
