import { wordsOf } from '../../cost-model/arithmetic/expression.ts';
import type {
  AmountDiff,
  CostDiff,
  InputChange,
  InputValue,
  LineDiff,
  PlatformDiff,
} from '../../cost-model/diff/types.ts';
import { cents, change as changed } from '../../report/money.ts';
import { table } from '../output.ts';

/** What two results say differently, for a terminal: by platform and line, and then which inputs changed. */
export function diffText(diff: CostDiff): string {
  const { platforms, changed, currency } = diff;
  if (platforms.length === 0) return 'Both say the same.';
  const parts = platforms.map((platform) => platformText(platform, currency));
  return [...parts, ...(changed.length === 0 ? [] : [changedText(changed)])].join('\n\n');
}

function platformText(platform: PlatformDiff, currency: string): string {
  const { title, change, why, month, once, isLowerBound, lines } = platform;
  if (change !== 'changed') {
    const [state, total] =
      change === 'new' ? ['priced now, not before', month.after] : ['priced before, no more', month.before];
    return `${title}: ${state}${why === null ? '' : `, ${why}`}; ${cents(total ?? '0', currency)} a month`;
  }
  const totals = [
    `${title}: ${change}, ${amountWords(month, currency)} a month${isLowerBound ? ' and what has no price' : ''}`,
    ...(once.before === once.after ? [] : [`once: ${amountWords(once, currency)}`]),
  ];
  return [...totals, lineTable(lines, currency)].join('\n');
}

const amountWords = ({ before, after, difference }: AmountDiff, currency: string): string =>
  `${cents(before ?? '0', currency)} → ${cents(after ?? '0', currency)}${difference === null ? '' : ` (${changed(difference, currency, cents)})`}`;

function lineTable(lines: readonly LineDiff[], currency: string): string {
  const amount = (text: string | null): string => (text === null ? '–' : cents(text, currency));
  const change = (text: string | null): string => (text === null ? 'not known' : changed(text, currency, cents));
  const head = ['', 'line', 'before', 'after', 'difference', 'by price', 'by quantity', 'because of'];
  const rows = lines.map((line) => [
    line.change,
    `${line.item}${line.period === 'once' ? ' (once)' : ''}`,
    amount(line.before),
    amount(line.after),
    change(line.difference),
    change(line.byPrice),
    change(line.byQuantity),
    [...(line.isComputedAnew ? ['another formula'] : []), ...line.because.map(inputName)].join(', '),
  ]);
  const align = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'] as const;
  return table([head, ...rows], { align, maxWidth: 80 });
}

function changedText(changed: readonly InputChange[]): string {
  const rows = changed.map(({ name, before, after }) => [inputName(name), inputWords(before), inputWords(after)]);
  return `What changed\n${table([['', 'before', 'after'], ...rows], { maxWidth: 110 })}`;
}

/** A price by its key and tier, anything else in words. */
const inputName = (name: string): string => (name.startsWith('price/') ? name.slice('price/'.length) : wordsOf(name));

function inputWords(value: InputValue | null): string {
  if (value === null) return 'not there';
  const { value: number, unit, source, date, upTo } = value;
  const reach = upTo === null ? '' : ` up to ${upTo}`;
  return `${number}${unit === 'count' || unit === 'fraction' ? '' : ` ${unit}`}${reach} (${source}${date === null ? '' : `, ${date}`})`;
}
