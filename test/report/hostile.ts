import type { Judged } from '../../src/report/judged.ts';
import { fixture } from './fixture.ts';

/** A name that tries to be markup, a formula, a second table cell, and a terminal command at once. */
export const HOSTILE = '=1+1,"<img src=x onerror=alert(1)>&|`]]>\u001b[31m';

/** The fixture with everything that comes from outside renamed to something hostile. */
export function hostileFixture(): Judged {
  const { summary, series, ...rest } = fixture();
  const [first, ...others] = summary.targets;
  if (first === undefined) throw new Error('the fixture has targets');
  return {
    ...rest,
    series: {
      ...series,
      targets: series.targets.map((target) => (target.name === first.name ? { ...target, name: HOSTILE } : target)),
    },
    summary: {
      ...summary,
      sentence: `Measured ${HOSTILE}`,
      scenario: { ...summary.scenario, name: HOSTILE, description: HOSTILE },
      targets: [{ ...first, name: HOSTILE }, ...others],
      caveats: [HOSTILE],
      callOuts: [HOSTILE],
      clientLimits: summary.clientLimits.map((limit) => ({ ...limit, target: HOSTILE, phase: HOSTILE })),
      fairness: [{ condition: HOSTILE, values: [HOSTILE, HOSTILE], same: false }],
      thresholds: [
        {
          id: HOSTILE,
          target: HOSTILE,
          metric: 'produce.response.p99',
          phase: null,
          expected: HOSTILE,
          actual: 20,
          unit: 'ms',
          verdict: 'fail',
        },
      ],
    },
  };
}
