import { afterAll, describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { readExports } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import { awsRules, scope } from '../row.ts';
import { exportCsv, exportFolder, focusLine, without } from './files.ts';

const { put, options, remove } = exportFolder();
afterAll(remove);

const read = async (lines: readonly ReturnType<typeof focusLine>[], given = {}) =>
  readExports([put('focus.csv', exportCsv(...lines))], options(given));

describe('a FOCUS export', () => {
  it('is read in the words of a bill, its provider by the name that rules know', async () => {
    const [source] = await read([focusLine()]);
    expect(source).toMatchObject({ source: 'focus', losses: [] });
    expect(source?.rows).toMatchObject([
      {
        provider: 'aws',
        usageType: 'BoxUsage:m7g.large',
        unit: 'Hrs',
        quantity: '1',
        unblended: '0.0816',
        list: '0.0816',
        lineItemType: 'Usage',
      },
    ]);
  });

  it('has traffic between zones as network, though its service category is Compute', async () => {
    const traffic = focusLine({
      x_UsageType: 'EUC1-DataTransfer-Regional-Bytes',
      PricingUnit: 'GB',
      BilledCost: '2.5',
    });
    const { categories } = billOf({ sources: await read([traffic]), rules: awsRules, scope });
    expect(categories).toMatchObject([{ category: 'network', amount: '2.5' }]);
  });

  it.each([
    [{ ChargeCategory: 'Tax' }, 'Tax'],
    [{ ChargeCategory: 'Credit' }, 'Credit'],
    [{ ChargeCategory: 'Adjustment' }, 'Adjustment'],
    [{ ChargeCategory: 'Usage', ChargeClass: 'Correction' }, 'Refund'],
    [{ ChargeCategory: 'Adjustment', ChargeClass: 'Correction' }, 'Refund'],
    [{ ChargeCategory: 'Tax', ChargeClass: 'Correction' }, 'Tax'],
    [{ ChargeCategory: 'Purchase' }, 'Fee'],
    [
      { ChargeCategory: 'Purchase', CommitmentDiscountId: 'sp', CommitmentDiscountCategory: 'Spend' },
      'SavingsPlanRecurringFee',
    ],
    [{ ChargeCategory: 'Purchase', CommitmentDiscountId: 'ri', CommitmentDiscountCategory: 'Usage' }, 'RIFee'],
    [{ CommitmentDiscountStatus: 'Used', CommitmentDiscountId: 'sp' }, 'DiscountedUsage'],
    [
      { CommitmentDiscountStatus: 'Unused', CommitmentDiscountId: 'sp', CommitmentDiscountCategory: 'Spend' },
      'SavingsPlanRecurringFee',
    ],
  ])('has a charge of %j as %s', async (given, lineItemType) => {
    const [source] = await read([focusLine(given)]);
    expect(source?.rows).toMatchObject([{ lineItemType }]);
  });

  it('of any provider has its taxes and credits apart, corrections as refunds, and adjustments unclassified', async () => {
    const lines = [
      focusLine({ ProviderName: 'Some Cloud', ChargeCategory: 'Tax', BilledCost: '7' }),
      focusLine({ ProviderName: 'Some Cloud', ChargeCategory: 'Credit', BilledCost: '-2' }),
      focusLine({ ChargeCategory: 'Adjustment', ChargeClass: 'Correction', BilledCost: '-5' }),
      focusLine({ ChargeCategory: 'Adjustment', BilledCost: '0.5' }),
    ];
    const bill = billOf({ sources: await read(lines), rules: awsRules, scope });
    expect(bill.apart).toMatchObject({ tax: '7', credit: '-2', refund: '-5' });
    expect([bill.unclassified.amount, bill.categories]).toEqual(['0.5', []]);
  });

  it('takes the usage type from the first column that says it in a line', async () => {
    const [source] = await read([
      focusLine({ x_UsageType: '', SkuId: 'SKU1' }),
      focusLine({ x_UsageType: 'NULL', SkuId: 'NULL', ChargeDescription: 'NatGateway-Hours' }),
    ]);
    expect(source?.rows.map(({ usageType }) => usageType).toSorted()).toEqual(['NatGateway-Hours', 'SKU1']);
  });

  it('finds a tag in its JSON by the name that people gave it, whatever stands before', async () => {
    const tagged = { scope: { ...scope, tags: { team: 'kafka' } } };
    const [source] = await read(
      [
        focusLine(),
        focusLine({ Tags: '{"team":"kafka"}' }),
        focusLine({ Tags: '{"user:team":"other"}', BilledCost: '5' }),
        focusLine({ Tags: 'NULL', BilledCost: '7', ChargeCategory: 'Tax' }),
      ],
      tagged,
    );
    expect(source?.rows).toMatchObject([{ unblended: '0.1632', tag: 'team=kafka', lines: 2 }]);
    expect(source?.losses.join('\n')).toContain('1 lines over USD 7.00 do not say team and are left out');
  });

  it('of version 1.0 has no invoices: every day is provisional, and that is said', async () => {
    const [source] = await read([...without(['InvoiceId', 'SkuId'], [focusLine()])]);
    expect(source?.rows[0]?.provisional).toBe(true);
    expect(source?.losses.join()).toContain('no InvoiceId');
  });
});
