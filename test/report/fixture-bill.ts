import { runBillOf } from '../../src/cost-model/billing/run-bill/run-bill.ts';
import type { SharedCosts } from '../../src/cost-model/billing/shared-costs/shared-costs.ts';
import type { BillRow } from '../../src/cost-model/billing/types/row.ts';
import type { RunBill } from '../../src/cost-model/billing/types/run-bill.ts';
import type { RunSpend } from '../../src/cost-model/billing/types/run-spend.ts';
import type { Judged } from '../../src/report/judged.ts';
import { awsRules, row, scope, source } from '../cost-model/billing/row.ts';
import { price } from '../cost-model/fixture.ts';
import { localTarget, runOn } from '../cost-model/run-fixture.ts';
import { fixture } from './fixture.ts';

const TARGET = 'local-tiered';

/** Four days of which the last may still change, with every kind of part. */
const ROWS: readonly BillRow[] = [1, 2, 3, 4].flatMap((date): readonly BillRow[] => {
  const of = (usageType: string, quantity: string, unit: string, unblended: string, given: Partial<BillRow> = {}) =>
    row({
      day: `2026-11-0${date}`,
      provisional: date === 4,
      usageType,
      quantity,
      unit,
      unblended,
      amortized: unblended,
      list: unblended,
      lines: 24,
      ...given,
    });
  return [
    of('BoxUsage:m7g.xlarge', '288', 'Hrs', '47.0016'),
    of('EBS:VolumeUsage.gp3', '110', 'GB-Mo', '8.8'),
    of('DataTransfer-Regional-Bytes', '70000', 'GB', '700'),
    of('Requests-Tier1', '2000000', 'Requests', '10', { service: 'AmazonS3' }),
    of('Catalog-Request', '500', 'Requests', '0.5', { service: 'AWSGlue' }),
    ...(date === 1
      ? [
          of('', '0', '', '19.25', { lineItemType: 'Tax' }),
          of('', '0', '', '-1000', { lineItemType: 'Credit' }),
          of('', '0', '', '250', { service: 'AWSSupportBusiness', lineItemType: 'Fee' }),
        ]
      : []),
  ];
});

/** A run's bill as it is judged: real rules, real prices, one target. */
export function billed(rows: readonly BillRow[] = ROWS, shared: readonly SharedCosts[] = []): RunBill {
  const cost = price('tiered');
  const bill = runBillOf({
    saved: [
      {
        formatVersion: 2,
        kind: 'source',
        scope: { ...scope, target: TARGET },
        shared,
        rules: awsRules,
        source: source(rows, { period: { start: '2026-11-01', end: '2026-11-05' }, losses: ['One loss.'] }),
      },
    ],
    cost: { ...cost, platforms: cost.platforms.map((platform) => ({ ...platform, targets: [TARGET] })) },
    run: runOn(localTarget(TARGET, 'tiered')),
    targets: [],
  });
  if (bill === null) throw new Error('the fixture is billed');
  return bill;
}

/** Of $107, of which two targets share $100 by one to three: $32 are its own. */
export const billedShared = (): RunBill =>
  billed(
    [
      row({ shared: 0, usageType: 'NatGateway-Hours', unblended: '100', amortized: '100' }),
      row({ usageType: 'BoxUsage:m7g.large', unblended: '7', amortized: '7' }),
    ],
    [{ by: 'written bytes', of: { usageType: 'NatGateway-.*' }, weights: { [TARGET]: '1', other: '3' } }],
  );

/** The same money in every second that the fixture measured. */
export function spent({ series }: Judged): readonly RunSpend[] {
  return series.targets.flatMap(({ name, repetitions }) =>
    repetitions.map(({ index, seconds }) => ({
      target: name,
      repetition: index,
      currency: 'USD',
      basis: `a model: ${name} at list price`,
      isLowerBound: false,
      seconds: seconds.map(({ second }) => ({
        second,
        amount: 0.00035,
        byKind: { compute: 0.0002, network: 0.00015 },
      })),
      total: '0.0217',
      lines: [
        {
          item: 'Brokers',
          quantity: '0.2',
          unit: 'instance-hour',
          unitPrice: '0.1085',
          amount: '0.0217',
          priceSource: 'a price list',
        },
      ],
      billed: name === TARGET ? '766.3016' : null,
      notes: ['The team’s hours are not in it.'],
    })),
  );
}

/** The demo's fixture with a bill, and with what each repetition consumed. */
export function billedFixture(): Judged {
  const judged = fixture();
  return { ...judged, bill: billed(), spend: spent(judged) };
}
