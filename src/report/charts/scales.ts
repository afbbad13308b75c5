/** Ratio of largest to smallest from which a linear axis would flatten the small values. */
const LOG_FROM_RATIO = 20;

export interface LatencyScale {
  readonly type: 'log' | 'linear';
  readonly domain: [number, number];
  readonly ticks: number[];
}

const STEPS = [1, 2, 5];

/** 1-2-5 marks from the one at or below `low` to the one at or above `high`; decades alone over a long range. */
function logTicks(low: number, high: number): { ticks: number[]; domain: [number, number] } {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const all = Array.from({ length: to - from + 1 }, (_, decade) =>
    STEPS.map((step) => Number((step * 10 ** (from + decade)).toPrecision(1))),
  ).flat();
  const first = all.findLastIndex((tick) => tick <= low);
  const last = all.findIndex((tick) => tick >= high);
  const marks = all.slice(Math.max(first, 0), last + 1);
  const decades = marks.filter((tick) => Number.isInteger(Math.log10(tick)));
  return { ticks: decades.length > 3 ? decades : marks, domain: [marks[0] ?? low, marks.at(-1) ?? high] };
}

function linearTicks(high: number): number[] {
  const rough = high / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(high / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** One axis for everything that is compared by eye; logarithmic where the range needs it. */
export function latencyScale(values: readonly (number | null)[]): LatencyScale {
  const positive = values.filter((value): value is number => value !== null && value > 0);
  const [low, high] = positive.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
  if (high === 0) return { type: 'linear', domain: [0, 1], ticks: [0, 1] };
  if (high / low >= LOG_FROM_RATIO) return { type: 'log', ...logTicks(low, high) };
  const ticks = linearTicks(high);
  return { type: 'linear', domain: [0, ticks.at(-1) ?? high], ticks };
}

/** From zero, for rates and counts. */
export function zeroScale(values: readonly (number | null)[]): LatencyScale {
  const high = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const ticks = high === 0 ? [0, 1] : linearTicks(high);
  return { type: 'linear', domain: [0, ticks.at(-1) ?? 1], ticks };
}
