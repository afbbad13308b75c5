import { describe, expect, it } from 'vitest';
import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import { costOf } from '../../../src/cost-model/pricing/cost-of.ts';
import { costResult } from '../../../src/cost-model/pricing/cost-result.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import { runCost } from '../../../src/cost-model/pricing/run-cost.ts';
import { type CostedPlatform, savePrices, shapesOf } from '../../../src/cost-model/pricing/saved-prices.ts';
import { surrounded } from '../../../src/cost-model/pricing/surrounded.ts';
import type { PriceRequest, Question } from '../../../src/cost-model/types/request.ts';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { cost as confluent } from '../../../src/platforms/confluent-cloud/cost.ts';
import type { ProductionWorkload } from '../../../src/scenarios/production.ts';
import { bytesPerSecond, MIB } from '../../../src/units.ts';
import { book, demo, platforms as fixed, target } from '../fixture.ts';
import { localTarget, plan, runOn } from '../run-fixture.ts';

/** Its first variant, Basic, carries 1,500 partitions at most. */
const platforms: readonly CostedPlatform[] = [{ name: 'limited', title: 'Limited', cost: confluent }, ...fixed];

const manyPartitions: ProductionWorkload = { ...demo, partitions: 3000 };
const limited = localTarget('a', 'limited');
const blocks = localTarget('b', 'blocks');
const tiered = localTarget('c', 'tiered');

type Targets = readonly ReturnType<typeof localTarget>[];

function judged(targets: Targets, production = manyPartitions, measured: Parameters<typeof costOf>[2] = []) {
  const run = runOn(...targets);
  const saved = savePrices({ targets, platforms, books: [book], support: production.support });
  return costOf(saved, { ...run, plan: { ...run.plan, production } }, measured);
}

const once = ({ platforms: priced }: Pick<CostResult, 'platforms'>) =>
  priced.map(({ platform, lineItems }) => [platform, lineItems.some(({ category }) => category === 'migration')]);

describe('a run whose production workload a platform does not carry', () => {
  it('is judged all the same: the platform is not priced, and nothing is answered where it was the only one', () => {
    const cost = judged([limited]);
    expect(cost.platforms).toEqual([]);
    expect(cost.notPriced).toEqual([
      {
        platform: 'limited',
        variant: 'basic',
        why: 'the workload asks for 3000 of partitions, and it carries at most 1500',
      },
    ]);
    expect([cost.answers, cost.pricesUsed]).toEqual([null, null]);
  });

  it('has the next platform as its baseline, from which moves are priced, where the first one is refused', () => {
    const cost = judged([limited, blocks, tiered]);
    expect(cost.answers).toMatchObject({ baseline: 'blocks/block-storage', candidate: 'tiered/s3-tier' });
    expect(once(cost)).toEqual([
      ['blocks', false],
      ['tiered', true],
    ]);
    // As if the refused one had never been asked about.
    const without = judged([blocks, tiered]);
    expect(cost.platforms).toEqual(without.platforms);
    const own = ({ figures }: CostResult) =>
      Object.fromEntries(Object.entries(figures).filter(([name]) => !name.startsWith('price/')));
    expect(own(cost)).toEqual(own(without));
  });

  it('leaves out a platform whose own assumptions leave no quantity, and prices the others', () => {
    const cost = judged([localTarget('d', 'blocks', { freeDiskShare: 1 }), tiered], demo);
    expect(cost.notPriced).toMatchObject([{ variant: 'block-storage@d', why: expect.stringContaining('Infinity') }]);
    expect(cost.answers?.baseline).toBe('tiered/s3-tier');
  });

  it('says why nothing follows where a range cannot be priced', () => {
    // 40% is free, and as much as all of it may be.
    const saved = savePrices({ targets: [blocks], platforms, books: [book], support: 'none' });
    const shapes = saved.shapes.map(({ variant, ...shape }) => {
      const free = { ...variant.assumptions.freeDiskShare, value: 0.4, low: 0.2, high: 1.5 } as never;
      return { ...shape, variant: { ...variant, assumptions: { ...variant.assumptions, freeDiskShare: free } } };
    });
    const cost = costOf({ ...saved, shapes }, runOn(blocks), []);
    expect(cost.platforms).toHaveLength(1);
    expect(cost.answers).toBeNull();
    expect(cost.unanswered).toContain('a quantity would be negative or endless');
  });
});

