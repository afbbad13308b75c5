import { whole } from '../../../judge/format.ts';
import { moneySign, moneyWords } from '../../money.ts';

export interface MoneyScale {
  readonly domain: [number, number];
  readonly ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const PARTS = 4;
/** Characters of a label that have room beside a plot; longer ones are shortened: $1.5M, −$100k. */
const LONGEST_LABEL = 8;

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

/** Writes axis labels as money: −$1 200, or −$1.2M. The sign of a currency is quoted as the text that it is. */
export function moneyLabels(currency: string, domain: readonly [number, number]): string {
  const sign = moneySign(currency);
  const longest = Math.max(...domain.map((end) => `${end < 0 ? '−' : ''}${sign}${whole(Math.abs(end))}`.length));
  const format = longest > LONGEST_LABEL ? '~s' : ',~r';
  return `(datum.value < 0 ? '−' : '') + ${JSON.stringify(sign)} + format(abs(datum.value), '${format}')`;
}

/** A horizontal axis in money. */
export const moneyAxis = (field: string, title: string, scale: MoneyScale, currency: string) => ({
  field,
  type: 'quantitative' as const,
  title: `${title}, ${moneyWords(currency)}`,
  scale: { domain: scale.domain, nice: false, zero: false },
  axis: { values: scale.ticks, labelExpr: moneyLabels(currency, scale.domain), grid: true },
});
