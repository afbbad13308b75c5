import { moneySign, moneyWords } from '../../money.ts';

export interface MoneyScale {
  readonly domain: [number, number];
  readonly ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const PARTS = 4;
/** From here on labels are short: $1.5M, $500k. */
const MILLIONS = 1e6;

/** A linear scale with round ticks over all values and zero, which may lie below zero. */
export function moneyScale(values: readonly number[]): MoneyScale {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  if (low === high) return { domain: [0, 1], ticks: [0, 1] };
  const rough = (high - low) / PARTS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((candidate) => candidate * power >= rough) ?? 10) * power;
  const [from, to] = [Math.floor(low / step), Math.ceil(high / step)];
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)));
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

/** Writes an axis label as money: −$1 200. The sign of a currency is quoted as the text that it is. */
export function moneyLabels(currency: string, most: number): string {
  const format = Math.abs(most) >= MILLIONS ? '~s' : ',~r';
  return `(datum.value < 0 ? '−' : '') + ${JSON.stringify(moneySign(currency))} + format(abs(datum.value), '${format}')`;
}

/** A horizontal axis in money. */
export const moneyAxis = (field: string, title: string, scale: MoneyScale, currency: string) => ({
  field,
  type: 'quantitative' as const,
  title: `${title}, ${moneyWords(currency)}`,
  scale: { domain: scale.domain, nice: false, zero: false },
  axis: { values: scale.ticks, labelExpr: moneyLabels(currency, Math.max(...scale.domain.map(Math.abs))), grid: true },
});