describe('what was measured', () => {
  const cluster = (name: string, platform: string) => ({
    ...localTarget(name, platform),
    connect: target(name, platform).connect,
    standIn: false,
    deployment: { ...target(name, platform).deployment, version: '4.1.0', instanceClass: 'm7g.xlarge' },
  });
  const production: ProductionWorkload = {
    ...demo,
    averageIngress: bytesPerSecond(MIB),
    peakIngress: bytesPerSecond(2 * MIB),
    partitions: 4,
    batchBytes: plan.client.batchBytes,
    version: '4.1.0',
    instanceClass: 'm7g.xlarge',
  };
  const measured = (name: string, achievedRate: number) => ({
    name,
    valid: true,
    produce: { achievedRate },
    observed: { zones: 3, brokers: 3, soughtLimit: true },
  });

  it('stands behind the saving, and labels it so, where a run under production’s conditions stands behind both sides', () => {
    const both = [cluster('a', 'blocks'), cluster('b', 'tiered')];
    const cost = judged(both, production, [measured('a', 1024), measured('b', 1024)]);
    expect(cost.answers?.saving).toMatchObject({ label: 'measured', missing: [] });
    const other = judged(both, { ...production, version: '4.0.0' }, [measured('a', 1024), measured('b', 1024)]);
    expect(other.answers?.saving?.label).toBe('model');
    expect(other.answers?.saving?.missing[0]?.because).toEqual(['version 4.1.0 was measured, production has 4.0.0']);
  });

  it('is held against the version of its own platform where production names one for each', () => {
    const both = [cluster('a', 'blocks'), cluster('b', 'tiered')];
    const version = { blocks: '4.1.0', tiered: '3.9.0' };
    const cost = judged(both, { ...production, version }, [measured('a', 1024), measured('b', 1024)]);
    expect(cost.answers?.saving?.missing).toEqual([
      { platform: 'tiered/s3-tier', because: ['version 4.1.0 was measured, production has 3.9.0'] },
    ]);
  });

  it('is not used where nothing could be priced with it', () => {
    // Nothing was acknowledged: brokers for any throughput would be endless. No rate is asked for, either.
    const none = { ...production, averageIngress: bytesPerSecond(0), peakIngress: bytesPerSecond(MIB) };
    const cost = judged([cluster('a', 'blocks')], none, [measured('a', 0)]);
    expect(cost.platforms).toHaveLength(1);
    expect(cost.measured.find(({ name }) => name === 'throughput per vCPU')).toMatchObject({
      value: 0,
      used: false,
      because: [expect.stringMatching(/^with it Blocks .* the quantity of/)],
    });
  });
});

describe('the cost of running the PoC itself', () => {
  const topics = [{ name: 'orders', partitions: 3000, replication: 3, configs: {}, share: 1 }];

  it('is unpriced, with the reason, where a target that names no variant cannot carry the run', () => {
    const [cost] = runCost({ ...plan, topics }, [target('a', 'limited')], { platforms, books: [book] });
    expect(cost?.charge).toEqual({
      kind: 'unpriced',
      why: 'Limited Basic on AWS: the workload asks for 3000 of partitions, and it carries at most 1500',
    });
    expect(runCost(plan, [target('a', 'limited')], { platforms, books: [book] })[0]?.charge.kind).toBe('modelled');
  });

  it('is nothing to say where there is no target', () => {
    expect(runCost({ ...plan, topics }, [], { platforms, books: [book] })).toEqual([]);
  });
});

describe('a question on the command line', () => {
  const request = (baseline: Question['baseline'], workload = manyPartitions): PriceRequest =>
    surrounded(
      {
        workload,
        shapes: platforms.flatMap((platform) => shapesOf(platform)).filter(({ variant }) => variant.name !== 'freight'),
        books: [book],
        hoursPerMonth: 730,
        startedAt: '2026-11-21T00:00:00Z',
        terms: LIST_PRICES,
        business: {},
        overrides: {},
        question: { ...usualQuestion('not carried', '2026-11-21T00:00:00Z'), samples: 10, baseline },
        notPriced: [],
        measured: [],
      },
      { ecosystem: {}, support: 'none' },
    );

  it('that names no baseline has the first platform that carries the workload, with moves from there', () => {
    const cost = costResult(request(null));
    // Basic carries 1,500 partitions, Standard 2,500, Enterprise 30,000.
    expect(cost.answers?.baseline).toBe('limited/enterprise');
    expect(once(cost)[0]).toEqual(['limited', false]);
    expect(
      once(cost)
        .slice(1)
        .every(([, moves]) => moves),
    ).toBe(true);
    expect(costResult(request(null, demo)).answers?.baseline).toBe('limited/basic');
  });

  it('that names one is refused with the reason, not answered for another', () => {
    expect(() => costResult(request('limited/basic'))).toThrow(/baseline "limited\/basic" is not priced: .*3000 of/);
  });

  it('about nothing that carries the workload is refused, by name of everything that was asked about', () => {
    const { shapes, ...rest } = request(null);
    const few = shapes.filter(({ variant }) => ['basic', 'standard'].includes(variant.name));
    expect(() => costResult({ ...rest, shapes: few })).toThrow(
      /Limited Basic on AWS: .*at most 1500; Limited Standard on AWS: .*at most 2500/,
    );
  });
});
