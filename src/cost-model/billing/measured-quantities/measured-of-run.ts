import type { RunPlan } from '../../../evidence/types/plan.ts';
import { GIB } from '../../../units.ts';
import { billable, sum } from '../../arithmetic/money.ts';
import type { MeasuredTarget } from '../../measured/measured-target.ts';
import { platformId } from '../../platform-id.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import { linesOf, reprice } from '../../pricing/reprice.ts';
import type { Overrides } from '../../types/request.ts';
import type { MeasuredFigure, PlatformCost, PlatformId } from '../../types/result.ts';
import type { Amount, MeasuredQuantity } from '../types/measured-quantity.ts';
import { dependsOn } from './depends-on.ts';

export interface MeasuredRun {
  readonly cost: PricedWorkload;
  readonly platform: PlatformId;
  readonly run: RunPlan;
  /** Of the summary's targets. */
  readonly target: MeasuredTarget;
}

/**
 * What a run measured of a target: what it counted, and the quantities of production that follow from its ratios, a
 * month each. They are those of the model with what was measured in place of its assumptions; one that rests on a
 * figure which was not measured under production's conditions is kept with the reason and not used.
 */
export function measuredOfRun(measured: MeasuredRun): readonly MeasuredQuantity[] {
  const { cost, platform, run, target } = measured;
  const source = `run:${run.run.id}:${target.name}`;
  const figures = cost.measured.filter((figure) => figure.target === target.name);
  return [...counts(measured, source), ...unusable(figures, source), ...quantities(cost, platform, figures, source)];
}

/** As they were counted over every pass that is valid; no price is for them alone. */
function counts({ run, target }: MeasuredRun, source: string): readonly MeasuredQuantity[] {
  const { audit, objectStore } = target;
  const gib = (bytes: number): Amount => ({ quantity: billable(bytes / GIB), unit: 'GiB' });
  const seen: readonly (readonly [string, Amount])[] = [
    ...(audit ? [['written', gib(audit.acknowledged * run.plan.records.meanBytes)] as const] : []),
    ...(objectStore
      ? ([
          ['PUT requests', { quantity: billable(objectStore.put), unit: 'request' }],
          ['GET requests', { quantity: billable(objectStore.get), unit: 'request' }],
          ['read from the object store', gib(objectStore.bytesRead)],
        ] as const)
      : []),
  ];
  return seen.map(([name, counted]) => ({
    name,
    source,
    counted,
    priceKey: null,
    monthly: null,
    used: false,
    because: ['it is what the run itself did, not a month of production'],
  }));
}

/** Figures without a value, or for which no formula has a place. */
const unusable = (figures: readonly MeasuredFigure[], source: string): readonly MeasuredQuantity[] =>
  figures
    .filter((figure) => !isSettable(figure))
    .map((figure) => ({
      name: figure.name,
      source,
      counted: figure.value === null ? null : asCounted(figure.value, figure.unit),
      priceKey: null,
      monthly: null,
      used: false,
      because: figure.because.length > 0 ? figure.because : ['no formula of this platform has a place for it'],
    }));

type Settable = MeasuredFigure & { readonly assumption: string; readonly value: number };

const isSettable = (figure: MeasuredFigure): figure is Settable =>
  typeof figure.assumption === 'string' && figure.value !== null && figure.value >= 0;

const asCounted = (value: number, unit: string): Amount => ({ quantity: billable(value), unit });

function quantities(
  cost: PricedWorkload,
  platform: PlatformId,
  figures: readonly MeasuredFigure[],
  source: string,
): readonly MeasuredQuantity[] {
  const settable = figures.filter(isSettable);
  if (settable.length === 0) return [];
  const nameOf = ({ assumption }: Settable): string => `${platform}/${assumption}`;
  const overrides: Overrides = Object.fromEntries(
    settable.map((figure) => [nameOf(figure), { value: figure.value, source }]),
  );
  const repriced = reprice(cost, overrides);
  const changed = repriced.platforms.find((one) => platformId(one) === platform);
  if (changed === undefined) {
    const why = 'with it the model does not carry the workload';
    return unusable(
      settable.map((figure) => ({ ...figure, because: [...figure.because, why], assumption: null })),
      source,
    );
  }
  return keysOf(changed).flatMap((priceKey): readonly MeasuredQuantity[] => {
    const lines = linesOf(changed).filter((line) => line.priceKey === priceKey && line.period === 'month');
    const behind = settable.filter((figure) =>
      lines.some(({ expression }) => dependsOn(expression, nameOf(figure), repriced.figures)),
    );
    const [first] = behind;
    if (first === undefined) return [];
    const used = behind.every((figure) => figure.used);
    return [
      {
        name: behind.map(({ name }) => name).join(', '),
        source,
        counted: behind.length === 1 ? asCounted(first.value, first.unit) : null,
        priceKey,
        monthly: { quantity: quantityOf(changed, priceKey), unit: lines[0]?.unit ?? '' },
        used,
        because: [...new Set(behind.flatMap((figure) => (figure.used ? [] : figure.because)))],
      },
    ];
  });
}

const keysOf = (cost: PlatformCost): readonly string[] => [...new Set(linesOf(cost).map(({ priceKey }) => priceKey))];

const quantityOf = ({ lineItems, unpriced }: PlatformCost, priceKey: string): string =>
  sum(
    [...lineItems, ...unpriced]
      .filter((line) => line.priceKey === priceKey && line.period === 'month')
      .map(({ quantity }) => quantity),
  );
