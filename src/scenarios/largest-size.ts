import { type Bytes, bytes } from '../units.ts';
import type { SizeDistribution } from './types.ts';

/** The largest value that the distribution draws. */
export function largestSize(size: SizeDistribution): Bytes {
  switch (size.kind) {
    case 'fixed':
      return size.bytes;
    case 'choice':
      return bytes(Math.max(...size.choices.map((choice) => choice.bytes)));
    default:
      return size.maxBytes;
  }
}
