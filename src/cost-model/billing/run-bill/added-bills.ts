import { inputError } from '../../../errors.ts';
import { byMagnitude, sum } from '../../arithmetic/money.ts';
import { CATEGORIES } from '../../types/shape.ts';
import { wholeOf } from '../bill/whole.ts';
import { hullOf } from '../days.ts';
import type { Bill, BillCategory, BillDay, RuleUse, UnclassifiedLine } from '../types/bill.ts';
import { APART } from '../types/rule.ts';
import type { TargetBill } from '../types/run-bill.ts';

/** As many as one bill shows. */
const TOP = 20;

/**
 * Bills of several targets as one, whose parts add up as theirs do.
 * @throws WorkbenchError where they are in several currencies.
 */
export function addedBills(targets: readonly [TargetBill, ...TargetBill[]]): Bill {
  const bills = targets.map(({ bill }) => bill);
  const [{ bill: first }, ...others] = targets;
  if (others.length === 0) return first;
  refuseSeveralCurrencies(targets);
  const merged = <T>(part: (bill: Bill) => readonly T[]): readonly T[] => bills.flatMap(part);
  return {
    schemaVersion: 1,
    currency: first.currency,
    period: {
      ...(hullOf(bills.map(({ period }) => period)) ?? first.period),
      provisional: bills.some(({ period }) => period.provisional),
    },
    total: sum(bills.map(({ total }) => total)),
    categories: categoriesOf(merged(({ categories }) => categories)),
    unclassified: {
      amount: sum(bills.map(({ unclassified }) => unclassified.amount)),
      amortized: wholeOf(bills.map(({ unclassified }) => unclassified.amortized ?? null)),
      top: biggestOf(merged(({ unclassified }) => unclassified.top)),
    },
    apart: Object.fromEntries(APART.map((part) => [part, sum(bills.map(({ apart }) => apart[part]))])) as Bill['apart'],
    apartAmortized: Object.fromEntries(
      APART.map((part) => [part, wholeOf(bills.map((bill) => bill.apartAmortized?.[part] ?? null))]),
    ) as NonNullable<Bill['apartAmortized']>,
    amortizedTotal: wholeOf(bills.map(({ amortizedTotal }) => amortizedTotal)),
    days: daysOf(merged(({ days }) => days)),
    rules: rulesOf(merged(({ rules }) => rules)),
    usage: merged(({ usage }) => usage),
    sources: merged(({ sources }) => sources),
    shared: merged(({ shared }) => shared),
    losses: [...new Set(merged(({ losses }) => losses))],
  };
}

function refuseSeveralCurrencies(targets: readonly TargetBill[]): void {
  const currencies = new Set(targets.map(({ bill }) => bill.currency));
  if (currencies.size === 1) return;
  const each = targets.map(({ target, bill }) => `${bill.currency} for ${target}`).join(', ');
  throw inputError('bill', [
    {
      what: `two currencies do not make one total: ${each}`,
      todo: 'Keep the bills of one currency in the run, or export in one.',
    },
  ]);
}

const categoriesOf = (parts: readonly BillCategory[]): readonly BillCategory[] =>
  CATEGORIES.flatMap((category) => {
    const same = parts.filter((part) => part.category === category);
    if (same.length === 0) return [];
    return [
      {
        category,
        amount: sum(same.map(({ amount }) => amount)),
        amortized: wholeOf(same.map(({ amortized }) => amortized)),
        lines: linesOf(same),
      },
    ];
  });

const biggestOf = (lines: readonly UnclassifiedLine[]): readonly UnclassifiedLine[] =>
  [
    ...Map.groupBy(lines, ({ provider, service, usageType, operation }) =>
      JSON.stringify([provider, service, usageType, operation]),
    ).values(),
  ]
    .flatMap((same) =>
      same.slice(0, 1).map((line) => ({
        ...line,
        amount: sum(same.map(({ amount }) => amount)),
        amortized: wholeOf(same.map(({ amortized }) => amortized ?? null)),
        lines: linesOf(same),
      })),
    )
    .toSorted((a, b) => byMagnitude(a.amount, b.amount))
    .slice(0, TOP);

const daysOf = (parts: readonly BillDay[]): readonly BillDay[] =>
  [...Map.groupBy(parts, ({ day }) => day)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, same]) => ({
      day,
      ...untilOf(same),
      provisional: same.some(({ provisional }) => provisional),
      amount: sum(same.map(({ amount }) => amount)),
      byCategory: Object.fromEntries(
        CATEGORIES.flatMap((category) => {
          const amounts = same.flatMap(({ byCategory }) => byCategory[category] ?? []);
          return amounts.length === 0 ? [] : [[category, sum(amounts)]];
        }),
      ),
      unclassified: sum(same.map(({ unclassified }) => unclassified)),
      apart: Object.fromEntries(
        APART.flatMap((part) => {
          const amounts = same.flatMap(({ apart }) => apart[part] ?? []);
          return amounts.length === 0 ? [] : [[part, sum(amounts)]];
        }),
      ),
      other: sum(same.map(({ other }) => other)),
    }));

function untilOf(same: readonly BillDay[]): Pick<BillDay, 'until'> {
  const until = same
    .flatMap((day) => day.until ?? [])
    .toSorted()
    .at(-1);
  return until === undefined ? {} : { until };
}

const rulesOf = (parts: readonly RuleUse[]): readonly RuleUse[] =>
  [...Map.groupBy(parts, ({ rule }) => rule)].map(([rule, same]) => ({
    rule,
    amount: sum(same.map(({ amount }) => amount)),
    lines: linesOf(same),
  }));

const linesOf = (parts: readonly { readonly lines: number }[]): number =>
  parts.reduce((lines, part) => lines + part.lines, 0);
