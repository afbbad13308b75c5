import type { RepetitionSummary, TargetSummary, ThresholdResult } from '../judge/types.ts';
import type { Judged } from './judged.ts';

interface Case {
  readonly name: string;
  /** What makes it fail, in words; null where it passed. */
  readonly failure: string | null;
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

function validity(repetition: RepetitionSummary): Case {
  const name = `repetition ${repetition.index} is valid`;
  if (!repetition.complete) return { name, failure: 'it did not run to its end' };
  return { name, failure: repetition.valid ? null : repetition.invalidReasons.join('; ') };
}

/** Loss is a failure only where the plan asked that every replica acknowledge. */
function audit(repetition: RepetitionSummary, acks: string): Case {
  const name = `repetition ${repetition.index} keeps every acknowledged record`;
  const found = repetition.audit;
  if (found === null) return { name, failure: 'no complete reading was made' };
  const damaged = acks === 'all' && found.lost + found.corrupted > 0;
  return {
    name,
    failure: damaged ? `${found.lost} lost and ${found.corrupted} corrupted of ${found.acknowledged}` : null,
  };
}

function threshold({ id, phase, expected, actual, unit, verdict }: ThresholdResult): Case {
  const name = `threshold ${id}${phase === null ? '' : ` in ${phase}`}`;
  if (verdict === 'pass') return { name, failure: null };
  const seen = actual === null ? 'there is no figure' : `it was ${actual} ${unit}`;
  return { name, failure: `${verdict === 'fail' ? 'failed' : 'undecided'}: expected ${expected}, ${seen}` };
}

/** An invalid repetition that a later one replaced is kept in the run and asks nothing of it. */
function casesOf(target: TargetSummary, { plan, summary }: Judged): readonly Case[] {
  const replaced = new Set(target.repetitions.map(({ replaces }) => replaces));
  const counted = target.repetitions.filter(({ index }) => !replaced.has(index));
  return [
    ...counted.map(validity),
    ...counted.map((repetition) => audit(repetition, plan.plan.client.acks)),
    ...summary.thresholds.filter((result) => result.target === target.name).map(threshold),
  ];
}

function suite(target: TargetSummary, judged: Judged): string {
  const cases = casesOf(target, judged);
  const failures = cases.filter(({ failure }) => failure !== null).length;
  const lines = cases.map(({ name, failure }) => {
    const opening = `    <testcase classname="${xml(target.name)}" name="${xml(name)}"`;
    return failure === null ? `${opening}/>` : `${opening}><failure message="${xml(failure)}"/></testcase>`;
  });
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    `  <testsuite name="${xml(target.name)}" ${counts} timestamp="${xml(judged.summary.run.startedAt.slice(0, 19))}">`,
    ...lines,
    '  </testsuite>',
  ].join('\n');
}

/** JUnit XML for a pipeline: one suite a target, one case for each validity, audit and threshold. */
export function renderJunit(judged: Judged): string {
  const suites = judged.summary.targets.map((target) => suite(target, judged));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(judged.summary.scenario.name)}">\n${suites.join('\n')}\n</testsuites>\n`;
}
