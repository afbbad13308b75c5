import { parseArgs } from 'node:util';
import { driverNamed } from '../src/loadgen/drivers/index.ts';
import { benchAudit } from './audit.ts';
import { benchBilling } from './billing.ts';
import { benchCost } from './cost.ts';
import { benchFetch } from './fetch.ts';
import { benchProduce } from './produce.ts';
import { benchRecording } from './recording.ts';
import type { BenchResult } from './result.ts';
import { benchSchedule } from './schedule.ts';

export interface BenchOptions {
  readonly records: number;
  /** Each of produce, fetch and audit is A B B A. */
  readonly rounds: number;
  /** Of load at each rate, beside a warm-up. */
  readonly seconds: number;
  readonly driver: string;
  onProgress(message: string): void;
}

interface Bench {
  readonly run: (options: BenchOptions) => Promise<BenchResult>;
  /** Without --records. */
  readonly records: number;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  produce: { run: benchProduce, records: 5_000_000 },
  fetch: { run: benchFetch, records: 5_000_000 },
  audit: { run: benchAudit, records: 5_000_000 },
  recording: { run: benchRecording, records: 100_000_000 },
  schedule: { run: benchSchedule, records: 0 },
  cost: { run: benchCost, records: 10_000 },
  billing: { run: benchBilling, records: 10_000_000 },
};

const USAGE = `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--records N] [--rounds 1] [--seconds 60] [--driver wire] [--json]`;

const { bench, options, json } = asked();

const result = await bench.run({ ...options, onProgress: (message) => console.error(message) });
console.log(json ? JSON.stringify(result) : table(result));

/** What the command line asks for; ends with the usage where it cannot be understood. */
function asked(): { bench: Bench; options: Omit<BenchOptions, 'onProgress'>; json: boolean } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        records: { type: 'string' },
        rounds: { type: 'string', default: '1' },
        seconds: { type: 'string', default: '60' },
        driver: { type: 'string', default: 'wire' },
        json: { type: 'boolean', default: false },
      },
    });
    const [name = '', ...others] = positionals;
    const bench = BENCHES[name];
    if (bench === undefined || others.length > 0) throw new Error('name one bench');
    const [records = 0, rounds = 0, seconds = 0] = [
      values.records ?? (bench.records || 1),
      values.rounds,
      values.seconds,
    ].map((given) => {
      const number = Number(given);
      if (Number.isInteger(number) && number >= 1) return number;
      throw new Error(`${given} is not a whole number from 1 on`);
    });
    const driver = driverNamed(values.driver).name;
    return { bench, options: { records, rounds, seconds, driver }, json: values.json };
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return process.exit(2);
  }
}

/** Figures stand under the names that they have in the JSON. */
function table({
  bench: name,
  ratio,
  goal,
  unit,
  recordsPerSecondRatio,
  recordsPerSecondGoal,
  missed,
  rows,
}: BenchResult): string {
  const isNumber = (value: unknown): boolean => typeof value === 'number';
  const figures = [...new Set(rows.flatMap((row) => Object.keys(row).filter((figure) => isNumber(row[figure]))))];
  const nameWidth = Math.max(...rows.map((row) => row.name.length));
  const lines = [undefined, ...rows].map((row) => {
    const cells = figures.map((figure) => {
      const value = row === undefined ? figure : (row[figure]?.toLocaleString('en') ?? '');
      return value.padStart(Math.max(figure.length, 9));
    });
    return `  ${(row?.name ?? '').padEnd(nameWidth)}  ${cells.join('  ')}`;
  });
  const withGoal = recordsPerSecondGoal === undefined ? '' : ` (goal ${recordsPerSecondGoal})`;
  const perSecond =
    recordsPerSecondRatio === undefined ? [] : [`${name}: ${recordsPerSecondRatio}${withGoal}: records per second`];
  return [
    `${name}: ${ratio} (goal ${goal}): ${unit}`,
    ...perSecond,
    ...missed.map((what) => `GOAL MISSED: ${what}`),
    ...lines,
  ].join('\n');
}
