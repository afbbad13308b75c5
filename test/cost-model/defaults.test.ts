import { describe, expect, it } from 'vitest';
import { samplesOf } from '../../src/cost-model/answers/samples.ts';
import { uncertainFigures } from '../../src/cost-model/answers/uncertain-figures.ts';
import { uncertaintyOf } from '../../src/cost-model/answers/uncertainty.ts';
import { modelOf } from '../../src/cost-model/model/cost-model.ts';
import { evaluateCases } from '../../src/cost-model/model/evaluate-cases.ts';
import { bytesPerSecond, MIB } from '../../src/units.ts';
import { everyPlatform } from './every-platform.ts';
import { demo } from './fixture.ts';

const priced = everyPlatform();
const model = modelOf(priced);

const totals = (given: Readonly<Record<string, number>> = {}): ReadonlyMap<string, number> => {
  const columns = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Float64Array.of(value)]));
  const { platforms } = evaluateCases(model, { count: 1, given: columns });
  return new Map(platforms.map(({ platform, total }) => [platform, total[0] as number]));
};

/** Of every variant, with a range. */
const ranged = Object.entries(priced.figures).flatMap(([name, { value, low, high, expression }]) => {
  const isAssumption = name.split('/').length === 3 && !name.startsWith('price/') && expression === undefined;
  return isAssumption && low !== null && high !== null ? [{ name, value, low, high }] : [];
});

describe('a default', () => {
  it('does not put a total outside the range in which eight of ten samples lie', () => {
    const samples = samplesOf(uncertainFigures(model), priced.question.samples, priced.question.seed);
    const ranges = uncertaintyOf(model, priced.question, samples).platforms;
    expect(ranges.length).toBeGreaterThan(20);
    const stated = totals();
    for (const { platform, p10, p90 } of ranges) {
      expect([platform, (stated.get(platform) ?? 0) >= p10, (stated.get(platform) ?? 0) <= p90]).toEqual([
        platform,
        true,
        true,
      ]);
    }
  });

  it('on an edge of its range is not the edge that makes its platform cheaper', () => {
    const stated = totals();
    expect(ranged.length).toBeGreaterThan(200);
    const cheap = ranged.flatMap(({ name, value, low, high }) => {
      if (value !== low && value !== high) return [];
      const id = name.split('/').slice(0, 2).join('/');
      const other = totals({ [name]: value === low ? high : low }).get(id) ?? 0;
      return other > (stated.get(id) ?? 0) * (1 + 1e-9) ? [name] : [];
    });
    expect(cheap).toEqual([]);
  });
});

describe('the team', () => {
  const hoursAt = (mibPerSecond: number, id: string) => {
    const workload = {
      ...demo,
      averageIngress: bytesPerSecond(mibPerSecond * MIB),
      peakIngress: bytesPerSecond(2 * mibPerSecond * MIB),
      partitions: 30_000,
    };
    const { platforms, figures } = everyPlatform({ workload });
    const platform = platforms.find((one) => `${one.platform}/${one.variant}` === id);
    return {
      hours: Number(platform?.lineItems.find(({ item }) => item === 'Operating the cluster')?.quantity),
      brokers: figures[`${id}/brokers`]?.value ?? Number.NaN,
    };
  };

  it('has hours for the cluster and for every broker of it, so that a fleet asks for more people', () => {
    for (const [id, cluster, aBroker] of [
      ['apache-kafka/block-storage', 40, 0.5],
      ['automq/open-source-s3-wal', 24, 0.25],
      ['warpstream/s3', 16, 0.1],
      ['amazon-msk/standard', 16, 0.1],
    ] as const) {
      const [small, large] = [hoursAt(100, id), hoursAt(1500, id)];
      expect(large.brokers).toBeGreaterThan(4 * small.brokers);
      for (const { hours, brokers } of [small, large]) expect(hours).toBeCloseTo(cluster + aBroker * brokers, 9);
    }
  });

  it('has the same hours for a service, whatever its size: it has no brokers that anyone looks after', () => {
    expect(hoursAt(10, 'amazon-msk/serverless').hours).toBe(8);
    expect(hoursAt(1000, 'amazon-msk/serverless').hours).toBe(8);
  });
});

describe('the quota of an MSK cluster', () => {
  it('is 60 brokers, of which the largest counts for 32 of the smallest: a workload beyond that is refused', () => {
    // Storage decides: retained for a year, 3 copies with 40% free, 16 TiB a broker.
    const year = 365 * 86_400;
    const refusedAt = (mibPerSecond: number): readonly string[] => {
      const workload = {
        ...demo,
        averageIngress: bytesPerSecond(mibPerSecond * MIB),
        peakIngress: bytesPerSecond(mibPerSecond * MIB),
        retentionMs: (year * 1000) as typeof demo.retentionMs,
        partitions: 3000,
      };
      return everyPlatform({ workload }).notPriced.flatMap(({ platform, variant, why }) =>
        platform === 'amazon-msk' && variant === 'standard' ? [why] : [],
      );
    };
    const mibOfAllBrokers = (1920 * 16 * 1024 * 1024) / (year * 5);
    expect(refusedAt(mibOfAllBrokers * 0.99)).toEqual([]);
    expect(refusedAt(mibOfAllBrokers * 1.01)).toEqual([
      expect.stringMatching(/asks for 19\d\d of brokers of the smallest size, and it carries at most 1920/),
    ]);
  });
});
