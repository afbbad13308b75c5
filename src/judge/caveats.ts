import type { RunPlan } from '../evidence/types/plan.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { waitedFor } from './drains.ts';
import { rate, whole } from './format.ts';
import { interleaved, startedOrder } from './interleaving.ts';
import { CLAIM_REPETITIONS } from './limits.ts';
import { outcomesOf } from './outcomes.ts';
import type { Pair } from './pairs.ts';
import { eventsOf } from './repetition-evidence.ts';
import { type Pass, validOnes } from './summarize.ts';
import { everySecond } from './timeline.ts';
import { unread } from './unread.ts';
import type { JudgedTarget } from './verdict.ts';

function lossCaveats(pass: Pass, name: string): readonly string[] {
  const totals = pass.evidence.audit?.totals;
  if (totals === undefined || (totals.lost === 0 && totals.corrupted === 0)) return [];
  return [
    `${name}, repetition ${pass.evidence.repetition}: ${whole(totals.lost)} acknowledged records were lost and ${whole(totals.corrupted)} corrupted.`,
  ];
}

/** One generation throughout is the evidence that a group did not rebalance. */
function rebalanceCaveats(pass: Pass, name: string): readonly string[] {
  const byGroup = Map.groupBy(eventsOf(pass.evidence, 'group-generation'), ({ group }) => group);
  return [...byGroup].flatMap(([group, events]) => {
    const generations = new Set(events.map(({ generation }) => generation));
    if (generations.size <= 1) return [];
    return [
      `${name}, repetition ${pass.evidence.repetition}: group ${group} rebalanced (generations ${[...generations].join(', ')}); its latencies include that.`,
    ];
  });
}

/** Records that tail groups never read: their percentiles count them, and a reader must know. */
function unreadCaveats({ evidence }: Pass, name: string, { plan }: RunPlan): readonly string[] {
  const { acknowledged } = outcomesOf([evidence], everySecond);
  return plan.groups.flatMap(({ name: group, role }) => {
    const missing = role === 'tail' ? unread(evidence, plan, group, everySecond) : 0;
    if (missing === 0) return [];
    return [
      `${name}, repetition ${evidence.repetition}: group ${group} had not read ${whole(missing)} of ${whole(acknowledged)} acknowledged records ${rate(waitedFor(evidence, plan, group))} s after the last send; they count as slower than every other.`,
    ];
  });
}

/** The same error over and over, as from clients of a broker that is down, is said once. */
function errorCaveats(pass: Pass, name: string): readonly string[] {
  const alike = Map.groupBy(eventsOf(pass.evidence, 'error'), ({ where, message }) => `${where}\n${message}`);
  return [...alike.values()].flatMap((errors) => {
    const [first] = errors;
    if (first === undefined) return [];
    const count = errors.reduce((sum, error) => sum + error.count, 0);
    return `${name}, repetition ${pass.evidence.repetition}: ${first.where} reported ${count === 1 ? 'an error' : `${whole(count)} errors`}: ${first.message}`;
  });
}

function replacedCaveats(pass: Pass, name: string): readonly string[] {
  if (pass.replaces === null) return [];
  return [
    `${name}: repetition ${pass.replaces} was not valid and was run again as repetition ${pass.evidence.repetition}.`,
  ];
}

const CAVEATS = [replacedCaveats, lossCaveats, unreadCaveats, rebalanceCaveats, errorCaveats];

/** Two sides that were held against each other. */
type Held = Pair<JudgedTarget>;

/** Told of what really ran: a repetition that was run again stands at the end. */
function orderCaveats(run: RunEvidence, { a, b }: Held): readonly string[] {
  if (interleaved(startedOrder(run, [...validOnes(a.passes), ...validOnes(b.passes)]))) return [];
  return [
    `The valid repetitions of ${a.summary.name} and ${b.summary.name} did not alternate: a drift of the machine could look like a difference, so every comparison of theirs is indicative only.`,
  ];
}

function targetCaveats({ summary, passes }: JudgedTarget, run: RunPlan): readonly string[] {
  const source = summary.catchUp?.source;
  return [
    ...passes.flatMap((pass) => CAVEATS.flatMap((read) => read(pass, summary.name, run))),
    ...(source === 'page-cache' || source === 'unknown'
      ? [`${summary.name}: the catch-up was not shown to be a cold read (source: ${source}).`]
      : []),
  ];
}

/** What a reader must know before using the figures; sentences with a full stop. */
export function caveats(
  run: RunEvidence,
  targets: readonly JudgedTarget[],
  pairs: { readonly identical: Held | null; readonly tuned: Held | null },
  planEdited: boolean,
): readonly string[] {
  const held = [pairs.identical, pairs.tuned].filter((pair) => pair !== null);
  const fewest = Math.min(...targets.map(({ passes }) => passes.filter((pass) => pass.validity.valid).length));
  return [
    ...(planEdited
      ? ['plan.json no longer matches its digest: the plan or its thresholds were edited after it was written.']
      : []),
    ...run.plan.targets.flatMap(({ name, standIn, standInNote, tuned }) =>
      standIn && tuned === undefined
        ? [`${name} is a stand-in${standInNote === null ? '' : `: ${standInNote.replace(/\.$/, '')}`}.`]
        : [],
    ),
    ...(held.length > 0 && fewest < CLAIM_REPETITIONS
      ? [`Fewer than ${CLAIM_REPETITIONS} valid repetitions a side: every comparison is indicative only.`]
      : []),
    ...held.flatMap((pair) => orderCaveats(run, pair)),
    ...targets.flatMap((target) => targetCaveats(target, run.plan)),
  ];
}
