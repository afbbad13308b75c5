import { describe, expect, it } from 'vitest';
import { measuredFigures } from '../../../src/cost-model/measured/measured-figures.ts';
import { measuredOverrides } from '../../../src/cost-model/measured/measured-overrides.ts';
import type { MeasuredTarget } from '../../../src/cost-model/measured/measured-target.ts';
import { type Modelled, modelledFor } from '../../../src/cost-model/measured/modelled.ts';
import { reprice } from '../../../src/cost-model/pricing/reprice.ts';
import type { RunPlan, RunTarget } from '../../../src/evidence/types/plan.ts';
import { bytes, GIB, MIB } from '../../../src/units.ts';
import { demo, price } from '../fixture.ts';
import { localTarget, plan, runOn } from '../run-fixture.ts';

/** Somebody's cluster, loaded as production is: 100 MiB/s over 300 partitions and 21 brokers, in batches of 1 MiB. */
const cluster: RunTarget = {
  ...localTarget('a', 'blocks'),
  connect: { kind: 'remote', bootstrap: ['broker.example:9092'], security: { tls: true, caFile: null, sasl: null } },
  standIn: false,
  standInNote: null,
};
const run: RunPlan = {
  ...runOn(cluster),
  plan: {
    ...plan,
    topics: [{ name: 'orders', partitions: 300, replication: 3, configs: {}, share: 1 }],
    production: { ...demo, batchBytes: bytes(MIB) },
  },
};
const measured: MeasuredTarget = {
  name: 'a',
  valid: true,
  produce: { achievedRate: 100 * 1024 },
  // 4 GiB of records of 1 KiB; consumers read 8 GiB, a quarter of it from the object store.
  audit: { acknowledged: 4 * 1024 * 1024 },
  objectStore: { put: 1200, get: 400, bytesRead: 2 * GIB, cacheHitRatio: 0.75 },
  observed: {
    version: '4.3.1',
    instanceClass: 'm7g.xlarge',
    zones: 3,
    brokers: 21,
    soughtLimit: true,
    coldSetLargerThanCache: true,
    cycles: 3,
  },
};
const modelled: Modelled = {
  brokers: 21,
  version: '4.3.1',
  instanceClass: 'm7g.xlarge',
  assumptions: { vcpusPerBroker: 4, mibInPerVcpu: 5, putsPerGib: 0, getsPerGib: 0, cacheHitRatio: 0.95 },
};

const figures = (change: Partial<MeasuredTarget> = {}, within: RunPlan = run, model: Modelled = modelled) =>
  measuredFigures(within, { ...measured, ...change }, model);
const named = (name: string, all = figures()) => all.find((figure) => figure.name === name);

