import type { Sample } from '../sampling/sample.ts';
import { type SizeShare, sizeAt } from '../statistics/sizes.ts';
import type { SizeShape } from '../types.ts';
import { figureOf } from './figures.ts';
import { fitSize } from './size-fit.ts';

const QUANTILES = [0.01, 0.1, 0.5, 0.9, 0.99, 1];

/** How large values are; null where none was seen. */
export function sizeShape({ valueBytes, sizes }: Sample, how: string): SizeShape | null {
  const mean = valueBytes.estimate();
  if (mean === null || sizes.count === 0) return null;
  const exact = sizes.exact();
  const shares = exact ?? sizes.shares();
  return {
    mean: figureOf(mean, 'B', how),
    quantiles: QUANTILES.map((share) => ({
      share,
      bytes: share === 1 ? sizes.most : Math.round(sizeAt(shares, share)),
    })),
    samples: sizes.count,
    bins: binsOf(shares),
    fitted: fitSize({ mean: mean.value, least: sizes.least, most: sizes.most, exact, shares: sizes.shares() }),
  };
}

/** Places of half an octave: up to 1, 1.41, 2, 2.83, … bytes. */
const binOf = (bytes: number): number => Math.max(0, Math.ceil(2 * Math.log2(Math.max(1, bytes)) - 1e-9));

const upTo = (bin: number): number => Math.floor(2 ** (bin / 2) + 1e-9);

function binsOf(shares: readonly SizeShare[]): SizeShape['bins'] {
  const bins = new Map<number, { records: number; bytes: number }>();
  for (const { bytes, share } of shares) {
    const bin = bins.get(binOf(bytes)) ?? { records: 0, bytes: 0 };
    bins.set(binOf(bytes), { records: bin.records + share, bytes: bin.bytes + share * bytes });
  }
  const all = shares.reduce((sum, { bytes, share }) => sum + bytes * share, 0);
  return [...bins]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, { records, bytes }]) => ({
      overBytes: bin === 0 ? -1 : upTo(bin - 1),
      upToBytes: upTo(bin),
      records,
      bytes: all === 0 ? 0 : bytes / all,
    }));
}
