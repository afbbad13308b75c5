import { Decimal } from 'decimal.js';
import type { Waterfall } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { cents, change, rounded } from '../../money.ts';
import { left, plainRows, right, type Table } from '../../table.ts';
import { money } from '../../tables/cost/amounts.ts';
import { platformOf, titleOfId } from '../../tables/cost/platforms.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import type { Picture } from '../picture.ts';
import { sideColours } from './rows.ts';
import { LESS, MORE, type Step, waterfallSpec } from './waterfall-steps.ts';

/** From what stays to what it is set against, category by category; null where nothing may be ranked. */
export function waterfall(cost: CostResult): Picture | null {
  const fall = cost.answers?.waterfall ?? null;
  if (fall === null) return null;
  const steps = stepsOf(fall, cost);
  const [from, to] = [titleOfId(fall.from, cost), titleOfId(fall.to, cost)];
  const [widest] = fall.steps.toSorted((a, b) =>
    new Decimal(b.difference).abs().comparedTo(new Decimal(a.difference).abs()),
  );
  const most =
    widest === undefined
      ? 'no category differs'
      : `${CATEGORY_TITLES[widest.category]} makes the most of it, ${change(widest.difference, cost.currency)}`;
  const [baseline, candidate] = sideColours(cost);
  return {
    id: 'cost-waterfall',
    title: `From ${from} to ${to}: ${most}`,
    caption: `The first bar is a month on ${from}, the last one on ${to}. Between them every category moves the sum from where the one above left it.`,
    key: [
      { label: from, colour: baseline, mark: 'area' },
      { label: to, colour: candidate, mark: 'area' },
      { label: 'less', colour: LESS, mark: 'area' },
      { label: 'more', colour: MORE, mark: 'area' },
    ],
    panels: [
      {
        id: 'cost-waterfall',
        title: null,
        alt: `Waterfall of monthly cost. ${steps.map(({ label }) => label).join('; ')}.`,
        spec: (width) => waterfallSpec(width, steps, cost.currency),
      },
    ],
    tables: [stepTable(fall, cost)],
  };
}

function stepsOf({ from, to, steps }: Waterfall, cost: CostResult): readonly Step[] {
  const [baseline, candidate] = sideColours(cost);
  const total = (id: string): number => Number(platformOf(id, cost)?.total ?? 0);
  let sum = total(from);
  const between = steps.map(({ category, difference }): Step => {
    const start = sum;
    sum += Number(difference);
    return {
      key: category,
      label: `${CATEGORY_TITLES[category]} ${change(difference, cost.currency)}`,
      from: start,
      to: sum,
      colour: sum < start ? LESS : MORE,
    };
  });
  const whole = (id: string, key: string, colour: string): Step => ({
    key,
    label: `${rounded(String(total(id)), cost.currency)}  ${titleOfId(id, cost)}`,
    from: 0,
    to: total(id),
    colour,
  });
  return [whole(from, 'from', baseline), ...between, whole(to, 'to', candidate)];
}

function stepTable({ from, to, steps }: Waterfall, cost: CostResult): Table {
  const total = (id: string): string => platformOf(id, cost)?.total ?? '0';
  const row = (title: string, amount: string, words: string) => ({
    title,
    unit: null,
    cells: [money(amount, cost, words)],
  });
  return {
    id: 'cost-waterfall-steps',
    title: `From ${titleOfId(from, cost)} to ${titleOfId(to, cost)}, a month`,
    columns: [left('Category'), right('Amount')],
    groups: plainRows(
      [
        row(titleOfId(from, cost), total(from), cents(total(from), cost.currency)),
        ...steps.map(({ category, difference }) =>
          row(CATEGORY_TITLES[category], difference, change(difference, cost.currency, cents)),
        ),
        { ...row(titleOfId(to, cost), total(to), cents(total(to), cost.currency)), total: true },
      ],
      'modelled',
    ),
    notes: [],
  };
}
