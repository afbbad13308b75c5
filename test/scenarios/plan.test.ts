import { describe, expect, it } from 'vitest';
import { canonicalJson, planDigest } from '../../src/scenarios/digest.ts';
import { rateHoldsUntil } from '../../src/scenarios/phases.ts';
import { PRODUCTION_DEFAULTS } from '../../src/scenarios/production.ts';
import { seconds } from '../../src/units.ts';
import { samplePlan } from './sample.ts';

const phases = (sections: Readonly<Record<string, unknown>>) =>
  samplePlan(sections).phases.map(({ name, role, startSecond, endSecond, fromRate, toRate }) => {
    return [name, role, startSecond, endSecond, fromRate, toRate];
  });

const ingress = [
  { phase: 'warm-up', rate: '1000/s', duration: '2s', warmUp: true },
  { phase: 'steady', rate: '1000/s', duration: '8s' },
  { phase: 'catch-up', rate: '1000/s', duration: '8s' },
  { phase: 'burst', kind: 'burst', rate: '4MiB/s', duration: '4s' },
];

describe('the timeline of a plan', () => {
  it('begins with the backlog at the highest rate, in whole seconds that hold all of it', () => {
    const catchUp = { backlog: '9MiB', startsWith: 'catch-up' };
    expect(phases({ ingress, catchUp })).toEqual([
      ['backlog', 'backlog', 0, 3, 4096, 4096],
      ['warm-up', 'warm-up', 3, 5, 1000, 1000],
      ['steady', 'measured', 5, 13, 1000, 1000],
      ['catch-up', 'measured', 13, 21, 1000, 1000],
      ['burst', 'measured', 21, 25, 4096, 4096],
    ]);
  });

  it('gives a backlog that fits exactly no second more', () => {
    const catchUp = { backlog: '8MiB', startsWith: 'catch-up' };
    expect(phases({ ingress, catchUp })[0]).toEqual(['backlog', 'backlog', 0, 2, 4096, 4096]);
  });

  it('writes a backlog of time as what the highest rate writes in it, at the rate of the backlog', () => {
    const catchUp = { backlog: '10s', rate: '8MiB/s', startsWith: 'catch-up' };
    expect(phases({ ingress, catchUp })[0]).toEqual(['backlog', 'backlog', 0, 5, 8192, 8192]);
  });

  it('turns bytes into records by the mean size', () => {
    const records = {
      size: {
        distribution: 'choice',
        choices: [
          { bytes: '100B', weight: 3 },
          { bytes: '900B', weight: 1 },
        ],
      },
    };
    expect(phases({ records, ingress: [{ phase: 'a', rate: '30KB/s', duration: '1s' }] })[0]?.[4]).toBe(100);
  });
});

describe('the baseline of a catch-up', () => {
  const baseline = (sections: Readonly<Record<string, unknown>>) => {
    const { catchUp } = samplePlan(sections);
    return [catchUp?.baselineFromSecond, catchUp?.startSecond];
  };
  const backlog = '1MiB';

  it('is the five seconds before it', () => {
    expect(baseline({ ingress, catchUp: { backlog, startsWith: 'catch-up' } })).toEqual([6, 11]);
  });

  it('may reach into a warm-up of the same rate, and never into the backlog', () => {
    expect(baseline({ ingress, catchUp: { backlog, rate: '1000/s', startsWith: 'steady' } })).toEqual([2, 4]);
  });

  it('has no second of a warm-up in it where measured ones come just before', () => {
    const short = [
      { phase: 'warm-up', rate: '1000/s', duration: '4s', warmUp: true },
      { phase: 'steady', rate: '1000/s', duration: '2s' },
      { phase: 'catch-up', rate: '1000/s', duration: '5s' },
    ];
    const startsWith = 'catch-up';
    expect(baseline({ ingress: short, catchUp: { backlog, rate: '1000/s', startsWith } })).toEqual([6, 8]);
  });

  it('stops at a phase of another rate', () => {
    const changed = [
      { phase: 'fast', rate: '2000/s', duration: '5s' },
      { phase: 'steady', rate: '1000/s', duration: '3s' },
      { phase: 'catch-up', rate: '1000/s', duration: '5s' },
    ];
    expect(baseline({ ingress: changed, catchUp: { backlog, startsWith: 'catch-up' } })).toEqual([6, 9]);
  });
});

describe('the rate of a second', () => {
  it('holds over phases of the same rate, up to the first of another', () => {
    const { phases: planned } = samplePlan({ ingress });
    // 1,000/s until 18 s, then 4 MiB/s.
    expect([0, 5, 17, 18, 21].map((second) => rateHoldsUntil(planned, seconds(second)))).toEqual([18, 18, 18, 22, 22]);
  });
});

describe('how long groups may read', () => {
  it('is 15 s, and a second more for every 5 MiB of backlog that was begun', () => {
    const patience = (backlog: string) =>
      samplePlan({ ingress, catchUp: { backlog, rate: '1MiB/s', startsWith: 'catch-up' } }).readingPatienceSeconds;
    expect(samplePlan().readingPatienceSeconds).toBe(15);
    expect(['5MiB', '6MiB', '32MiB'].map(patience)).toEqual([16, 17, 22]);
  });
});

