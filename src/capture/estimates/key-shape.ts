import type { Sample } from '../sampling/sample.ts';
import { zipfExponent } from '../statistics/zipf.ts';
import type { CapturedFigure, KeyShape } from '../types.ts';
import { figureOf, sampled } from './figures.ts';

/** As many records must have had keys before anything is said of them. */
const FEWEST_KEYED = 50;

/** Which keys a topic's records have, of which so many went to each partition; null where too few were seen. */
export function keyShape(sample: Sample, byPartition: ArrayLike<number>, how: string): KeyShape | null {
  const keyed = sample.keyed.estimate();
  if (keyed === null) return null;
  const shareOfKeyed = figureOf({ ...keyed, high: keyed.high === null ? null : Math.min(1, keyed.high) }, 'share', how);
  const none: KeyShape = { keyed: shareOfKeyed, hottestShare: null, distinct: null, exponent: null, ranks: [] };
  const seen = Math.round(keyed.value * sample.records);
  if (seen < FEWEST_KEYED) return none;
  const all = Array.from(byPartition).reduce((sum, records) => sum + records, 0);
  const shareOf = (partition: number): number | null => (all === 0 ? null : (byPartition[partition] ?? 0) / all);
  const hottest = sample.hotKeys.hottest(shareOf);
  if (hottest === null) return none;
  const counted = sample.distinctKeys.estimate();
  const distinct: CapturedFigure | null =
    counted === null
      ? null
      : sampled(
          Math.round(counted.value),
          'keys',
          `${sample.distinctKeys.seen} seen in ${how}`,
          counted.low,
          counted.high,
        );
  if (!standsOut(hottest.share, sample.hotKeys.effectiveRecords, counted?.value ?? seen)) {
    const even = counted === null ? null : 1 / counted.value;
    const said = `no key stands out of the others in ${how}`;
    const evenShare =
      counted === null || even === null ? null : sampled(even, 'share', said, 1 / counted.high, 1 / counted.low);
    return { ...none, hottestShare: evenShare, distinct };
  }
  const count = Math.max(2, Math.round(counted?.value ?? sample.distinctKeys.seen));
  const exponent = (share: number | null): number | null => (share === null ? null : zipfExponent(share, count));
  const fitted = exponent(hottest.share);
  return {
    keyed: shareOfKeyed,
    hottestShare: sampled(hottest.share, 'share', how, hottest.low, hottest.high),
    distinct,
    exponent:
      fitted === null
        ? null
        : sampled(
            fitted,
            'exponent',
            `so that the hottest of ${count} keys has its share`,
            exponent(hottest.low),
            exponent(hottest.high),
          ),
    ranks: hottest.ranks,
  };
}

/**
 * Whether the most frequent key is more than the luckiest of `count` equal ones: of n draws each has λ = n ÷ count,
 * and the most of them λ + √(2 λ ln count) + ln count at most, in nearly every sample (Bernstein's inequality).
 */
function standsOut(share: number, records: number, count: number): boolean {
  if (count < 2) return false;
  const expected = records / count;
  const lucky = expected + Math.sqrt(2 * expected * Math.log(count)) + Math.log(count);
  return share * records > lucky;
}
