import { difference } from '../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import { isSpreadShown, partsOf, partsSentences } from '../../report/bill-words/bill-parts.ts';
import { paidByOthers } from '../../report/bill-words/paid-by-others.ts';
import { periodWords } from '../../report/bill-words/period.ts';
import { cents } from '../../report/money.ts';
import { wrap } from '../../report/terminal-text.ts';
import { table } from '../output.ts';

/** Of what no rule knows, as many lines as a screen has room for. */
const SHOWN = 5;

/** A bill by its parts in both views, that they add up, and what is lost; `target` is null of a bill that is nobody's. */
export function billText(bill: Bill, target: string | null, width: number): string {
  const { period, days, losses } = bill;
  const provisional = days.filter((day) => day.provisional).length;
  return [
    `Billed${target === null ? '' : ` to ${target}`} for ${periodWords(period)}${provisional === 0 ? '' : ` (${provisional} of ${days.length} days may still change)`}`,
    partsText(bill),
    [...partsSentences(bill), ...othersWords(bill)].flatMap((words) => wrap(words, width)).join('\n'),
    ...unclassifiedText(bill),
    ...(losses.length === 0 ? [] : [losses.flatMap((loss) => wrap(loss, width)).join('\n')]),
  ].join('\n\n');
}

function partsText(bill: Bill): string {
  const { currency, total, amortizedTotal } = bill;
  const isSpread = isSpreadShown(bill);
  const cells = (title: string, amount: string, amortized: string | null): readonly string[] => [
    title,
    cents(amount, currency),
    ...(isSpread ? [amortized === null ? '–' : cents(amortized, currency)] : []),
  ];
  return table(
    [
      ['', currency, ...(isSpread ? ['with commitments spread'] : [])],
      ...partsOf(bill).map(({ title, amount, amortized }) => cells(title, amount, amortized)),
      cells('Total', total, amortizedTotal),
    ],
    { align: ['left', 'right', 'right'] },
  );
}

const othersWords = (bill: Bill): readonly string[] =>
  paidByOthers(bill).map(
    ({ title, amount }) => `${title}: ${cents(difference('0', amount), bill.currency)}, and not in it.`,
  );

function unclassifiedText({ unclassified: { top }, currency }: Bill): readonly string[] {
  if (top.length === 0) return [];
  return [
    `What no rule knows, biggest first${top.length > SHOWN ? ` (${SHOWN} of ${top.length})` : ''}:`,
    table(
      top
        .slice(0, SHOWN)
        .map(({ service, usageType, operation, amount, lines }) => [
          [service, usageType, operation].filter(Boolean).join(' '),
          cents(amount, currency),
          `${lines} lines`,
        ]),
      { align: ['left', 'right', 'right'] },
    ),
  ];
}
