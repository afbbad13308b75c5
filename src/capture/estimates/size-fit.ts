import { meanSize } from '../../scenarios/mean-size.ts';
import { shareBelow } from '../../scenarios/share-below.ts';
import type { SizeDistribution } from '../../scenarios/types.ts';
import { type Bytes, bytes } from '../../units.ts';
import { type SizeShare, sizeAt } from '../statistics/sizes.ts';

/** Sizes that differ by less than this share of their mean are one size. */
const ONE_SIZE = 0.02;
/** As many sizes are listed one by one. */
const MOST_CHOICES = 8;
/** A distribution whose shares are nowhere further from those seen than this fits (Kolmogorov's distance). */
const FITS = 0.05;
/** Parts of equal weight, each with its own mean, where no distribution fits. */
const PARTS = 16;
/** Between the 10% and the 90% quantile of a normal distribution, in standard deviations. */
const TEN_TO_NINETY = 2.5631;
/** What a scenario takes. */
const MOST_SIGMA = 4;

export interface SeenSizes {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** Where few sizes occur. */
  readonly exact: readonly SizeShare[] | null;
  readonly shares: readonly SizeShare[];
}

/** What of a scenario's distributions fits the sizes best; its mean is the one that was seen. */
export function fitSize(seen: SeenSizes): SizeDistribution {
  const { mean, least, most, exact, shares } = seen;
  if (most - least <= ONE_SIZE * mean) return { kind: 'fixed', bytes: atLeastOne(mean) };
  if (exact !== null && exact.length <= MOST_CHOICES) return choiceOf(exact);
  const candidates = [uniform(seen), lognormal(seen)].filter((candidate) => candidate !== null);
  const measured = candidates.map((candidate) => ({ candidate, distance: distance(candidate, shares) }));
  const best = measured.toSorted((a, b) => a.distance - b.distance)[0];
  return best !== undefined && best.distance <= FITS ? best.candidate : choiceOf(parts(shares));
}

const atLeastOne = (value: number): Bytes => bytes(Math.max(1, Math.round(value)));

function choiceOf(sizes: readonly SizeShare[]): SizeDistribution {
  return { kind: 'choice', choices: sizes.map((size) => ({ bytes: atLeastOne(size.bytes), weight: size.share })) };
}

/** Its ends lie as far from the mean as those seen do from each other. */
function uniform({ mean, least, most }: SeenSizes): SizeDistribution | null {
  const half = (most - least) / 2;
  if (mean - half < 1) return null;
  return { kind: 'uniform', minBytes: atLeastOne(mean - half), maxBytes: atLeastOne(mean + half) };
}

/** Spread from quantiles, which no rare giant moves; then the median with which the truncated mean is the one seen. */
function lognormal({ mean, most, shares }: SeenSizes): SizeDistribution | null {
  const [low, high] = [sizeAt(shares, 0.1), sizeAt(shares, 0.9)];
  if (!(low >= 1) || !(high > low)) return null;
  const sigma = Number(Math.min(MOST_SIGMA, Math.log(high / low) / TEN_TO_NINETY).toPrecision(4));
  const withMedian = (median: number): SizeDistribution => ({
    kind: 'lognormal',
    medianBytes: atLeastOne(median),
    sigma,
    maxBytes: atLeastOne(most),
  });
  let [from, to] = [1, most];
  for (let i = 0; i < 50; i++) {
    const middle = Math.sqrt(from * to);
    if (meanSize(withMedian(middle)) < mean) from = middle;
    else to = middle;
  }
  return withMedian(to);
}

/** The furthest that shares below a size lie apart. */
function distance(candidate: SizeDistribution, shares: readonly SizeShare[]): number {
  let passed = 0;
  let furthest = 0;
  for (const { bytes: size, share } of shares) {
    // A place of the histogram holds sizes on both sides of its mean.
    furthest = Math.max(furthest, Math.abs(shareBelow(candidate, size) - (passed + share / 2)));
    passed += share;
  }
  return furthest;
}

function parts(shares: readonly SizeShare[]): readonly SizeShare[] {
  const filled: { bytes: number; share: number }[] = Array.from({ length: PARTS }, () => ({ bytes: 0, share: 0 }));
  let passed = 0;
  for (const { bytes: size, share } of shares) {
    const part = filled[Math.min(PARTS - 1, Math.floor((passed + share / 2) * PARTS))];
    if (part === undefined) continue;
    part.bytes += size * share;
    part.share += share;
    passed += share;
  }
  return filled.flatMap(({ bytes: all, share }) => (share === 0 ? [] : [{ bytes: all / share, share }]));
}
