import { describe, expect, it } from 'vitest';
import type { CostShape } from '../../../src/cost-model/types/shape.ts';
import { cost as automq } from '../../../src/platforms/automq/cost.ts';
import { cost as warpstream } from '../../../src/platforms/warpstream/cost.ts';
import { linesOf, price } from '../../cost-model/fixture.ts';

const SECONDS = 730 * 3600;

/** Half a MiB a file, 200 of them a second for 100 MiB/s; nothing else is read, compacted to 16 MiB. */
const assumptions = { flushSize: 0.5, flushInterval: 1e9, mibPerCompactedPart: 16, cacheHitRatio: 1 };

function priced({ variants }: CostShape, name: string, own: Readonly<Record<string, number>>, zones = 3) {
  const only = { variants: variants.filter((variant) => variant.name === name) };
  return price('blocks', { cost: only, workload: { zones }, assumptions: { ...assumptions, ...own } });
}

/** Requests a second by price key. */
function perSecond(result: ReturnType<typeof price>): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { priceKey, quantity } of linesOf(result, 'object-requests')) {
    found[priceKey] = (found[priceKey] ?? 0) + (Number(quantity) * 1000) / SECONDS;
  }
  return found;
}

describe('compaction', () => {
  it('asks for every flushed file once, however small, and for as much again in large parts on every later pass', () => {
    const own = { writesOfARecord: 1, cachingZones: 0 };
    // 200 files a second, not the 100/16 that large parts would be.
    expect(perSecond(priced(warpstream, 's3', { ...own, compactionPasses: 1 }))).toMatchObject({
      'aws.s3.standard.get': expect.closeTo(200, 4),
    });
    expect(perSecond(priced(warpstream, 's3', { ...own, compactionPasses: 3 }))).toMatchObject({
      'aws.s3.standard.get': expect.closeTo(200 + 2 * (100 / 16), 4),
    });
  });

  it('asks for large files in parts', () => {
    const own = { writesOfARecord: 1, cachingZones: 0, compactionPasses: 1, flushSize: 64 };
    expect(perSecond(priced(warpstream, 's3', own))).toMatchObject({
      'aws.s3.standard.get': expect.closeTo(100 / 16, 4),
    });
  });

  it('pays for its first pass where the newest files lie', () => {
    const own = { writesOfARecord: 3, cachingZones: 0, compactionPasses: 2 };
    expect(perSecond(priced(warpstream, 's3-express', own))).toMatchObject({
      // Once, though every file lies in three zones.
      'aws.s3.express.get': expect.closeTo(200, 4),
      'aws.s3.express.put': expect.closeTo(600, 4),
      'aws.s3.standard.get': expect.closeTo(100 / 16, 4),
    });
  });

  it('sends every pass out of the brokers again, beside every write of a record', () => {
    const brokers = (own: Readonly<Record<string, number>>, zones = 3): number | undefined =>
      priced(automq, 'open-source-s3-wal', own, zones).figures['blocks/open-source-s3-wal@t/brokersForNetwork']?.value;
    // 600 MiB/s read at the peak, and 200 written 1 + 1, 2 + 3, and in one zone 1 + 3 times; × 1.4 ÷ 223.
    expect(brokers({ writesOfARecord: 1, compactionPasses: 1 })).toBeCloseTo((1000 * 1.4) / 223, 9);
    expect(brokers({ writesOfARecord: 2, compactionPasses: 3 })).toBeCloseTo((1600 * 1.4) / 223, 9);
    expect(brokers({ writesOfARecord: 2, compactionPasses: 3 }, 1)).toBeCloseTo((1400 * 1.4) / 223, 9);
  });
});

describe('what is done in every zone', () => {
  it.each([1, 2, 3])('of %i is done no more often than that', (zones) => {
    const requests = perSecond(priced(warpstream, 's3-express', { writesOfARecord: 3, cachingZones: 1 }, zones));
    expect(requests['aws.s3.express.put']).toBeCloseTo(200 * zones, 4);
    // Each write is read in its own zone, and one of them by compaction.
    expect(requests['aws.s3.express.get']).toBeCloseTo(200 * zones + 200, 4);
    const cached = perSecond(priced(warpstream, 's3', { cachingZones: 3, compactionPasses: 1 }, zones));
    expect(cached['aws.s3.standard.get']).toBeCloseTo(200 * zones + 200, 4);
  });

  it('is not done in other zones where there is none', () => {
    const own = { writesOfARecord: 1, cachingZones: 1, compactionPasses: 1 };
    expect(perSecond(priced(automq, 'open-source-s3-wal', own, 1))['aws.s3.standard.get']).toBeCloseTo(200, 4);
    expect(perSecond(priced(automq, 'open-source-s3-wal', own, 3))['aws.s3.standard.get']).toBeCloseTo(400, 4);
  });
});
