import type { CostVariant } from '../types/shape.ts';

/** What a shape has more because of something around its brokers. */
export type Part = Pick<CostVariant, 'assumptions' | 'derived' | 'quantities'>;

export const NOTHING: Part = { assumptions: {}, derived: [], quantities: [] };

/** What two parts name alike is the same assumption. */
export const together = (parts: readonly Part[]): Part => ({
  assumptions: Object.assign({}, ...parts.map(({ assumptions }) => assumptions)),
  derived: parts.flatMap(({ derived }) => derived),
  quantities: parts.flatMap(({ quantities }) => quantities),
});
