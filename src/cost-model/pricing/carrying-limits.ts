import { evaluate, figuresIn } from '../arithmetic/expression.ts';
import { assertUnit } from '../arithmetic/units.ts';
import type { Expression, Figures } from '../types/figures.ts';
import type { PlatformLimit } from '../types/result.ts';

/** Doubles that should be equal may differ by this share. */
export const LIMIT_NOISE = 1e-9;

/** Why a platform cannot carry the workload, each limit that it exceeds in a sentence; none where it can. */
export function exceededLimits(limits: readonly PlatformLimit[], figures: Figures): readonly string[] {
  return limits.flatMap(({ name, demand, most: limit }) => {
    const asked = evaluate(demand, figures);
    const carried = evaluate(limit, figures);
    assertUnit(carried.unit, asked.unit, `the limit of ${name}`);
    if (asked.value <= carried.value * (1 + LIMIT_NOISE)) return [];
    const [more, most] = apart(asked.value, carried.value).map((number) => `${number}${unitWords(asked.unit)}`);
    const words = `the workload asks for ${more} of ${name}, and it carries at most ${most}`;
    const enough = partitionsThatFit(demand, asked.value / carried.value, figures);
    return [enough === null ? words : `${words}: with ${enough} partitions it would carry it`];
  });
}

/** How many partitions it would take, where their number is what stands against it; null where it is not. */
function partitionsThatFit(demand: Expression, times: number, figures: Figures): number | null {
  const { partitions } = figures;
  if (partitions === undefined || !figuresIn(demand).includes('partitions') || !Number.isFinite(times)) return null;
  const value = Math.ceil(partitions.value * times);
  const spread = evaluate(demand, { ...figures, partitions: { ...partitions, value } });
  return spread.value * times <= evaluate(demand, figures).value * (1 + LIMIT_NOISE) ? value : null;
}

/** What is counted one by one is named by the limit. */
const unitWords = (unit: string): string =>
  unit === 'count' || unit === 'instance' ? '' : ` ${unit.replace('/second', '/s')}`;

/** Every digit before the point and four in all, or as many as it takes to tell the two apart. */
function apart(asked: number, carried: number): readonly string[] {
  const short = [asked, carried].map((value) =>
    String(value >= 1e4 ? Math.round(value) : Number(value.toPrecision(4))),
  );
  return short[0] === short[1] ? [asked, carried].map((value) => String(Number(value.toPrecision(12)))) : short;
}
