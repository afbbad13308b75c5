import { Command } from 'commander';
import { EXIT } from '../errors.ts';
import { milliseconds, ratio, significant, THIN_SPACE, whole } from '../judge/format.ts';
import { runStalled } from '../loadgen/simulation/stalled-run.ts';
import { wrap } from '../report/terminal-text.ts';
import { table } from './output.ts';
import { type Measure, type Quantile, type SelftestResult, selftest } from './selftest-result.ts';
import type { Terminal } from './terminal.ts';

/** `workbench selftest`: the load generator against a stall whose latencies are known. `measure` is for tests. */
export function selftestCommand(
  { out, exit, width }: Pick<Terminal, 'out' | 'exit' | 'width'>,
  measure: Measure = runStalled,
) {
  return new Command('selftest')
    .description('check the load generator against stalls whose latencies are known, on a virtual clock')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  workbench selftest\n\nThe formula and what it rests on: docs/selftest.md')
    .action(({ json }: { readonly json: boolean }) => {
      const result = selftest(measure);
      out(json ? JSON.stringify(result, null, 2) : selftestText(result, width));
      exit(result.passed ? EXIT.pass : EXIT.invalidRun);
    });
}

const TITLES: Readonly<Record<Quantile, string>> = { p50: 'p50', p95: 'p95', p99: 'p99', p999: 'p99.9', max: 'max' };

const HEADINGS = [
  'records/s',
  'stall',
  'ρ',
  '',
  'formula',
  'measured',
  'difference',
  'as service time',
  'times too low',
];
const MISSING = '–';

function selftestText(result: SelftestResult, width: number): string {
  const rows = result.rows.map((row) => [
    row.percentile === 'p50' ? whole(row.recordsPerSecond) : '',
    row.percentile === 'p50' ? `${row.stallSeconds}${THIN_SPACE}s` : '',
    row.percentile === 'p50' ? String(row.utilization) : '',
    TITLES[row.percentile],
    milliseconds(row.formulaMs),
    row.responseMs === null ? MISSING : milliseconds(row.responseMs),
    row.difference === null ? MISSING : `${(100 * row.difference).toFixed(2)}%`,
    row.serviceMs === null ? MISSING : milliseconds(row.serviceMs),
    row.tooLow === null ? MISSING : ratio(row.tooLow),
  ]);
  const align = ['right', 'right', 'right', 'left', 'right', 'right', 'right', 'right', 'right'] as const;
  return [table([HEADINGS, ...rows], { align }), '', ...wrap(sentence(result), width)].join('\n');
}

function sentence({ rows, passed, tolerance }: SelftestResult): string {
  const limit = `${100 * tolerance}%`;
  if (!passed) {
    const off = rows.filter(({ difference }) => difference === null || Math.abs(difference) > tolerance);
    return `Failed: ${off.length} of ${rows.length} response times are not within ${limit} of the formula; do not trust a latency that this copy of the workbench measures.`;
  }
  const worst = Math.max(...rows.map(({ difference }) => Math.abs(difference ?? 0)));
  const lowest = Math.max(...rows.map(({ tooLow }) => tooLow ?? 0));
  return (
    `Shown: the pacer, send buffer, books and histograms of a real run, on a virtual clock against a platform that stalls, ` +
    `give all ${rows.length} response times within ${limit} of the formula (at most ${significant(100 * worst)}% from it), ` +
    `where a clock that starts at the send reads the same records up to ${ratio(lowest)} too low.`
  );
}
