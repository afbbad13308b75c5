import { convertedPrice, decimalOf } from '../arithmetic/money.ts';
import { rateUnit, unitOfRate } from '../arithmetic/units.ts';
import type { Figure, Figures } from '../types/figures.ts';

const WRITTEN_IN = 'USD';

/** The money of the result, and how much of it one US dollar is. */
export interface MoneyRate {
  readonly money: string;
  readonly perUsd: string;
}

/** The unit of a line: a share of what is spent is counted in the money of the result. */
export const countedIn = (unit: string, money: string): string => (unit === WRITTEN_IN ? money : unit);

/** Assumptions about money are written in US dollars; here in the money of the result. */
export function inMoney(figures: Figures, { money, perUsd }: MoneyRate): Figures {
  if (money === WRITTEN_IN) return figures;
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]): [string, Figure] => {
      const per = unitOfRate(figure.unit, WRITTEN_IN);
      // A share of what is spent is the same share in any money.
      if (per === WRITTEN_IN) return [name, { ...figure, unit: rateUnit(money, money) }];
      if (per !== null) return [name, converted(figure, rateUnit(money, per), perUsd)];
      return [name, figure.unit === WRITTEN_IN ? converted(figure, money, perUsd) : figure];
    }),
  );
}

function converted(figure: Figure, unit: string, perUsd: string): Figure {
  const inIt = (value: number): number => Number(convertedPrice(decimalOf(value), perUsd));
  return {
    ...figure,
    unit,
    value: inIt(figure.value),
    low: figure.low === null ? null : inIt(figure.low),
    high: figure.high === null ? null : inIt(figure.high),
    source: `${figure.source}, USD at ${perUsd}`,
  };
}
