import { convertedPrice, decimalOf } from '../arithmetic/money.ts';
import { rateUnit, unitOfRate } from '../arithmetic/units.ts';
import type { Figure, Figures } from '../types/figures.ts';

const WRITTEN_IN = 'USD';

/** Assumptions about money are written in US dollars; here in the money of the result. */
export function inMoney(
  figures: Figures,
  { money, perUsd }: { readonly money: string; readonly perUsd: string },
): Figures {
  if (money === WRITTEN_IN) return figures;
  const converted = (value: number): number => Number(convertedPrice(decimalOf(value), perUsd));
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]): [string, Figure] => {
      const { unit } = figure;
      const per = unitOfRate(unit, WRITTEN_IN);
      if (per === null && unit !== WRITTEN_IN) return [name, figure];
      return [
        name,
        {
          ...figure,
          unit: per === null ? money : rateUnit(money, per),
          value: converted(figure.value),
          low: figure.low === null ? null : converted(figure.low),
          high: figure.high === null ? null : converted(figure.high),
          source: `${figure.source}, USD at ${perUsd} ${money}`,
        },
      ];
    }),
  );
}
