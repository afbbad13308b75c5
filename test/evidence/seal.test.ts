import { describe, expect, it } from 'vitest';
import { isSealed } from '../../src/evidence/seal.ts';
import { pass, run } from '../judge/evidence-builder.ts';

describe('the seal of plan.json', () => {
  const { plan } = run([pass()]);

  it('holds for what was written', () => {
    expect(isSealed(plan)).toBe(true);
    expect(isSealed(JSON.parse(JSON.stringify(plan)))).toBe(true);
  });

  it('breaks when a target, the order or the start time is edited', () => {
    const targets = plan.targets.map((target) => ({ ...target, standIn: !target.standIn }));
    expect(isSealed({ ...plan, targets })).toBe(false);
    expect(isSealed({ ...plan, order: [...plan.order, { target: 'a', repetition: 9 }] })).toBe(false);
    expect(isSealed({ ...plan, run: { ...plan.run, startedAt: '2020-01-01T00:00:00.000Z' } })).toBe(false);
  });
});
