import { type Bytes, bytes } from '../units.ts';
import { normalBelow } from './normal.ts';
import type { SizeDistribution } from './types.ts';

/** Mean of the value's size. A lognormal is truncated: sizes above its maximum are never drawn. */
export function meanSize(size: SizeDistribution): Bytes {
  switch (size.kind) {
    case 'fixed':
      return size.bytes;
    case 'uniform':
      return bytes((size.minBytes + size.maxBytes) / 2);
    case 'lognormal':
      return truncatedLognormalMean(size.medianBytes, size.sigma, size.maxBytes);
    case 'choice': {
      const weight = size.choices.reduce((sum, choice) => sum + choice.weight, 0);
      return bytes(size.choices.reduce((sum, choice) => sum + choice.bytes * choice.weight, 0) / weight);
    }
  }
}

/** E[X | X ≤ max] = m·e^(σ²/2) · Φ(z − σ) / Φ(z) with z = ln(max/m)/σ; m is the median. */
function truncatedLognormalMean(median: number, sigma: number, max: number): Bytes {
  const z = Math.log(max / median) / sigma;
  return bytes((median * Math.exp(sigma ** 2 / 2) * normalBelow(z - sigma)) / normalBelow(z));
}
