import { type BenchResult, type BenchRow, median } from './result.ts';

export interface Turn {
  readonly side: 'ours' | 'theirs';
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Rates of one client; `turns` in the order in which they ran. */
interface ClientRow extends BenchRow {
  readonly recordsPerCpuSecond: number;
  readonly recordsPerSecond: number;
  readonly turns: readonly { readonly recordsPerCpuSecond: number; readonly recordsPerSecond: number }[];
}

/** A B B A, as often as asked: what the machine does over time touches both sides alike. */
export async function takeTurns(rounds: number, turn: (side: Turn['side']) => Promise<Turn>): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const side of ['ours', 'theirs', 'theirs', 'ours'] as const) turns.push(await turn(side));
  }
  return turns;
}

/** The ratio of the medians of both sides' records per client CPU-second. */
export function compare(
  bench: string,
  goal: number,
  names: Readonly<Record<Turn['side'], string>>,
  turns: readonly Turn[],
): BenchResult {
  const row = (side: Turn['side']): ClientRow => {
    const rates = turns
      .filter((turn) => turn.side === side)
      .map(({ records, seconds, cpuSeconds }) => ({
        recordsPerCpuSecond: Math.round(records / cpuSeconds),
        recordsPerSecond: Math.round(records / seconds),
      }));
    return {
      name: names[side],
      recordsPerCpuSecond: median(rates.map((rate) => rate.recordsPerCpuSecond)),
      recordsPerSecond: median(rates.map((rate) => rate.recordsPerSecond)),
      turns: rates,
    };
  };
  const ours = row('ours');
  const theirs = row('theirs');
  const ratio = ours.recordsPerCpuSecond / theirs.recordsPerCpuSecond;
  return {
    bench,
    ratio: Number(ratio.toFixed(3)),
    goal,
    unit: 'records per client CPU-second, ours ÷ theirs; at least the goal: higher is better',
    rows: [ours, theirs],
  };
}
