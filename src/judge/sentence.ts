import type { RunTarget } from '../evidence/types/plan.ts';
import type { Plan } from '../scenarios/types.ts';
import { milliseconds, rate, ratio } from './format.ts';
import { tunedSideOf } from './pairs.ts';
import { recoverySentence } from './recovery-words.ts';
import { measuredPhases } from './timeline.ts';
import type { ComparisonRow, SideComparison, TargetSummary, Verdict } from './types/summary.ts';

export interface Answer {
  readonly plan: Plan;
  readonly demo: boolean;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  /** Sides of the run, in its order. */
  readonly targets: readonly { readonly target: RunTarget; readonly summary: TargetSummary }[];
  readonly identical: SideComparison | null;
  readonly tuned: SideComparison | null;
  /** Where client profiles held measured phases back (call-outs.ts). */
  readonly heldBack: readonly string[];
}

/** What the sentence speaks of: the most telling latency for which both sides have enough samples. */
const SPOKEN = ['p99', 'p95', 'p50'] as const;

/** Of `heldBack`; more of them would bury the answer. */
const MOST_HELD_BACK = 1;

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

const TOO_FEW = 'too few records were sent to state a latency.';

/** One target alone states its figure, and beside it that of its tuned side; under faults, how it got over them. */
function alone({ targets, plan }: Answer, at: string): string {
  const [first, ...others] = targets;
  if (first === undefined) return 'Nothing was measured: the run has no target.';
  const { summary } = first;
  const recovery = recoverySentence(summary, plan);
  if (recovery !== null) return recovery;
  const name = SPOKEN.find((it) => summary.produce.response[it] !== null);
  if (name === undefined) return `${at}, ${TOO_FEW}`;
  const tuned = tunedSideOf(summary.name, others)?.summary;
  const told = ({ produce }: TargetSummary) => milliseconds(produce.response[name] ?? 0);
  const beside =
    tuned === undefined || tuned.produce.response[name] === null ? '' : `, and ${told(tuned)} on ${tuned.name}`;
  return `${at}, produce ${name} was ${told(summary)} on ${summary.name}${beside}.`;
}

function held({ sides, comparison }: SideComparison, at: string): string {
  for (const name of SPOKEN) {
    const row = comparison.find((it) => it.metric === `produce.response.${name}` && it.phase === null);
    if (row?.ratio != null) return compared(row, name, sides.a, sides.b, at);
  }
  return `${at}, ${TOO_FEW}`;
}

/** The identical clients first, since they are the fixed input; then the tuned; then what held a rate back. */
function answer(input: Answer): string {
  const { identical, tuned, heldBack } = input;
  const at = `At ${load(input.plan)}${tuned === null ? '' : ' and with identical clients'}`;
  return [
    identical === null ? alone(input, at) : held(identical, at),
    ...(tuned === null ? [] : [held(tuned, 'With tuned clients')]),
    ...heldBack.slice(0, MOST_HELD_BACK).map((words) => `${capitalized(words)}.`),
    ...(heldBack.length > MOST_HELD_BACK ? [`${heldBack.length - MOST_HELD_BACK} more stand under Fairness.`] : []),
  ].join(' ');
}

export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

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
