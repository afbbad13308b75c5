import { parseArgs } from 'node:util';
import { benchFetch } from './fetch.ts';
import { benchProduce } from './produce.ts';
import type { BenchResult } from './turns.ts';

export interface BenchOptions {
  readonly records: number;
  /** Each is A B B A. */
  readonly rounds: number;
  readonly driver: string;
  onProgress(message: string): void;
}

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = {
  produce: benchProduce,
  fetch: benchFetch,
};

const USAGE = `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--records 5000000] [--rounds 1] [--driver wire] [--json]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    records: { type: 'string', default: '5000000' },
    rounds: { type: 'string', default: '1' },
    driver: { type: 'string', default: 'wire' },
    json: { type: 'boolean', default: false },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
const records = Number(values.records);
const rounds = Number(values.rounds);
if (bench === undefined || positionals.length !== 1 || !(records >= 1) || !(rounds >= 1)) {
  console.error(USAGE);
  process.exit(2);
}

const result = await bench({
  records,
  rounds,
  driver: values.driver,
  onProgress: (message) => console.error(message),
});
console.log(values.json ? JSON.stringify(result) : table(result));

function table({ bench: name, ratio, goal, unit, rows }: BenchResult): string {
  const lines = rows.map((row) => {
    const [perCpu, perSecond] = [row.recordsPerCpuSecond, row.recordsPerSecond].map((rate) =>
      rate.toLocaleString('en'),
    );
    return `  ${row.name.padEnd(26)} ${perCpu?.padStart(10)} records per CPU-second ${perSecond?.padStart(10)} records/s`;
  });
  return [`${name}: ${ratio.toFixed(2)}× (goal ${goal}×), ${unit}`, ...lines].join('\n');
}
