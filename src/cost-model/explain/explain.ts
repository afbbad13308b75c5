import { explain, figuresIn, inWords, sumsAmounts } from '../arithmetic/expression.ts';
import { sum } from '../arithmetic/money.ts';
import { measure } from '../arithmetic/units.ts';
import { platformId } from '../platform-id.ts';
import { lineIdentity } from '../pricing/line-identity.ts';
import { reprice } from '../pricing/reprice.ts';
import { type Expression, PAYEES, type PaidTo } from '../types/figures.ts';
import type { CostResult, LineItem, PlatformCost, UnpricedItem } from '../types/result.ts';
import { explainedFigures } from './explained-figures.ts';
import { explainedTiers } from './explained-tiers.ts';
import type { ExplainedSum, Explanation } from './types.ts';

/** What an explanation needs of a cost.json; answers explain nothing. */
export type Explained = Omit<CostResult, 'answers'>;

/** Every line of every platform, computed again from the inputs. Pure. */
export function explainAll(cost: Explained): readonly Explanation[] {
  const again = reprice(cost, {});
  return again.platforms.flatMap((platform) => {
    const recorded = cost.platforms.find((one) => platformId(one) === platformId(platform)) ?? platform;
    return explainedLines(platform, recorded, again);
  });
}

/** Every line of one platform, in the order of the bill; those without a price last. */
export function explainPlatform(cost: Explained, platform: PlatformCost): readonly Explanation[] {
  const again = reprice({ ...cost, platforms: [platform] }, {});
  return again.platforms.flatMap((one) => explainedLines(one, platform, again));
}

type Line = LineItem | UnpricedItem;

const isPriced = (line: Line): line is LineItem => 'amount' in line;

function explainedLines(platform: PlatformCost, recorded: PlatformCost, cost: Explained): readonly Explanation[] {
  const lines: readonly Line[] = [...platform.lineItems, ...platform.unpriced];
  const names = [...new Set(lines.map(lineIdentity))];
  return names.map((name) => {
    const items = lines.filter((line) => lineIdentity(line) === name);
    const asSaved = recorded.lineItems.filter((line) => lineIdentity(line) === name);
    return explained(items as [Line, ...Line[]], asSaved, platform, cost);
  });
}

function explained(
  items: readonly [Line, ...Line[]],
  asSaved: readonly LineItem[],
  platform: PlatformCost,
  cost: Explained,
): Explanation {
  const [line] = items;
  const { category, item, period, paidTo, unit, basis, expression, priceKey } = line;
  const priced = items.filter(isPriced);
  const sums = sumsIn(expression, platform);
  const paid = (to: PaidTo) => measure(Number(sums.find((one) => one.paidTo === to)?.amount ?? '0'), cost.currency);
  return {
    platform: platformId(platform),
    title: platform.title,
    category,
    item,
    period,
    paidTo,
    basis,
    formula: inWords(expression),
    arithmetic: explain(expression, cost.figures, paid),
    uses: figuresIn(expression),
    figures: explainedFigures(expression, cost.figures),
    sums,
    quantity: sum(items.map(({ quantity }) => quantity)),
    unit,
    priceKey,
    tiers: explainedTiers(priced, cost),
    currency: cost.currency,
    amount: priced.length === 0 ? null : amountOf(priced),
    recorded: asSaved.length === 0 ? null : amountOf(asSaved),
    why: isPriced(line) ? null : line.why,
  };
}

const amountOf = (items: readonly LineItem[]): string => sum(items.map(({ amount }) => amount));

function sumsIn(expression: Expression, { lineItems }: PlatformCost): readonly ExplainedSum[] {
  return PAYEES.filter((paidTo) => namesPayee(expression, paidTo)).map((paidTo) => {
    const counted = lineItems.filter(
      (item) => item.period === 'month' && item.paidTo === paidTo && !sumsAmounts(item.expression),
    );
    return { paidTo, amount: amountOf(counted), of: counted.map(({ item, amount }) => ({ item, amount })) };
  });
}

const namesPayee = (expression: Expression, paidTo: PaidTo): boolean =>
  'op' in expression &&
  (expression.op === 'amounts' ? expression.paidTo === paidTo : expression.args.some((arg) => namesPayee(arg, paidTo)));
