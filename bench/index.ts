import { parseArgs } from 'node:util';
import { benchFetch } from './fetch.ts';
import { benchProduce } from './produce.ts';
import { benchRecording } from './recording.ts';
import type { BenchResult } from './result.ts';
import { benchSchedule } from './schedule.ts';

export interface BenchOptions {
  readonly records: number;
  /** Each of produce and fetch is A B B A. */
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
  recording: { run: benchRecording, records: 100_000_000 },
  schedule: { run: benchSchedule, records: 0 },
};

const USAGE = `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--records N] [--rounds 1] [--seconds 60] [--driver wire] [--json]`;

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
const bench = BENCHES[positionals[0] ?? ''];
const given = [values.records ?? '1', values.rounds, values.seconds].map(Number);
if (bench === undefined || positionals.length !== 1 || !given.every((value) => Number.isInteger(value) && value >= 1)) {
  console.error(USAGE);
  process.exit(2);
}

const result = await bench.run({
  records: Number(values.records ?? bench.records),
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  driver: values.driver,
  onProgress: (message) => console.error(message),
});
console.log(values.json ? JSON.stringify(result) : table(result));

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
