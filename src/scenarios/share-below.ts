import { normalBelow } from './normal.ts';
import type { SizeDistribution } from './types.ts';

/** Share of the values that are of a size, in bytes, or smaller. A lognormal is truncated, as it is when it is drawn. */
export function shareBelow(size: SizeDistribution, upTo: number): number {
  switch (size.kind) {
    case 'fixed':
      return upTo >= size.bytes ? 1 : 0;
    case 'uniform':
      return Math.min(1, Math.max(0, (upTo - size.minBytes) / Math.max(1e-9, size.maxBytes - size.minBytes)));
    case 'lognormal': {
      const z = (value: number): number => Math.log(Math.max(1e-9, value) / size.medianBytes) / size.sigma;
      return Math.min(1, normalBelow(z(upTo)) / normalBelow(z(size.maxBytes)));
    }
    case 'choice': {
      const all = size.choices.reduce((sum, { weight }) => sum + weight, 0);
      return size.choices.reduce((sum, choice) => sum + (choice.bytes <= upTo ? choice.weight / all : 0), 0);
    }
  }
}
