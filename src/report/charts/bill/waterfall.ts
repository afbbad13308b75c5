import { Decimal } from 'decimal.js';
import { sum } from '../../../cost-model/arithmetic/money.ts';
import type { ReconciledRow, Reconciliation } from '../../../cost-model/billing/types/reconciliation.ts';
import { CATEGORIES } from '../../../cost-model/types/shape.ts';
import { rowTitle } from '../../bill-words/parts.ts';
import { change, rounded } from '../../money.ts';
import { LESS, MORE, type Step, waterfallSpec } from '../cost/waterfall-steps.ts';
import { targetColour } from '../palette.ts';
import type { Picture } from '../picture.ts';

interface Effect {
  readonly key: string;
  readonly title: string;
  readonly amount: string;
}

/** From what was modelled to what was billed, effect by effect; `index` is of the target. */
export function billWaterfall(reconciliation: Reconciliation, index: number): Picture {
  const { target, currency, total } = reconciliation;
  const colour = targetColour(index);
  const steps = stepsOf(reconciliation, colour);
  const bound = total.modelledIsLowerBound ? 'at least ' : '';
  const title = `From modelled to billed on ${target}, a month: ${bound}${rounded(total.modelled, currency)} to ${rounded(total.billed, currency)}, ${change(total.difference, currency)}`;
  return {
    id: `bill-waterfall-${index}`,
    title,
    caption:
      'The first bar is what was modelled, the last one what was billed. Between them: what prices make of it, what quantities make of it, what only one of the two sides has, and then what no rule knows and what is no consumption.',
    key: [
      { label: 'modelled and billed', colour, mark: 'area' },
      ...[
        { label: 'less', colour: LESS, mark: 'area' as const },
        { label: 'more', colour: MORE, mark: 'area' as const },
      ].filter((entry) => steps.some((step) => step.colour === entry.colour)),
    ],
    panels: [
      {
        id: `bill-waterfall-${index}`,
        title: null,
        alt: `Waterfall from the modelled to the billed month. ${steps.map(({ label }) => label).join('; ')}.`,
        spec: (width) => waterfallSpec(width, steps, currency),
      },
    ],
    // The table of the reconciliation beside it has every one of its amounts.
    tables: [],
  };
}

const isCategory = ({ category }: ReconciledRow): boolean => (CATEGORIES as readonly string[]).includes(category);

/** What moves the sum, in the order in which it is explained; what moves nothing is left out. */
function effectsOf({ rows }: Reconciliation): readonly Effect[] {
  const within = rows.filter(isCategory);
  const effects: readonly Effect[] = [
    { key: 'price', title: 'Prices', amount: sum(within.map(({ price }) => price)) },
    { key: 'quantity', title: 'Quantities', amount: sum(within.map(({ quantity }) => quantity)) },
    { key: 'mix', title: 'On one side only', amount: sum(within.map(({ mix }) => mix)) },
    ...rows
      .filter((row) => !isCategory(row))
      .map(({ category, difference }) => ({ key: category, title: rowTitle(category), amount: difference })),
  ];
  return effects.filter(({ amount }) => !new Decimal(amount).isZero());
}

function stepsOf(reconciliation: Reconciliation, colour: string): readonly Step[] {
  const { total, currency } = reconciliation;
  let at = new Decimal(total.modelled);
  const between = effectsOf(reconciliation).map(({ key, title, amount }): Step => {
    const from = at;
    at = at.plus(amount);
    return {
      key,
      label: `${title} ${change(amount, currency)}`,
      from: from.toNumber(),
      to: at.toNumber(),
      colour: new Decimal(amount).isNegative() ? LESS : MORE,
    };
  });
  const whole = (key: string, title: string, amount: string): Step => ({
    key,
    label: `${rounded(amount, currency)}  ${title}`,
    from: 0,
    to: Number(amount),
    colour,
  });
  return [whole('modelled', 'Modelled', total.modelled), ...between, whole('billed', 'Billed', total.billed)];
}
