import type { Samples } from '../src/cost-model/answers/samples.ts';
import { evaluate, sumsAmounts } from '../src/cost-model/arithmetic/expression.ts';
import { measure } from '../src/cost-model/arithmetic/units.ts';
import type { CostModel, ModelPlatform } from '../src/cost-model/model/cost-model.ts';
import type { Figure, PaidTo } from '../src/cost-model/types/figures.ts';

/** A month on every platform in one sample, figure by figure and line by line. */
export function totalsOf(model: CostModel, given: Samples, sample: number): readonly number[] {
  const figures: Record<string, Figure> = {};
  for (const [name, figure] of model.figures) {
    const value =
      figure.expression === undefined
        ? (given[name]?.[sample] ?? figure.value)
        : evaluate(figure.expression, figures).value;
    figures[name] = { ...figure, value };
  }
  return model.platforms.map((platform) => totalOf(platform, model, figures));
}

function totalOf({ lines }: ModelPlatform, { prices, currency }: CostModel, figures: Record<string, Figure>): number {
  const paid: Record<PaidTo, number> = { cloud: 0, vendor: 0, team: 0 };
  let total = 0;
  for (const sums of [false, true]) {
    const used = new Map<string, number>();
    for (const { expression, priceKey, period, paidTo } of lines) {
      const tiers = prices.get(priceKey);
      if (period !== 'month' || tiers === undefined || sumsAmounts(expression) !== sums) continue;
      const quantity = evaluate(expression, figures, (payee) => measure(paid[payee], currency)).value;
      const from = used.get(priceKey) ?? 0;
      used.set(priceKey, from + quantity);
      let floor = 0;
      let amount = 0;
      for (const { upTo, figure } of tiers) {
        const end = Math.min(from + quantity, upTo ?? Number.POSITIVE_INFINITY);
        amount += Math.max(0, end - Math.max(from, floor)) * (figures[figure]?.value ?? Number.NaN);
        floor = upTo ?? 0;
      }
      if (!sums) paid[paidTo] += amount;
      total += amount;
    }
  }
  return total;
}
