import { EXIT, type ExitStatus } from '../errors.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { type Pass, slots } from './summarize.ts';
import type { Summary, TargetSummary, ThresholdResult, Verdict } from './types/summary.ts';

export interface JudgedTarget {
  readonly summary: TargetSummary;
  readonly passes: readonly Pass[];
}

export interface Verdicts {
  readonly verdict: Verdict;
  /** Sentences without a full stop, the ones that made the verdict first. */
  readonly reasons: readonly string[];
}

/** What is missing for the run to be whole. */
function incompleteReasons(run: RunEvidence, targets: readonly JudgedTarget[]): readonly string[] {
  const ended = run.events.findLast((event) => event.kind === 'run-ended');
  const cutOff = ended?.complete ? [] : [ended?.reason ?? 'the run has no recorded end'];
  const missing = targets.flatMap(({ summary, passes }) =>
    slots(passes, run.plan.plan).flatMap((standing, index) =>
      standing.some((pass) => pass.validity.complete)
        ? []
        : [`repetition ${index + 1} of ${summary.name} did not run to its end`],
    ),
  );
  return [...cutOff, ...missing];
}

/** A run that a threshold ended is short because it failed. */
function abortReasons(run: RunEvidence): readonly string[] {
  const ended = run.events.findLast((event) => event.kind === 'run-ended');
  return (ended?.abortedBy ?? []).map((id) => `${id} failed and ended the run (abortOnFail)`);
}

/** The first that applies: ended by a threshold (fail), incomplete, invalid, fail, unproven, pass. An edited plan never passes. */
export function decide(
  run: RunEvidence,
  targets: readonly JudgedTarget[],
  thresholds: readonly ThresholdResult[],
  planEdited: boolean,
): Verdicts {
  const aborted = abortReasons(run);
  if (aborted.length > 0) return { verdict: 'fail', reasons: aborted };

  const incomplete = incompleteReasons(run, targets);
  if (incomplete.length > 0) return { verdict: 'incomplete', reasons: incomplete };

  const invalid = targets.flatMap(({ summary }) =>
    summary.invalidReasons.map((reason) => `${summary.name}, ${reason}`),
  );
  if (invalid.length > 0) return { verdict: 'invalid', reasons: invalid };

  const worded = (verdict: ThresholdResult['verdict'], words: string) =>
    thresholds.filter((result) => result.verdict === verdict).map((result) => `${result.id} ${words} ${result.target}`);
  const failed = worded('fail', 'failed on');
  if (failed.length > 0) return { verdict: 'fail', reasons: failed };

  const unproven = [
    ...worded('undecided', 'could not be decided for'),
    ...(thresholds.length === 0 ? ['the scenario declares no thresholds'] : []),
    ...(planEdited ? ['plan.json was edited after it was written'] : []),
  ];
  if (unproven.length > 0) return { verdict: 'unproven', reasons: unproven };
  return { verdict: 'pass', reasons: [`all ${thresholds.length} threshold results passed`] };
}

/** 0 pass, or unproven without thresholds; 1 a threshold failed or was not decided; 3 invalid or incomplete. */
export function exitStatusOf(summary: Pick<Summary, 'verdict' | 'thresholds'>): ExitStatus {
  switch (summary.verdict) {
    case 'incomplete':
    case 'invalid':
      return EXIT.invalidRun;
    case 'fail':
      return EXIT.failed;
    case 'unproven':
      return summary.thresholds.length === 0 ? EXIT.pass : EXIT.failed;
    case 'pass':
      return EXIT.pass;
  }
}
