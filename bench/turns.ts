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
export async function takeTurns<T>(rounds: number, turn: (side: Turn['side']) => Promise<T>): Promise<T[]> {
  const turns: T[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const side of ['ours', 'theirs', 'theirs', 'ours'] as const) turns.push(await turn(side));
  }
  return turns;
}

export interface Comparison {
  readonly bench: string;
  /** Of `ratio`. */
  readonly goal: number;
  /** Of the records per second, ours ÷ theirs; null where they are not part of the goal. */
  readonly recordsPerSecondGoal: number | null;
  readonly names: Readonly<Record<Turn['side'], string>>;
}

/** The ratios of the medians of both sides: `ratio` is of records per client CPU-second. */
export function compare({ bench, goal, recordsPerSecondGoal, names }: Comparison, turns: readonly Turn[]): BenchResult {
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
  const ratio = thousandths(ours.recordsPerCpuSecond / theirs.recordsPerCpuSecond);
  const perSecond = thousandths(ours.recordsPerSecond / theirs.recordsPerSecond);
  const atLeast = [
    { what: 'records per client CPU-second', ratio, goal },
    ...(recordsPerSecondGoal === null
      ? []
      : [{ what: 'records per second', ratio: perSecond, goal: recordsPerSecondGoal }]),
  ];
  return {
    bench,
    ratio,
    goal,
    unit: 'records per client CPU-second, ours ÷ theirs; at least the goal: higher is better',
    recordsPerSecondRatio: perSecond,
    ...(recordsPerSecondGoal === null ? {} : { recordsPerSecondGoal }),
    missed: atLeast.flatMap((it) =>
      it.ratio >= it.goal ? [] : [`${it.ratio} times the ${it.what}, at least ${it.goal}`],
    ),
    rows: [ours, theirs],
  };
}

const thousandths = (value: number): number => Number(value.toFixed(3));
