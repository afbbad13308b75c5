import type { PlatformCost, PlatformId } from './types/result.ts';
import type { PricedShape } from './types/shape.ts';

/** `<platform>/<variant>`: what the names of its figures begin with. */
export const platformId = ({ platform, variant }: Pick<PlatformCost, 'platform' | 'variant'>): PlatformId =>
  `${platform}/${variant}`;

/** The same of a shape that is still to be priced. */
export const shapeId = ({ platform, variant }: PricedShape): PlatformId =>
  platformId({ platform, variant: variant.name });

/** Names by which the assumptions of shapes are set: of every shape that has one, or of one alone. */
export const assumptionNames = (shapes: readonly PricedShape[]): readonly string[] =>
  shapes.flatMap((shape) =>
    Object.keys(shape.variant.assumptions).flatMap((name) => [name, `${shapeId(shape)}/${name}`]),
  );
