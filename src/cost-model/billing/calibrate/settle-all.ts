import type { NotProposed, Proposal } from '../types/calibration.ts';
import { type CalibratedFigure, valuesOver } from './calibrated-figures.ts';
import { type AskedModel, type Given, varies } from './price-amounts.ts';
import { type BilledPrice, rounded, type Settled, settle } from './settle.ts';

export type Proposed = Omit<Proposal, 'residual'>;

export interface Settlement {
  readonly proposed: readonly Proposed[];
  readonly notProposed: readonly NotProposed[];
}

/** A figure that is not settled yet, and the prices whose quantities depend on it. */
interface Open {
  readonly figure: CalibratedFigure;
  readonly moves: readonly BilledPrice[];
}

/**
 * Figures one after the other, each by the prices that depend on no other open one. Where that does not go on, one is
 * held as it is modelled: the one whose holding leaves a settlement that is `better` than the others.
 */
export function settleAll(
  figures: readonly CalibratedFigure[],
  prices: readonly BilledPrice[],
  model: AskedModel,
  better: (a: Settlement, b: Settlement) => boolean,
): Settlement {
  const open = figures.map((figure) => ({ figure, moves: movedBy(figure, prices, model) }));
  const idle = open.filter(({ moves }) => moves.length === 0);
  const start: Settlement = {
    proposed: [],
    notProposed: idle.map(({ figure }) => left(figure, null, 'nothing that the bill counts depends on it')),
  };
  return goOn(
    open.filter((one) => !idle.includes(one)),
    start,
  );

  function goOn(open: readonly Open[], done: Settlement): Settlement {
    if (open.length === 0) return done;
    const next = open
      .map(({ figure, moves }) => ({ figure, alone: moves.filter((price) => isAlone(price, open)) }))
      .find(({ alone }) => alone.length > 0);
    if (next !== undefined) {
      const { figure, alone } = next;
      return goOn(without(figure, open), added(done, figure, alone, settle(figure, alone, model, givenBy(done))));
    }
    const branches = open.map(({ figure }) => {
      const others = without(figure, open);
      const names = others.map((other) => ownName(other.figure.name)).join(', ');
      const why = `the bill does not tell it apart from ${names}: it is held as it is modelled`;
      return goOn(others, { ...done, notProposed: [...done.notProposed, left(figure, null, why)] });
    });
    return branches.reduce((best, branch) => (better(branch, best) ? branch : best));
  }
}

const without = ({ name }: CalibratedFigure, open: readonly Open[]): readonly Open[] =>
  open.filter(({ figure }) => figure.name !== name);

const isAlone = (price: BilledPrice, open: readonly Open[]): boolean =>
  open.filter(({ moves }) => moves.includes(price)).length === 1;

const givenBy = ({ proposed }: Settlement): Given =>
  Object.fromEntries(proposed.map(({ figure, proposed: value }) => [figure, value]));

const ownName = (figure: string): string => figure.slice(figure.lastIndexOf('/') + 1);

const left = ({ name, unit, modelled }: CalibratedFigure, solved: number | null, why: string): NotProposed => ({
  figure: name,
  unit,
  modelled,
  solved,
  why,
});

function movedBy(figure: CalibratedFigure, prices: readonly BilledPrice[], model: AskedModel): readonly BilledPrice[] {
  const amounts = model.byPrice(figure.name, valuesOver(figure.possible, 33, figure.byFactors), {});
  return prices.filter(({ key }) => varies(amounts.get(key) ?? new Float64Array(1)));
}

function added(
  { proposed, notProposed }: Settlement,
  figure: CalibratedFigure,
  alone: readonly BilledPrice[],
  { value, low, high, impossible }: Settled,
): Settlement {
  const refused = impossible.map(({ price, solved }) =>
    solved === null ? `no value explains ${price.what}` : `${price.what} would take ${solved}, which is impossible`,
  );
  const leave = (solved: number | null, why: string): Settlement => ({
    proposed,
    notProposed: [...notProposed, left(figure, solved, why)],
  });
  if (value === null)
    return leave(impossible.find(({ solved }) => solved !== null)?.solved ?? null, refused.join('; '));
  if (value === rounded(figure.modelled)) return leave(value, 'the bill agrees with it');
  const explained = alone.filter((price) => !impossible.some((one) => one.price === price)).map(({ what }) => what);
  const { name, unit, modelled } = figure;
  const proposal = {
    figure: name,
    unit,
    modelled,
    ...(modelled < figure.possible[0] && { modelledByFormula: true as const }),
    proposed: value,
    low,
    high,
    from: [...explained, ...refused].join('; '),
  };
  return { proposed: [...proposed, proposal], notProposed };
}
