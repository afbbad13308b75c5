import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../src/platforms/index.ts';
import { preflight } from '../../src/run/preflight.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import { milliseconds } from '../../src/units.ts';
import { planOf } from '../loadgen/plan-of.ts';

const driver: Parameters<typeof preflight>[2] = {
  name: 'any',
  version: '1',
  capabilities: {
    ownsRetries: false,
    maxInFlightIdempotent: null,
    compressions: ['none'],
    maxRecordBytes: 1e6,
    canCrash: true,
    maxRecordsPerSecond: 1e6,
    limits: [],
  },
  openProducer: () => Promise.reject(new Error('not opened here')),
  openReader: () => Promise.reject(new Error('not opened here')),
};

/** 45 s and 15 s of connecting: one minute a pass. */
const plan = planOf({ valueBytes: 1_024, rate: 1_024, durationSeconds: 45 });

const target = (name: string, change: Partial<Target> = {}): Target => ({
  name,
  platform: 'apache-kafka',
  connect: { kind: 'local', nodes: 1, zones: 1, port: null },
  topicConfigs: {},
  clusterId: null,
  budget: null,
  environment: 'test',
  allowWrite: [],
  deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
  ...change,
});

const tuned = { clients: { lingerMs: milliseconds(100) } };

const found = (targets: readonly Target[], usd: number | null = null) =>
  preflight(
    plan,
    targets.map((it) => ({ target: it, platform: platformNamed('apache-kafka'), usd })),
    driver,
  ).targets.map((mistakes) => mistakes.map(({ what }) => what));

describe('before a run', () => {
  it('the budget of a target is held against both of its sides', () => {
    const budget = { mibPerSecond: 1, gib: 1, minutes: 1.5, usd: 3 };
    expect(found([target('a', { budget })], 2)).toEqual([[]]);
    expect(found([target('a', { budget, ...tuned })], 2)).toEqual([
      [
        'the plan needs 2.00 of budget.minutes on target a, measured once more with its own clients, which allows 1.5',
        'the plan needs 4.00 of budget.usd on target a, measured once more with its own clients, which allows 3',
      ],
    ]);
  });

  it('a target may not have the name that another’s tuned side takes', () => {
    expect(found([target('a', tuned), target('a-tuned')])).toEqual([[], ['two targets are called a-tuned']]);
    expect(found([target('a'), target('a-tuned')])).toEqual([[], []]);
  });

  it('a tuned side counts toward the sixteen that record prefixes can tell apart', () => {
    const many = (count: number, change: Partial<Target> = {}) =>
      Array.from({ length: count }, (_, index) => target(`t${index}`, change));
    expect(found(many(16)).flat()).toEqual([]);
    expect(found(many(8, tuned)).flat()).toEqual([]);
    expect(found(many(9, tuned)).at(-1)).toEqual(['with this target a run would have 18 sides']);
  });

  it('a name is too long when that of its tuned side is', () => {
    const long = { ...plan, topics: plan.topics.map((topic) => ({ ...topic, name: 'x'.repeat(155) })) };
    const name = 'n'.repeat(63);
    const mistakes = (it: Target) =>
      preflight(long, [{ target: it, platform: platformNamed('apache-kafka'), usd: null }], driver).targets.flat();
    expect(mistakes(target(name))).toEqual([]);
    expect(mistakes(target(name, tuned)).map(({ path }) => path)).toEqual([['name']]);
  });

  it('a rate is held against what the driver sends from all of the sending threads together', () => {
    const scenario = (threads: number) =>
      preflight(planOf({ rate: 2.5e6, producers: 3, client: { threads } }), [], driver).scenario.map(
        ({ what }) => what,
      );
    expect(scenario(3)).toEqual([]);
    expect(scenario(2)).toEqual([
      '2500000 records/s are beyond the driver any, which sends at most 1000000 from a thread, and there are 2',
    ]);
  });
});
