import type { ByPlatform } from '../../scenarios/production.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { PlatformCost } from '../types/result.ts';

/** What the model gives production on the platform of a target. */
export interface Modelled {
  /** null where the platform is not priced or sold without brokers. */
  readonly brokers: number | null;
  /** As the workload says them; null where it does not. */
  readonly version: string | null;
  readonly instanceClass: string | null;
  /** Values of the assumptions of what prices it, by their own name. */
  readonly assumptions: Readonly<Record<string, number>>;
}

/** By the variants that price the target, the first one where they differ; nothing is known where none does. */
export function modelledFor(
  { platforms, figures, workload }: Pick<PricedWorkload, 'platforms' | 'figures' | 'workload'>,
  target: string,
): Modelled {
  const pricing = platforms.filter(({ targets }) => targets.includes(target));
  const own = pricing.toReversed().map((cost) => figuresOf(cost, figures));
  const [first] = pricing;
  const said = (by: ByPlatform | undefined): string | null =>
    typeof by === 'string' ? by : (by?.[first?.platform ?? ''] ?? null);
  const { brokers, ...assumptions }: Record<string, number> = Object.assign({}, ...own);
  return {
    brokers: brokers ?? null,
    version: said(workload.version),
    instanceClass: said(workload.instanceClass),
    assumptions,
  };
}

function figuresOf(cost: PlatformCost, figures: PricedWorkload['figures']): Readonly<Record<string, number>> {
  const prefix = `${platformId(cost)}/`;
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, { value, expression }]): [string, number][] => {
      const own = name.slice(prefix.length);
      return name.startsWith(prefix) && (expression === undefined || own === 'brokers') ? [[own, value]] : [];
    }),
  );
}
