import { describe, expect, it } from 'vitest';
import { interleaved as alternates } from '../../src/judge/interleaving.ts';
import { platformNamed } from '../../src/platforms/index.ts';
import { composeRunPlan, interleaved, runIdOf } from '../../src/run/compose.ts';
import { planDigest } from '../../src/scenarios/digest.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import { planOf } from '../loadgen/plan-of.ts';

const TARGET: Target = {
  name: 'one',
  platform: 'apache-kafka',
  connect: { kind: 'local', nodes: 1, zones: 1, port: null },
  topicConfigs: {},
  clusterId: null,
  budget: null,
  environment: 'test',
  allowWrite: [],
  deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
};

describe('the order of a run', () => {
  it('is A B B A A B B A: no side is always first, and each repetition of a side is there once', () => {
    const order = interleaved(['a', 'b'], 4);
    expect(order.map(({ target }) => target).join('')).toBe('abbaabba');
    for (const side of ['a', 'b']) {
      expect(order.filter(({ target }) => target === side).map(({ repetition }) => repetition)).toEqual([1, 2, 3, 4]);
    }
  });

  it('keeps every pair of three and more sides alternating, at most two of one side in a row', () => {
    const order = interleaved(['a', 'b', 'c', 'd'], 4).map(({ target }) => target);
    expect(order.join('')).toBe('abcddcbaabcddcba');
    for (const pair of ['ab', 'ac', 'ad', 'bc', 'bd', 'cd']) {
      expect(alternates(order.filter((side) => pair.includes(side)))).toBe(true);
    }
  });
});

describe('the plan of a run', () => {
  const compose = (clients?: Target['clients']) =>
    composeRunPlan({
      scenario: { name: 'test', description: '', file: 'test.yaml', digest: 'sha256:test', overrides: [] },
      plan: planOf(),
      targets: ['one', 'two'].map((name) => ({
        target: { ...TARGET, name, ...(clients === undefined || name === 'one' ? {} : { clients }) },
        platform: platformNamed('apache-kafka'),
      })),
      runId: 'test-1',
      runNumber: 1,
      startedAt: new Date(0),
      tool: { name: 'workbench', version: '1' },
      environment: { os: '', cpu: '', cores: 1, memoryBytes: 1, node: '', versions: {} },
      demo: false,
    });

  it('has a side for each target, and nothing of tuning where no target has clients of its own', () => {
    const run = compose();
    expect(run.targets.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(JSON.stringify(run)).not.toContain('tuned');
  });

  it('measures a target with clients of its own twice, under the digest of what each side really sends', () => {
    const run = compose({ inFlight: 1 });
    expect(run.targets.map(({ name }) => name)).toEqual(['one', 'two', 'two-tuned']);
    expect(run.order.map(({ target }) => target)).toEqual(['one', 'two', 'two-tuned']);
    const [, identical, side] = run.targets;
    expect(identical).not.toHaveProperty('tuned');
    expect(side?.tuned).toEqual({
      of: 'two',
      client: { ...run.plan.client, inFlight: 1 },
      planDigest: planDigest({ ...run.plan, client: { ...run.plan.client, inFlight: 1 } }),
    });
    expect(side?.tuned?.planDigest).not.toBe(run.planDigest);
  });
});

describe('a run id', () => {
  it('is in UTC and legal in folder, topic and group names', () => {
    const id = runIdOf('demo', new Date('2026-11-21T23:59:01.999+02:00'));
    expect(id).toBe('demo-20261121-215901');
    expect(id).toMatch(/^[a-zA-Z0-9._-]+$/);
  });
});
