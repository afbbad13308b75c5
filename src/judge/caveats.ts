import type { RunEvidence } from '../evidence/types.ts';
import { whole } from './format.ts';
import { CLAIM_REPETITIONS } from './limits.ts';
import { eventsOf } from './repetition-evidence.ts';
import type { Pass } from './summarize.ts';
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

function errorCaveats(pass: Pass, name: string): readonly string[] {
  return eventsOf(pass.evidence, 'error').map(
    ({ where, message, count }) =>
      `${name}, repetition ${pass.evidence.repetition}: ${where} reported ${count === 1 ? 'an error' : `${whole(count)} errors`}: ${message}`,
  );
}

function replacedCaveats(pass: Pass, name: string): readonly string[] {
  if (pass.replaces === null) return [];
  return [
    `${name}: repetition ${pass.replaces} was not valid and was run again as repetition ${pass.evidence.repetition}.`,
  ];
}

function targetCaveats({ summary, passes }: JudgedTarget): readonly string[] {
  const source = summary.catchUp?.source;
  return [
    ...passes.flatMap((pass) =>
      [replacedCaveats, lossCaveats, rebalanceCaveats, errorCaveats].flatMap((read) => read(pass, summary.name)),
    ),
    ...(source === 'page-cache' || source === 'unknown'
      ? [`${summary.name}: the catch-up was not shown to be a cold read (source: ${source}).`]
      : []),
  ];
}

/** What a reader must know before using the figures; sentences with a full stop. */
export function caveats(run: RunEvidence, targets: readonly JudgedTarget[], planEdited: boolean): readonly string[] {
  const fewest = Math.min(...targets.map(({ passes }) => passes.filter((pass) => pass.validity.valid).length));
  return [
    ...(planEdited
      ? ['plan.json no longer matches its digest: the plan or its thresholds were edited after it was written.']
      : []),
    ...run.plan.targets.flatMap(({ name, standIn, standInNote }) =>
      standIn ? [`${name} is a stand-in${standInNote === null ? '' : `: ${standInNote.replace(/\.$/, '')}`}.`] : [],
    ),
    ...(targets.length > 1 && fewest < CLAIM_REPETITIONS
      ? [`Fewer than ${CLAIM_REPETITIONS} valid repetitions a side: every comparison is indicative only.`]
      : []),
    ...targets.flatMap(targetCaveats),
  ];
}
