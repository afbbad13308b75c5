import { describe, expect, it } from 'vitest';
import { exitStatusOf } from '../../../src/commands/target/check.ts';
import type { Reason } from '../../../src/kafka/read-only/reading.ts';
import type { CheckAnswers } from '../../../src/target-check/answers.ts';
import { diagnose } from '../../../src/target-check/diagnose.ts';
import { isWhole } from '../../../src/target-check/whole.ts';
import { answers, notObtained, obtained } from '../../target-check/answers-of.ts';

const statusOf = (change: Partial<CheckAnswers>): number => {
  const all = answers({ permissions: { ...answers().permissions, steps: [] }, ...change });
  return exitStatusOf({ isAnswering: all.cluster.obtained, isWhole: isWhole(all), lines: diagnose(all) });
};
const part = (reason: Reason) => ({ what: 'broker 2', reason, why: 'because', todo: '' });

describe('the exit status of a check', () => {
  it('is 0 where all is in order, and 1 where a line failed', () => {
    expect(statusOf({})).toBe(0);
    const old = { broker: 1, apis: [], features: [] };
    expect(statusOf({ apis: obtained([old]) })).toBe(1);
  });

  it.each([
    ['not-reachable', 4],
    ['failed', 4],
    ['not-asked', 0],
    ['not-supported', 0],
  ] as const)('of a reading that is %s is %i, as a whole and in part', (reason, status) => {
    expect(statusOf({ quotas: notObtained('because', reason) })).toBe(status);
    expect(statusOf({ logDirs: { ...obtained([]), missing: [part(reason)] } })).toBe(status);
    const permissions = { ...answers().permissions, steps: [], runGroup: notObtained('because', reason) };
    expect(statusOf({ permissions })).toBe(status);
  });

  it('is 4 where a service beside the cluster does not answer', () => {
    const answered = notObtained('no answer', 'not-reachable');
    expect(statusOf({ services: [{ title: 'Schema Registry', url: 'http://r', answered }] })).toBe(4);
  });
});