describe('the parts of a plan', () => {
  it('are a stream for each topic and producer, numbered without gaps', () => {
    const topics = ['a', 'b'].map((name) => ({ name, partitions: 1 }));
    const { streams } = samplePlan({ topics, clients: { producers: 2 } });
    expect(streams.map(({ id, topic, producer, producers }) => [id, topic, producer, producers])).toEqual([
      [0, 'a', 0, 2],
      [1, 'a', 1, 2],
      [2, 'b', 0, 2],
      [3, 'b', 1, 2],
    ]);
  });

  it('are groups by role, each over every topic', () => {
    const catchUp = { backlog: '1MiB', startsWith: 'catch-up', groups: 2 };
    const { groups, catchUp: planned } = samplePlan({ ingress, fanOut: { groups: 2, members: 3 }, catchUp });
    expect(groups.map(({ name, role, topics, members }) => [name, role, topics, members])).toEqual([
      ['tail-1', 'tail', ['orders'], 3],
      ['tail-2', 'tail', ['orders'], 3],
      ['catch-up-1', 'catch-up', ['orders'], 1],
      ['catch-up-2', 'catch-up', ['orders'], 1],
    ]);
    expect(planned?.groups).toEqual(['catch-up-1', 'catch-up-2']);
  });

  it('are equal shares where none are given', () => {
    const topics = ['a', 'b', 'c', 'd'].map((name) => ({ name, partitions: 1 }));
    expect(samplePlan({ topics }).topics.map(({ share }) => share)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('make producers idempotent where acks allow it and nobody says otherwise', () => {
    expect(samplePlan().client).toMatchObject({ acks: 'all', idempotence: true });
    expect(samplePlan({ clients: { acks: 1 } }).client).toMatchObject({ acks: '1', idempotence: false });
    expect(samplePlan({ clients: { idempotence: false } }).client.idempotence).toBe(false);
  });

  it('say of the sizes of requests only what the scenario says, so that plans from before there were any keep their digest', () => {
    const sizes = ['requestBytes', 'fetchPartitionBytes'];
    expect(Object.keys(samplePlan().client).filter((key) => sizes.includes(key))).toEqual([]);
    const stated = samplePlan({ clients: { request: '16MiB', fetchPartition: '8MiB' } });
    expect(stated.client).toMatchObject({ requestBytes: 16 * 1024 ** 2, fetchPartitionBytes: 8 * 1024 ** 2 });
    const { requestBytes: _, fetchPartitionBytes: __, ...client } = stated.client;
    expect(planDigest(stated)).not.toBe(planDigest(samplePlan()));
    expect(planDigest({ ...stated, client })).toBe(planDigest(samplePlan()));
  });

  it('are thresholds in the unit of their metric', () => {
    const thresholds = [
      { metric: 'produce.response.p99', phase: 'steady', atMost: '0.05s' },
      { metric: 'produce.availability', atLeast: '99.95%' },
      { metric: 'produce.achievedRate', atLeast: '95/s' },
      { metric: 'audit.lost', atMost: 0, abortOnFail: true },
    ];
    const planned = samplePlan({ thresholds }).thresholds;
    expect(planned.map(({ comparator, value, unit, abortOnFail }) => [comparator, value, unit, abortOnFail])).toEqual([
      ['at-most', 50, 'ms', false],
      ['at-least', 0.9995, 'fraction', false],
      ['at-least', 95, 'records/s', false],
      ['at-most', 0, 'records', true],
    ]);
    expect(new Set(planned.map(({ id }) => id)).size).toBe(4);
  });

  it('price production in bytes, also where it is given in records', () => {
    const production = {
      ingress: { average: '1000/s', peak: '2MiB/s' },
      fanOut: 3,
      retention: '7d',
      partitions: 30,
      growthPerMonth: '3%',
      recordSize: '512B',
      inZoneReaders: '40%',
      replayPerDay: '2GiB',
      linger: '20ms',
      batch: '64KiB',
      availability: '99.95%',
      observability: 0.1,
      support: 'none',
      producers: 7,
    };
    expect(samplePlan({ production }).production).toEqual({
      averageIngress: 512_000,
      peakIngress: 2_097_152,
      fanOut: 3,
      retentionMs: 604_800_000,
      compressionRatio: 1,
      partitions: 30,
      replication: 3,
      zones: 3,
      growthPerMonth: 0.03,
      recordBytes: 512,
      inZoneReadShare: 0.4,
      replayBytesPerDay: 2_147_483_648,
      lingerMs: 20,
      batchBytes: 65_536,
      availabilityTarget: 0.9995,
      observabilityShare: 0.1,
      support: 'none',
      producers: 7,
      connections: 1000,
    });
  });

  it('give production what it does not say', () => {
    const production = { ingress: { average: '1MiB/s', peak: '2MiB/s' }, fanOut: 3, retention: '7d', partitions: 30 };
    expect(samplePlan({ production }).production).toMatchObject(PRODUCTION_DEFAULTS);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order in which keys were written, and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, { d: null, c: 'x' }], a: 1, u: undefined })).toBe(
      '{"a":1,"b":[2,{"c":"x","d":null}]}',
    );
    expect(canonicalJson({ 10: 1, 9: 2, é: 3 })).toBe('{"10":1,"9":2,"é":3}');
  });

  it('refuses numbers that JSON cannot hold', () => {
    expect(() => canonicalJson({ rate: Number.NaN })).toThrow(RangeError);
  });

  it('survives being saved: a plan read back has the same digest', () => {
    const plan = samplePlan({ ingress, catchUp: { backlog: '1MiB', startsWith: 'catch-up' } });
    expect(planDigest(JSON.parse(JSON.stringify(plan)))).toBe(planDigest(plan));
  });
});
