import { describe, expect, it } from 'vitest';
import { billText } from '../../../src/commands/bill/bill-text.ts';
import { calibrationText } from '../../../src/commands/bill/calibration-text.ts';
import { reconciliationText } from '../../../src/commands/bill/reconciliation-text.ts';
import type { Calibration } from '../../../src/cost-model/billing/types/calibration.ts';
import { row } from '../../cost-model/billing/row.ts';
import { billed, billedShared } from '../../report/fixture-bill.ts';

const bill = billed();
const [beside] = bill.reconciliation;
if (beside === undefined) throw new Error('the fixture is reconciled');

const lineOf = (text: string, title: string): readonly string[] =>
  (text.split('\n').find((line) => line.startsWith(`${title}  `)) ?? '').split(/ {2,}/).slice(1);

describe('a bill on a terminal', () => {
  it('names whom it was billed to only where somebody said so', () => {
    expect(billText(bill, 'orders', 100)).toMatch(/^Billed to orders for 1 to 4 November 2026 \(1 of 4 days/);
    expect(billText(bill, null, 100)).toMatch(/^Billed for 1 to 4 November 2026 \(1 of 4 days/);
  });

  it('has both views where commitments make a difference', () => {
    const planned = billed([
      row({ usageType: 'BoxUsage:m7g.large', lineItemType: 'DiscountedUsage', unblended: '0', amortized: '55' }),
      row({ usageType: 'HeavyUsage:m7g.large', lineItemType: 'RIFee', unblended: '60', amortized: '5' }),
    ]);
    const text = billText(planned, null, 100);
    expect(lineOf(text, 'Compute')).toEqual(['$0.00', '$55.00']);
    expect(lineOf(text, 'Total')).toEqual(['$60.00', '$60.00']);
    expect(text).toContain('with commitments spread');
    expect(lineOf(billText(bill, null, 100), 'Compute')).toEqual(['$188.01']);
  });

  it('says what others pay of costs that the sources have whole', () => {
    expect(billText(billedShared(), null, 100)).toContain('Others’ part, by written bytes: $75.00, and not in it.');
    expect(billText(bill, null, 100)).not.toContain('Others’ part');
  });
});

describe('a reconciliation on a terminal', () => {
  it('has what was billed in its days beside the month that is compared', () => {
    const text = reconciliationText(beside, 180);
    expect(text).toContain('1 to 4 November 2026');
    // 700 a day; 730 hours of 96.
    expect(lineOf(text, 'Network').slice(2, 4)).toEqual(['$2\u2009800.00', '$21\u2009291.67']);
    expect(lineOf(text, 'Total')[2]).toBe('$2\u2009334.46');
  });

  it('shows a dash where nothing was measured, also where the unused figure is nothing', () => {
    const nothing = { ...beside, rows: beside.rows.map((one) => ({ ...one, measuredNotUsed: '0' })) };
    expect(lineOf(reconciliationText(nothing, 180), 'Network')[1]).toBe('–');
    const some = { ...beside, rows: beside.rows.map((one) => ({ ...one, measuredNotUsed: '1.5' })) };
    expect(lineOf(reconciliationText(some, 180), 'Network')[1]).toBe('($1.50)');
  });

  it('fits the terminal by leaving out columns, and says which', () => {
    const short = {
      ...beside,
      rows: beside.rows.filter(({ category }) => ['compute', 'network', 'unclassified'].includes(category)),
    };
    const wide = reconciliationText(short, 180);
    expect(wide).toContain('by quantity');
    expect(wide).not.toContain('Left out');
    for (const width of [100, 90, 80]) {
      const text = reconciliationText(short, width);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(text).toMatch(/Left out for want of room: .*by price/);
    }
  });
});

describe('a calibration on a terminal', () => {
  const proposal = { unit: 'fraction', low: null, high: null, residual: '-10' };
  const calibration: Calibration = {
    target: 't',
    platform: 'one/only',
    proposals: [
      {
        ...proposal,
        figure: 'inZoneReadShare',
        modelled: 0,
        proposed: 0.5,
        from: 'Reads: 9000 GiB billed, 18546.6 modelled',
      },
      {
        ...proposal,
        figure: 'putsPerGib',
        modelled: 0,
        modelledByFormula: true,
        proposed: 4,
        from: 'Puts: 4 billed, 3 modelled',
      },
    ],
    fit: 0.5,
    notProposed: [],
    remaining: [
      { category: 'network', before: '-100', after: '-10' },
      { category: 'tax', before: '3', after: '3' },
    ],
  };
  const text = calibrationText(calibration, 'USD', 100);

  it('does not call two things modelled: what is assumed now stands beside what is proposed', () => {
    expect(text).toMatch(/figure +assumed +proposed/);
    expect(lineOf(text, 'inZoneReadShare').slice(0, 2)).toEqual(['0', '0.500']);
    // 0 stands for no value of it: what is modelled comes from elsewhere.
    expect(lineOf(text, 'putsPerGib').slice(0, 2)).toEqual(['by formula', '4.00']);
    expect(text).toContain('Reads: 9\u2009000 GiB billed, 18\u2009546.6 modelled');
  });

  it('says once for each category what is left, and what that adds up to', () => {
    expect(text.match(/−\$10(?!0)/g)).toHaveLength(1);
    expect(lineOf(text, 'Network')).toEqual(['−$100', '−$10']);
    // −100 + 3 and −10 + 3.
    expect(lineOf(text, 'Total')).toEqual(['−$97', '−$7']);
  });
});
