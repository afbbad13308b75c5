export interface Turn {
  readonly side: 'ours' | 'theirs';
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** What a bench prints with --json. */
export interface BenchResult {
  readonly bench: string;
  /** Ours ÷ theirs, of the medians of records per client CPU-second. */
  readonly ratio: number;
  readonly goal: number;
  readonly unit: string;
  readonly rows: readonly BenchRow[];
}

export interface BenchRow {
  readonly name: string;
  readonly recordsPerCpuSecond: number;
  readonly recordsPerSecond: number;
  /** Of each turn, in the order in which they ran. */
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

export function compare(
  bench: string,
  goal: number,
  names: Readonly<Record<Turn['side'], string>>,
  turns: readonly Turn[],
): BenchResult {
  const row = (side: Turn['side']): BenchRow => {
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
    unit: 'records per client CPU-second, ours ÷ theirs',
    rows: [ours, theirs],
  };
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length >>> 1;
  const upper = ascending[middle] ?? 0;
  return ascending.length % 2 === 1 ? upper : ((ascending[middle - 1] ?? 0) + upper) / 2;
}
