/**
 * The last line of .ci/run: `N passed, N failed` over vitest's JSON reports, and the exit status.
 *
 *   node scripts/tally.ts REPORT… [--failed STEP]…
 *
 * A step that is not a test, and a report that is missing, count as one failure each.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What is read of a report of vitest's `json` reporter. */
export interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const count = (report: Report, status: string): number =>
  report.testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === status).length;

/** A file that broke before its first test is one failure; so is a run that failed outside of every test. */
export function tallyOf(report: Report): Tally {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = count(report, 'failed') + broken;
  return { passed: count(report, 'passed'), failed: failed === 0 && !report.success ? 1 : failed };
}

/** Nothing passed is a failure too: an empty run proves nothing. */
export function conclude(tallies: readonly Tally[], failedSteps: number): { line: string; exitStatus: 0 | 1 } {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, failedSteps);
  return { line: `${passed} passed, ${failed} failed`, exitStatus: passed > 0 && failed === 0 ? 0 : 1 };
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { failed: { type: 'string', multiple: true, default: [] } },
  });
  const missing = positionals.filter((file) => !existsSync(file));
  for (const step of values.failed) console.log(`failed: ${step}`);
  for (const file of missing) console.log(`failed: no test report ${file}`);
  const reports = positionals.filter((file) => existsSync(file));
  const tallies = reports.map((file) => tallyOf(JSON.parse(readFileSync(file, 'utf8')) as Report));
  const { line, exitStatus } = conclude(tallies, values.failed.length + missing.length);
  console.log(line);
  process.exitCode = exitStatus;
}
