import { describe, expect, it } from 'vitest';
import { capturedWhole } from '../../../src/capture/estimates/captured-whole.ts';
import { proofOfConcept } from '../../../src/capture/scenario/proof-of-concept.ts';
import type { CapturedTopic, KeyShape } from '../../../src/capture/types.ts';
import { coverageOf } from '../../../src/judge/coverage/coverage.ts';
import { readSeenProduction } from '../../../src/scenarios/seen-production.ts';
import { samplePlan } from '../../scenarios/sample.ts';
import { figure, smallCapture, topic } from '../scenario/small-capture.ts';

const NO_KEYS: KeyShape = { keyed: figure(0), hottestShare: null, distinct: null, exponent: null, ranks: [] };
const hot = (share: number): KeyShape => ({
  keyed: figure(1),
  hottestShare: figure(share, 'share'),
  distinct: figure(100),
  exponent: figure(1),
  ranks: [share],
});

/** `perSecond` of a topic without keys, beside 300/s whose hottest key has 40% and 100/s where it has 5%. */
function wholeWith(perSecond: number) {
  const topics: readonly CapturedTopic[] = [
    { ...topic('logs', perSecond), keys: NO_KEYS },
    { ...topic('orders', 300), keys: hot(0.4) },
    { ...topic('users', 100), keys: hot(0.05) },
  ];
  const slots = topics.map(({ records }) => [3 * records.value, 3 * records.value]);
  const beside = { fanOut: null, readers: null, backlogRecords: null, zones: null, past: [], atLeast: '' };
  return capturedWhole(topics, slots, null, { startMs: 0, slotSeconds: 3, joined: 1 }, beside);
}

describe('the keys of all topics together', () => {
  it('have the shape of the topic with most keyed records, though a busier one has no keys', () => {
    const { keys } = wholeWith(350);
    expect(keys?.hottestShare?.value).toBe(0.4);
    expect(keys?.hottestShare?.how).toContain('topic orders, the one with most keyed records');
    // 400 of 750 records.
    expect(keys?.keyed.value).toBeCloseTo(400 / 750, 12);
    expect(proofOfConcept(smallCapture({ keys }), null).keys.kind).toBe('zipf');
  });

  it('are not in a run where most records have none, and the comment and the coverage say what is lost', () => {
    const { keys } = wholeWith(3_600);
    const capture = smallCapture({ keys });
    const poc = proofOfConcept(capture, null);
    expect(poc.keys).toEqual({ kind: 'none' });
    expect(poc.keysWhy).toMatch(/^10% of the records have a key; .* the hottest had 40% of those with a key, .*orders/);
    const seen = readSeenProduction(JSON.stringify(capture), 'prod.capture.json');
    if (!('intervals' in seen)) throw new Error(JSON.stringify(seen));
    const plan = samplePlan();
    const covered = coverageOf({ ...plan, records: { ...plan.records, keys: poc.keys }, seen });
    expect(covered?.hottestKey).toEqual({ production: 0.4, plan: 0, share: 0 });
  });
});
