import { type CostModel, modelOf } from '../../model/cost-model.ts';
import { evaluateCases } from '../../model/evaluate-cases.ts';
import { platformId } from '../../platform-id.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import type { PlatformId } from '../../types/result.ts';
import type { Category } from '../../types/shape.ts';

/** The model of one platform, asked what it pays by each price. */
export interface AskedModel {
  /** A month's amounts by price key, one a value of the figure; others as given. */
  readonly byPrice: (figure: string, values: Float64Array, given: Given) => ReadonlyMap<string, Float64Array>;
  /** Categories whose amounts are not the same for all of the values. */
  readonly moved: (figure: string, values: Float64Array, given: Given) => readonly Category[];
}

/** Values of other figures, by name. */
export type Given = Readonly<Record<string, number>>;

export function askedModel(cost: PricedWorkload, platform: PlatformId): AskedModel {
  const model: CostModel = modelOf({
    ...cost,
    platforms: cost.platforms.filter((one) => platformId(one) === platform),
  });
  const lines = model.platforms[0]?.lines ?? [];
  const ask = (figure: string, values: Float64Array, given: Given) => {
    const { [figure]: _, ...others } = given;
    const { platforms } = evaluateCases(model, { count: values.length, given: { ...others, [figure]: values } });
    return platforms[0];
  };
  return {
    byPrice: (figure, values, given) => {
      const amounts = new Map<string, Float64Array>();
      ask(figure, values, given)?.byLine.forEach((line, at) => {
        const { priceKey, period } = lines[at] ?? { priceKey: '', period: 'once' };
        if (period !== 'month') return;
        const before = amounts.get(priceKey);
        amounts.set(
          priceKey,
          line.map((amount, index) => amount + (before?.[index] ?? 0)),
        );
      });
      return amounts;
    },
    moved: (figure, values, given) =>
      Object.entries(ask(figure, values, given)?.byCategory ?? {}).flatMap(([category, amounts]) =>
        varies(amounts) ? [category as Category] : [],
      ),
  };
}

/** Further than the noise of doubles. */
export function varies(amounts: Float64Array): boolean {
  const known = amounts.filter(Number.isFinite);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return most - least > 1e-9 * Math.max(Math.abs(most), Math.abs(least));
}
