import type { RunBill } from '../../src/cost-model/billing/types/run-bill.ts';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import type { Judged } from '../../src/report/judged.ts';
import { billed, spent } from './fixture-bill.ts';
import { faultsFixture } from './fixture-faults.ts';

/** A name that tries to be markup, a formula, a second table cell, and a terminal command at once. */
export const HOSTILE = '=1+1,"<img src=x onerror=alert(1)>&|`]]>\u001b[31m';

/** Where a fault was done, what was seen of it, and whom the audit names. */
function hostileTarget(target: TargetSummary): TargetSummary {
  const group = { group: HOSTILE, role: 'tail' as const, read: 1, unseen: 0, reread: 0 };
  return {
    ...target,
    name: HOSTILE,
    recovery: target.recovery.map((recovery) => ({
      ...recovery,
      title: HOSTILE,
      where: HOSTILE,
      healed: HOSTILE,
      withoutAck: [{ topic: HOSTILE, partition: 0, seconds: 1 }],
      readers: recovery.readers.map((reader) => ({ ...reader, group: HOSTILE })),
      timeToHeadroomSeconds: null,
      headroomNote: HOSTILE,
      notes: [HOSTILE],
    })),
    audit:
      target.audit === null
        ? null
        : {
            ...target.audit,
            groups: [group],
            findings: [
              {
                name: 'unseen',
                topic: HOSTILE,
                partition: 0,
                producer: null,
                group: HOSTILE,
                records: 1,
                permitted: true,
                offsets: [],
                sequences: [],
                more: true,
                intendedMicros: null,
                repetition: 1,
              },
            ],
          },
  };
}

/** What a bill has from outside: names of services, tags and files, and what a provider says. */
function hostileBill(): RunBill {
  const bill = billed();
  const sources = bill.sources.map((source) => ({ ...source, source: HOSTILE, repeatable: HOSTILE, digest: HOSTILE }));
  const shared = [{ by: HOSTILE, share: '0.5', amount: '1', others: '0' }];
  return {
    ...bill,
    unclassified: {
      ...bill.unclassified,
      top: [{ provider: HOSTILE, service: HOSTILE, usageType: HOSTILE, operation: HOSTILE, amount: '2', lines: 1 }],
    },
    targets: bill.targets.map((one) => ({ target: HOSTILE, bill: { ...one.bill, sources, shared } })),
    reconciliation: bill.reconciliation.map((one) => ({
      ...one,
      target: HOSTILE,
      notes: [HOSTILE],
      rows: one.rows.map((row) => ({
        ...row,
        lines: row.lines.map((line) => ({ ...line, item: HOSTILE, unit: HOSTILE, why: HOSTILE })),
      })),
    })),
    notReconciled: [{ target: HOSTILE, why: HOSTILE }],
    rules: [{ rule: HOSTILE, amount: '1', lines: 1 }],
    sources,
    shared,
    losses: [HOSTILE],
  };
}

/** The fixture with faults, and with everything that comes from outside renamed to something hostile. */
export function hostileFixture(): Judged {
  const { summary, series, ...rest } = faultsFixture();
  const [first, ...others] = summary.targets;
  if (first === undefined) throw new Error('the fixture has targets');
  return {
    ...rest,
    bill: hostileBill(),
    spend: spent({ summary, series, ...rest }).map((one) => ({
      ...one,
      target: HOSTILE,
      basis: HOSTILE,
      notes: [HOSTILE],
    })),
    series: {
      ...series,
      targets: series.targets.map((target) => (target.name === first.name ? { ...target, name: HOSTILE } : target)),
    },
    summary: {
      ...summary,
      sentence: `Measured ${HOSTILE}`,
      scenario: { ...summary.scenario, name: HOSTILE, description: HOSTILE },
      targets: [hostileTarget(first), ...others],
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
