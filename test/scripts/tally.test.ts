import { describe, expect, it } from 'vitest';
import { conclude, type Report, tallyOf } from '../../scripts/tally.ts';

const report = (success: boolean, ...files: [status: string, ...tests: string[]][]): Report => ({
  success,
  testResults: files.map(([status, ...tests]) => ({
    name: 'a.test.ts',
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  })),
});

describe('the tally', () => {
  it('counts passed and failed tests over all files, and no skipped ones', () => {
    const tally = tallyOf(report(false, ['passed', 'passed', 'skipped'], ['failed', 'passed', 'failed', 'failed']));
    expect(tally).toEqual({ passed: 2, failed: 2 });
  });

  it('counts a file that broke before its first test as one failure', () => {
    expect(tallyOf(report(false, ['failed'], ['failed', 'passed', 'failed']))).toEqual({ passed: 1, failed: 2 });
  });

  it('counts a run that failed outside of every test as one failure', () => {
    expect(tallyOf(report(false, ['passed', 'passed']))).toEqual({ passed: 1, failed: 1 });
  });

  it('adds reports and failed steps up to one line', () => {
    const tallies = [
      { passed: 3, failed: 0 },
      { passed: 2, failed: 1 },
    ];
    expect(conclude(tallies, 1)).toEqual({ line: '5 passed, 2 failed', exitStatus: 1 });
  });

  it('is good only when something passed and nothing failed', () => {
    expect(conclude([{ passed: 3, failed: 0 }], 0).exitStatus).toBe(0);
    expect(conclude([{ passed: 0, failed: 0 }], 0).exitStatus).toBe(1);
    expect(conclude([{ passed: 3, failed: 0 }], 1).exitStatus).toBe(1);
    expect(conclude([], 0).exitStatus).toBe(1);
  });
});
