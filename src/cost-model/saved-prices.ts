import { inputError, type Problem } from '../errors.ts';
import type { Target } from '../scenarios/types.ts';
import { withAssumptions } from './overrides.ts';
import type { CostShape, PriceBook, PricedShape, SavedPrices } from './types.ts';

/** Hours in a month as AWS's calculators count them; several vendors' pages say 720. */
export const HOURS_PER_MONTH = 730;

/** Why a platform is not priced. */
export const NO_COST_SHAPE = 'this version has no cost shape for it';

/** What the cost model needs to know of a platform. */
export interface CostedPlatform {
  readonly name: string;
  readonly title: string;
  readonly cost: CostShape | null;
}

type DeployedTarget = Pick<Target, 'name' | 'platform' | 'deployment'>;

export interface PricesToSave {
  readonly targets: readonly DeployedTarget[];
  readonly platforms: readonly CostedPlatform[];
  readonly books: readonly PriceBook[];
  readonly hoursPerMonth?: number;
}

/**
 * Everything that pricing a run will need, fixed before the run starts (prices.json). Targets of one
 * platform share its shape unless they override assumptions; then each has its own, named after it.
 * @throws WorkbenchError where a target's region has no book, or an override names no assumption.
 */
export function savePrices({ targets, platforms, books, hoursPerMonth = HOURS_PER_MONTH }: PricesToSave): SavedPrices {
  assertRegions(targets, books);
  const shapes = targets.flatMap((target) => {
    const platform = platforms.find(({ name }) => name === target.platform);
    return platform === undefined ? [] : shapesOf(platform, target);
  });
  const priced = new Set(shapes.map(({ platform }) => platform));
  return {
    formatVersion: 1,
    hoursPerMonth,
    books,
    shapes: [...new Map(shapes.map((shape) => [`${shape.platform}/${shape.variant.name}`, shape])).values()],
    notPriced: [...new Set(targets.map(({ platform }) => platform))]
      .filter((platform) => !priced.has(platform))
      .map((platform) => ({ platform, why: NO_COST_SHAPE })),
  };
}

/** A platform's shapes with its own defaults, or with what the target overrides. */
export function shapesOf({ name, title, cost }: CostedPlatform, target?: DeployedTarget): readonly PricedShape[] {
  return (cost?.variants ?? []).map((defaults) => {
    if (target === undefined || !overrides(target)) return { platform: name, title, variant: defaults };
    const { assumptions } = target.deployment;
    const variant = withAssumptions(defaults, assumptions, `target:${target.name}.deployment.assumptions`);
    return { platform: name, title, variant: { ...variant, name: `${variant.name}${ownSuffix(target)}` } };
  });
}

const overrides = ({ deployment }: DeployedTarget): boolean => Object.keys(deployment.assumptions).length > 0;

const ownSuffix = ({ name }: DeployedTarget): string => `@${name}`;

/** Whether a priced variant of `savePrices` stands for this target: its own one, or the one its platform's targets share. */
export function prices(cost: { readonly platform: string; readonly variant: string }, target: DeployedTarget): boolean {
  const ownOrShared = overrides(target) ? cost.variant.endsWith(ownSuffix(target)) : !cost.variant.includes('@');
  return cost.platform === target.platform && ownOrShared;
}

function assertRegions(targets: readonly DeployedTarget[], books: readonly PriceBook[]): void {
  const known = [...new Set(books.map((book) => book.region))];
  const problems = targets.flatMap(({ name, deployment: { region } }): Problem[] =>
    known.includes(region)
      ? []
      : [
          {
            what: `no price book is of ${region}, where target ${name} is deployed`,
            todo: `Use ${known.join(' or ')}, or give a book of that region with --price-book.`,
          },
        ],
  );
  if (problems.length > 0) throw inputError('region', problems);
}
