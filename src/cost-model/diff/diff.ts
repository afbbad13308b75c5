import { inputError } from '../../errors.ts';
import { difference, sum } from '../arithmetic/money.ts';
import { platformId } from '../platform-id.ts';
import type { CostResult, PlatformCost } from '../types/result.ts';
import { CATEGORIES, type Period } from '../types/shape.ts';
import { wholeLines } from './bill-lines.ts';
import { changeOf, inputsOf } from './changed-inputs.ts';
import { lineDiff } from './line-diff.ts';
import type { AmountDiff, CategoryDiff, CostDiff, InputChange, LineDiff, PlatformDiff } from './types.ts';

/** What a difference needs of a cost.json. */
export type Compared = Omit<CostResult, 'answers'>;

/**
 * What two results say differently, down to the inputs and prices that changed. Pure.
 * @throws WorkbenchError where they are in different currencies.
 */
export function diffCosts(before: Compared, after: Compared): CostDiff {
  if (before.currency !== after.currency) {
    throw inputError('currency', [
      {
        what: `one result is in ${before.currency}, the other in ${after.currency}`,
        todo: 'Price both in one currency, with the same --currency.',
      },
    ]);
  }
  const changed = new Map<string, InputChange>();
  const platforms = pairs(before, after).flatMap(([was, is]) => platformDiff(was, is, before, after, changed));
  return {
    currency: after.currency,
    before: pricedWith(before),
    after: pricedWith(after),
    platforms,
    changed: [...changed.values()],
  };
}

const pricedWith = ({ priceBook, region, hoursPerMonth }: Compared) => ({ priceBook, region, hoursPerMonth });

type Pair = readonly [PlatformCost | undefined, PlatformCost | undefined];

function pairs(before: Compared, after: Compared): readonly Pair[] {
  const find = (cost: Compared, id: string) => cost.platforms.find((one) => platformId(one) === id);
  const both = after.platforms.map((is): Pair => [find(before, platformId(is)), is]);
  const gone = before.platforms.filter((was) => find(after, platformId(was)) === undefined);
  const isNew = ([was]: Pair) => was === undefined;
  return [...both.filter((pair) => !isNew(pair)), ...both.filter(isNew), ...gone.map((was): Pair => [was, undefined])];
}

/** Nothing where both say the same; notes the inputs that changed. */
function platformDiff(
  was: PlatformCost | undefined,
  is: PlatformCost | undefined,
  before: Compared,
  after: Compared,
  changed: Map<string, InputChange>,
): readonly PlatformDiff[] {
  const known = is ?? was;
  if (known === undefined) return [];
  const isLowerBound = [was, is].some((side) => side !== undefined && side.unpriced.length > 0);
  const isUnknown = (period: Period) => [was, is].some((side) => side?.unpriced.some((line) => line.period === period));
  const head = {
    platform: platformId(known),
    title: known.title,
    month: amountDiff(was?.total, is?.total, isUnknown('month')),
    once: amountDiff(was?.oneTime, is?.oneTime, isUnknown('once')),
    isLowerBound,
  };
  if (was === undefined || is === undefined) {
    const isNew = was === undefined;
    return [
      {
        ...head,
        change: isNew ? 'new' : 'gone',
        why: reason(known, isNew ? before : after),
        categories: [],
        lines: [],
      },
    ];
  }
  const [linesBefore, linesAfter] = [wholeLines(was), wholeLines(is)];
  const lines = [...new Set([...linesAfter.keys(), ...linesBefore.keys()])].flatMap((identity): LineDiff[] => {
    const [one, other] = [linesBefore.get(identity), linesAfter.get(identity)];
    const inputs = [
      ...(one === undefined ? [] : inputsOf(one, linesBefore.values(), before)),
      ...(other === undefined ? [] : inputsOf(other, linesAfter.values(), after)),
    ];
    const changes = [...new Set(inputs)].flatMap((name) => changeOf(name, before, after) ?? []);
    const line = lineDiff(
      one,
      other,
      before,
      changes.map(({ name }) => name),
    );
    if (line === null) return [];
    for (const change of changes) changed.set(change.name, change);
    return [line];
  });
  return lines.length === 0 ? [] : [{ ...head, change: 'changed', why: null, categories: byCategory(lines), lines }];
}

/** Of a variant, or of a platform none of whose variants is priced. */
const reason = ({ platform, variant }: PlatformCost, { notPriced }: Compared): string | null =>
  notPriced.find((one) => one.platform === platform && (one.variant ?? variant) === variant)?.why ?? null;

const amountDiff = (was: string | undefined, is: string | undefined, isUnknown: boolean): AmountDiff => ({
  before: was ?? null,
  after: is ?? null,
  difference: was === undefined || is === undefined || isUnknown ? null : difference(is, was),
});

function byCategory(lines: readonly LineDiff[]): readonly CategoryDiff[] {
  return (['month', 'once'] as const).flatMap((period) =>
    CATEGORIES.flatMap((category): CategoryDiff[] => {
      const known = lines.filter(
        (line) => line.category === category && line.period === period && line.difference !== null,
      );
      const total = (key: 'difference' | 'byPrice' | 'byQuantity') => sum(known.map((line) => line[key] ?? '0'));
      if (known.length === 0) return [];
      return [
        {
          category,
          period,
          difference: total('difference'),
          byPrice: total('byPrice'),
          byQuantity: total('byQuantity'),
        },
      ];
    }),
  );
}