describe('what a run measured under production’s conditions', () => {
  it('is used wherever a formula has a place for it', () => {
    expect(figures().filter(({ used }) => used)).toMatchObject([
      // 100 MiB/s over 21 brokers of 4 vCPUs.
      { assumption: 'mibInPerVcpu', value: expect.closeTo(100 / 84, 12), unit: 'MiB/second/vCPU', because: [] },
      { assumption: 'putsPerGib', value: 300, unit: 'request/GiB' },
      { assumption: 'getsPerGib', value: 50, unit: 'request/GiB' },
      { assumption: 'cacheHitRatio', value: 0.75, unit: 'fraction' },
    ]);
  });

  it('is not used where no formula has a place for it, and transferable all the same', () => {
    const others = figures({}, run, { ...modelled, assumptions: { vcpusPerBroker: 4 } });
    expect(others.some(({ used }) => used)).toBe(false);
    expect(named('cache hit ratio', others)).toMatchObject({
      assumption: null,
      transferable: true,
      because: ['no formula of this platform has a place for it'],
    });
  });

  it.each<[string, Partial<NonNullable<MeasuredTarget['observed']>>, readonly string[]]>([
    ['at a fixed rate', { soughtLimit: false }, ['putsPerGib', 'getsPerGib', 'cacheHitRatio']],
    ['with warm caches', { coldSetLargerThanCache: false }, ['mibInPerVcpu']],
    ['for two cycles', { cycles: 2 }, ['mibInPerVcpu']],
    ['in one zone', { zones: 1 }, []],
    ['on half the brokers’ class', { instanceClass: 'm7g.large' }, []],
  ])('but %s is used only as far as that does not matter', (_, change, left) => {
    const observed = { ...measured.observed, ...change };
    expect(figures({ observed }).flatMap(({ used, assumption }) => (used ? [assumption] : []))).toEqual(left);
  });

  it('needs what is not known to be said: versions, classes, zones and brokers', () => {
    const { observed: _, ...unobserved } = measured;
    const found = measuredFigures(run, unobserved, modelled);
    expect(found.some(({ transferable }) => transferable)).toBe(false);
    expect(named('cache hit ratio', found)?.because).toContain(
      'the run did not record its version, instance class, number of zones and rate of a broker',
    );
  });

  it('has no requests per GiB where it is not known how many bytes were written and read', () => {
    expect(named('PUT requests per GiB written', figures({ audit: null }))).toMatchObject({ value: null, used: false });
    const cached = { put: 1, get: 0, bytesRead: 0, cacheHitRatio: 1 };
    expect(named('GET requests per GiB read', figures({ objectStore: cached }))).toMatchObject({ value: null });
    expect(named('cache hit ratio', figures({ objectStore: cached }))?.value).toBe(1);
  });

  it('does not use a ratio below nothing', () => {
    const objectStore = { put: 1, get: 9, bytesRead: 2 * GIB, cacheHitRatio: -0.5 };
    expect(named('cache hit ratio', figures({ objectStore }))).toMatchObject({
      value: -0.5,
      used: false,
      because: ['more was read from the object store than consumers read'],
    });
  });

  it('counts no bytes of records that were compressed on their way: nobody knows how far', () => {
    const client = { ...run.plan.client, compression: 'lz4' } as const;
    const compressed = figures({}, { ...run, plan: { ...run.plan, client } });
    expect(compressed.filter(({ assumption }) => assumption !== null).map(({ value }) => value)).toEqual(
      Array(4).fill(null),
    );
  });

  it('is not asked of an object store that nobody watched', () => {
    expect(figures({ objectStore: null }).map(({ name }) => name)).toEqual([
      'throughput per broker',
      'throughput per vCPU',
      'compression ratio',
    ]);
  });
});

describe('a measured figure that is used', () => {
  const blocks = price('blocks');
  const withTarget = { ...blocks, platforms: blocks.platforms.map((cost) => ({ ...cost, targets: ['a'] })) };
  const overrides = measuredOverrides(withTarget, figures(), 'run-1');

  it('takes the place of the assumption, says which run it is from, and is certain', () => {
    expect(overrides).toEqual({
      'blocks/block-storage/mibInPerVcpu': {
        value: expect.closeTo(100 / 84, 12),
        low: null,
        high: null,
        source: 'run:run-1:a',
        provenance: 'measured',
      },
    });
    const again = reprice(withTarget, overrides);
    expect(again.figures['blocks/block-storage/mibInPerVcpu']).toMatchObject({
      provenance: 'measured',
      source: 'run:run-1:a',
    });
    // 200 MiB/s at the peak ÷ 1.190 × 1.5 ÷ 4 vCPUs: 63, in three zones of 21.
    expect(again.figures['blocks/block-storage/brokers']?.value).toBe(63);
  });

  it('is nothing to platforms that do not price its target', () => {
    expect(measuredOverrides(blocks, figures(), 'run-1')).toEqual({});
  });

  it('is held against the brokers and assumptions of what prices its target', () => {
    expect(modelledFor(withTarget, 'a')).toMatchObject({
      brokers: 21,
      version: null,
      instanceClass: null,
      assumptions: { vcpusPerBroker: 4, mibInPerVcpu: 5 },
    });
    expect(modelledFor(withTarget, 'b')).toEqual({
      brokers: null,
      version: null,
      instanceClass: null,
      assumptions: {},
    });
  });
});
