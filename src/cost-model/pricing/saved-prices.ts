import { inputError } from '../../errors.ts';
import type { SupportModel } from '../../scenarios/production.ts';
import type { Target } from '../../scenarios/target-types.ts';
import { BUSINESS_FIGURES } from '../business/business-figures.ts';
import { shapeId } from '../platform-id.ts';
import { LIST_PRICES } from '../prices/net-prices.ts';
import { withSurroundings } from '../surroundings/with-surroundings.ts';
import type { PriceBook, SavedPrices } from '../types/prices.ts';
import type { CostShape, PricedShape } from '../types/shape.ts';
import { withAssumptions } from './overrides.ts';

/** Hours in a month as AWS's calculators count them; several vendors' pages say 720. */
export const HOURS_PER_MONTH = 730;

/** Why a platform is not priced. */
export const NO_COST_SHAPE = 'this version has no cost shape for it';

/** Why a target is not priced: prices of another region are not its own. */
export const noBookOf = (region: string): string => `there is no price book of ${region}`;

/** What the cost model needs to know of a platform. */
export interface CostedPlatform {
  readonly name: string;
  readonly title: string;
  readonly cost: CostShape | null;
}

type DeployedTarget = Pick<Target, 'name' | 'platform' | 'deployment'>;

export interface PricesToSave {
  /** The first one is what stays if nothing is done. */
  readonly targets: readonly DeployedTarget[];
  readonly platforms: readonly CostedPlatform[];
  readonly books: readonly PriceBook[];
  readonly support: SupportModel;
  readonly hoursPerMonth?: number;
}

/**
 * Everything that pricing a run will need, fixed before the run starts (prices.json). Targets of one
 * variant share its shape unless they override assumptions; then each has its own, named after it.
 * A target that cannot be priced is named with the reason, and measured all the same.
 * @throws WorkbenchError where a target names no variant of its platform, or an override no assumption.
 */
export function savePrices({
  targets,
  platforms,
  books,
  support,
  hoursPerMonth = HOURS_PER_MONTH,
}: PricesToSave): SavedPrices {
  const regions = new Set(books.map(({ region }) => region));
  const shapes = targets.flatMap((target) => {
    const platform = platforms.find(({ name }) => name === target.platform);
    if (platform === undefined || !regions.has(target.deployment.region)) return [];
    return deployedShape(platform, target) ?? [];
  });
  const distinct = [...new Map(shapes.map((shape) => [shapeId(shape), shape])).values()];
  const baseline = distinct[0] === undefined ? null : shapeId(distinct[0]);
  const costed = new Set(platforms.filter(({ cost }) => cost !== null).map(({ name }) => name));
  const reasons = targets.flatMap(({ platform, deployment: { region } }) => {
    if (!costed.has(platform)) return [{ platform, why: NO_COST_SHAPE }];
    return regions.has(region) ? [] : [{ platform, why: noBookOf(region) }];
  });
  return {
    formatVersion: 1,
    hoursPerMonth,
    books,
    shapes: withSurroundings(distinct, { ecosystem: {}, baseline, support }),
    notPriced: [...new Map(reasons.map((reason) => [`${reason.platform} ${reason.why}`, reason])).values()],
    terms: LIST_PRICES,
    business: BUSINESS_FIGURES,
    overrides: {},
    asked: { baseline },
  };
}

/** The one shape that a target is priced as; null where its platform has no cost shape. */
export function deployedShape(platform: CostedPlatform, target: DeployedTarget): PricedShape | null {
  const shapes = shapesOf(platform, target);
  const { variant } = target.deployment;
  const deployed = variant === undefined ? shapes[0] : shapes.find((shape) => variantOf(shape) === variant);
  if (deployed !== undefined || shapes.length === 0) return deployed ?? null;
  throw inputError('variant', [
    {
      what: `target ${target.name}: ${platform.name} has no variant "${variant}"`,
      todo: `Its deployment.variant may be ${shapes.map(variantOf).join(', ')}.`,
    },
  ]);
}

/** Its name without what tells it from another target's. */
const variantOf = ({ variant: { name } }: PricedShape): string => name.replace(/@.*$/, '');

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
  const { variant } = target.deployment;
  // Of a target that names none only one variant was saved, except in folders from before there were several.
  const isDeployed = variant === undefined || cost.variant.replace(/@.*$/, '') === variant;
  return cost.platform === target.platform && ownOrShared && isDeployed;
}
