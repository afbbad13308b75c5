import { EXIT, type ExitStatus } from '../errors.ts';
import type { RepetitionSummary, TargetSummary, ThresholdResult } from '../judge/types/summary.ts';
import { exitStatusOf } from '../judge/verdict.ts';
import { numberedFaults } from './faults.ts';
import type { Judged } from './judged.ts';
import { recoveryWords } from './recovery-words.ts';

/** How a case ended other than well, in words for a pipeline's page. */
interface Shortfall {
  /** A failure stands for exit status 1, an error for 3; skipped changes nothing. */
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly message: string;
}

interface Case {
  readonly name: string;
  readonly shortfall: Shortfall | null;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that XML 1.0 cannot hold are replaced, the others escaped. */
const xml = (value: string): string =>
  value
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);

/** The run as a whole: fails when, and only when, the command exits with another status than 0. */
function verdictCase({ summary }: Judged, status: ExitStatus): Case {
  const message = `${summary.verdict}: ${summary.verdictReasons.join('; ')}`;
  const kind = status === EXIT.pass ? null : status === EXIT.failed ? 'failure' : 'error';
  return { name: 'verdict', shortfall: kind === null ? null : { kind, message } };
}

/** An unsound repetition is an error of the run, but for one that a failed threshold cut short. */
function validityCase({ index, complete, valid, invalidReasons }: RepetitionSummary, status: ExitStatus): Case {
  const message = complete ? invalidReasons.join('; ') : 'it did not run to its end';
  const kind = status === EXIT.invalidRun ? 'error' : 'skipped';
  return { name: `repetition ${index} is valid`, shortfall: complete && valid ? null : { kind, message } };
}

/** A threshold decides only where the run is valid; its id names the phase. */
function thresholdCase({ id, expected, actual, unit, verdict }: ThresholdResult, status: ExitStatus): Case {
  const name = `threshold ${id}`;
  if (verdict === 'pass') return { name, shortfall: null };
  const seen = actual === null ? 'there is no figure' : `it was ${actual} ${unit}`.trim();
  const message = `${verdict === 'fail' ? 'failed' : 'undecided'}: expected ${expected}, ${seen}`;
  return { name, shortfall: { kind: status === EXIT.failed ? 'failure' : 'skipped', message } };
}

/** What became of the acknowledged records: told, and judged by the gates, not by the exit status. */
function account({ index, audit }: RepetitionSummary, acks: string): string {
  if (audit === null) return `repetition ${index}: no complete reading was made`;
  const { acknowledged, lost, corrupted, duplicated, reordered } = audit;
  return `repetition ${index}: of ${acknowledged} acknowledged records (acks=${acks}), ${lost} lost, ${corrupted} corrupted, ${duplicated} duplicated, ${reordered} reordered`;
}

/** An invalid repetition that a later one replaced is kept in the run and asks nothing of it. */
function targetSuite(target: TargetSummary, judged: Judged, status: ExitStatus): string {
  const { plan, summary } = judged;
  const replaced = new Set(target.repetitions.map(({ replaces }) => replaces));
  const counted = target.repetitions.filter(({ index }) => !replaced.has(index));
  const cases = [
    ...counted.map((repetition) => validityCase(repetition, status)),
    ...summary.thresholds
      .filter((result) => result.target === target.name)
      .map((threshold) => thresholdCase(threshold, status)),
  ];
  const told = [
    ...counted.map((repetition) => account(repetition, plan.plan.client.acks)),
    ...numberedFaults([target]).map((fault) => `${recoveryWords(fault, [target])}.`),
  ];
  return suite(target.name, cases, summary.run.startedAt, told);
}

function suite(name: string, cases: readonly Case[], startedAt: string, told: readonly string[]): string {
  const count = (kind: Shortfall['kind']): number => cases.filter(({ shortfall }) => shortfall?.kind === kind).length;
  const lines = cases.map(({ name: caseName, shortfall }) => {
    const opening = `    <testcase classname="${xml(name)}" name="${xml(caseName)}"`;
    if (shortfall === null) return `${opening}/>`;
    return `${opening}><${shortfall.kind} message="${xml(shortfall.message)}"/></testcase>`;
  });
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return [
    `  <testsuite name="${xml(name)}" ${counts} timestamp="${xml(startedAt.slice(0, 19))}">`,
    ...lines,
    ...(told.length === 0 ? [] : [`    <system-out>${xml(told.join('\n'))}</system-out>`]),
    '  </testsuite>',
  ].join('\n');
}

/** JUnit XML for a pipeline, of one mind with the exit status: a suite for the run, and one a target. */
export function renderJunit(judged: Judged): string {
  const { summary } = judged;
  const status = exitStatusOf(summary);
  const suites = [
    suite('run', [verdictCase(judged, status)], summary.run.startedAt, []),
    ...summary.targets.map((target) => targetSuite(target, judged, status)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(summary.scenario.name)}">\n${suites.join('\n')}\n</testsuites>\n`;
}
