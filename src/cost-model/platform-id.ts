import type { PlatformCost, PlatformId } from './types/result.ts';

/** `<platform>/<variant>`: what the names of its figures begin with. */
export const platformId = ({ platform, variant }: Pick<PlatformCost, 'platform' | 'variant'>): PlatformId =>
  `${platform}/${variant}`;
