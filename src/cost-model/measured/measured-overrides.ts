import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { FigureOverride, Overrides } from '../types/request.ts';
import type { MeasuredFigure } from '../types/result.ts';

/**
 * What was measured under production's conditions, in place of the assumptions of every variant that prices its
 * target and has a place for it. Of several targets the first counts.
 * @param priced with the names of its platforms' targets
 */
export function measuredOverrides(
  { platforms, figures }: Pick<PricedWorkload, 'platforms' | 'figures'>,
  measured: readonly MeasuredFigure[],
  runId: string,
): Overrides {
  const overrides: Record<string, FigureOverride> = {};
  for (const cost of platforms) {
    for (const { used, target, assumption, value } of measured) {
      const name = `${platformId(cost)}/${assumption}`;
      if (!used || value === null || !cost.targets.includes(target) || !Object.hasOwn(figures, name)) continue;
      overrides[name] ??= { value, low: null, high: null, source: `run:${runId}:${target}`, provenance: 'measured' };
    }
  }
  return overrides;
}
