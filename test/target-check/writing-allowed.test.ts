import { describe, expect, it } from 'vitest';
import { writingAllowed } from '../../src/target-check/writing-allowed.ts';
import { SECURITY } from './answers-of.ts';

const FAR = { kind: 'remote', bootstrap: ['kafka.example:9092'], security: SECURITY } as const;
const HERE = { ...FAR, bootstrap: ['127.0.0.1:9092', 'localhost:9093'] };
const STARTED = { kind: 'local', nodes: 1, zones: 1, port: null } as const;
const BUDGET = { mibPerSecond: 1, gib: 1, minutes: 1, usd: 1 };

const either = [true, false];
const everyWay = either.flatMap((named) =>
  either.flatMap((limited) =>
    either.flatMap((asked) =>
      [FAR, HERE, { ...HERE, bootstrap: [...HERE.bootstrap, ...FAR.bootstrap] }, STARTED].map((connect) => ({
        asked,
        connect,
        clusterId: named ? 'one' : null,
        budget: limited ? BUDGET : null,
      })),
    ),
  ),
);

describe('writing ten records', () => {
  it('is never allowed in production, whatever else is said', () => {
    expect(everyWay).toHaveLength(32);
    for (const { asked, ...given } of everyWay) {
      const answer = writingAllowed({ ...given, environment: 'production' }, asked);
      expect(answer).toMatchObject({ kind: 'not-asked', why: expect.stringContaining('environment: production') });
    }
  });

  it('is allowed on this machine, and elsewhere only for a cluster that is named and within limits', () => {
    const allowed = everyWay.filter(
      ({ asked, ...given }) => writingAllowed({ ...given, environment: 'test' }, asked) === 'allowed',
    );
    expect(allowed.every(({ asked }) => asked)).toBe(true);
    const of = (connect: object) => allowed.filter((it) => it.connect === connect).length;
    // Named or not, limited or not; and elsewhere one of the four alone.
    expect([of(HERE), of(STARTED), of(FAR)]).toEqual([4, 4, 1]);
    expect(allowed).toHaveLength(10);
  });
});
