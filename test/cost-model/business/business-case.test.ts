import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../src/errors.ts';
import { plus } from '../decimal-strings.ts';
import { caseOf, platform } from './fixture.ts';

const old = platform('old', [
  { paidTo: 'cloud', dollars: 3650 },
  { paidTo: 'team', dollars: 1000 },
]);
const NEW = [
  { paidTo: 'cloud', dollars: 1460 },
  { paidTo: 'vendor', dollars: 1000 },
  { paidTo: 'team', dollars: 300 },
] as const;
const onceTeam = { paidTo: 'team', dollars: 5000, period: 'once' } as const;
const onceCloud = { paidTo: 'cloud', dollars: 333.33, period: 'once' } as const;

/** As decimals without trailing zeros, which is how the sums by hand come. */
const trimmed = (amount: string | undefined) => plus([amount ?? '']);

describe('six months by hand', () => {
  // Staying: 3,650 + 1,000, and 19% tax on 3,650: 5,343.50 a month.
  // Moving: 2,760 a month; one and a half months of running both are two; 500 a month are committed for three and
  // a half months, of which the first two are used by running both.
  const result = caseOf([old, platform('new', [...NEW, onceTeam, onceCloud])], {
    business: { overlapMonths: 1.5, commitmentPerMonth: 500, commitmentMonthsLeft: 3.5 },
    terms: { tax: { share: 0.19, source: 'by hand' } },
    question: { firstMonth: '2026-11' },
  });

  it('have every part to the cent', () => {
    expect(result?.months.map(({ moveParts }) => Object.values(moveParts))).toEqual([
      // running, overlap, once, shortfall, tax: 19% of 5,443.33 + 19% of 1,000.
      ['2760.00', '4650.00', '5333.33', '0.00', '1224.23'],
      ['2760.00', '4650.00', '0.00', '0.00', '1160.90'],
      ['2760.00', '0.00', '0.00', '500.00', '562.40'],
      ['2760.00', '0.00', '0.00', '250.00', '514.90'],
      ['2760.00', '0.00', '0.00', '0.00', '467.40'],
      ['2760.00', '0.00', '0.00', '0.00', '467.40'],
    ]);
    expect(
      result?.months.map(({ stay, move, difference, cumulative }) => [stay, move, difference, cumulative]),
    ).toEqual([
      ['5343.50', '13967.56', '-8624.06', '-8624.06'],
      ['5343.50', '8570.90', '-3227.40', '-11851.46'],
      ['5343.50', '3822.40', '1521.10', '-10330.36'],
      ['5343.50', '3524.90', '1818.60', '-8511.76'],
      ['5343.50', '3227.40', '2116.10', '-6395.66'],
      ['5343.50', '3227.40', '2116.10', '-4279.56'],
    ]);
    expect(result?.totals).toEqual({ stay: '32061.00', move: '36340.56', difference: '-4279.56' });
    expect(result?.paybackMonth).toBeNull();
    expect(result?.why).toBeNull();
  });

  it('are gathered by fiscal quarter', () => {
    expect(result?.quarters).toEqual([
      { quarter: 'FY2026 Q4', stay: '10687.00', move: '22538.46', difference: '-11851.46' },
      { quarter: 'FY2027 Q1', stay: '16030.50', move: '10574.70', difference: '5455.80' },
      { quarter: 'FY2027 Q2', stay: '5343.50', move: '3227.40', difference: '2116.10' },
    ]);
  });

  it('show who is paid, tax with whom it is paid to', () => {
    expect(result?.byPayee).toEqual([
      // Moving: 8,760 running, 7,300 both, 333.33 once, 750 committed, 3,257.23 tax.
      { paidTo: 'cloud', stay: '26061.00', move: '20400.56' },
      { paidTo: 'vendor', stay: '0.00', move: '7140.00' },
      { paidTo: 'team', stay: '6000.00', move: '8800.00' },
    ]);
  });

  it('add up exactly, however they are cut', () => {
    const { months = [], quarters = [], byPayee = [], totals } = result ?? {};
    for (const side of ['stay', 'move'] as const) {
      for (const cut of [months, quarters, byPayee]) {
        expect(plus(cut.map((row) => row[side]))).toBe(trimmed(totals?.[side]));
      }
    }
    for (const { move, moveParts } of months) expect(plus(Object.values(moveParts))).toBe(trimmed(move));
    expect(trimmed(months.at(-1)?.cumulative)).toBe(trimmed(totals?.difference));
  });
});

describe('worth', () => {
  // 4,650 − 2,760: 1,890 saved every month from the first on.
  const saving = (discountRatePerYear: number) =>
    caseOf([old, platform('new', NEW)], { business: { discountRatePerYear }, question: { horizonMonths: 24 } });

  it('is that of an annuity due where every month saves the same', () => {
    const monthly = 1.1 ** (-1 / 12);
    expect(Number(saving(0.1)?.netPresentValue)).toBeCloseTo((1890 * (1 - monthly ** 24)) / (1 - monthly), 2);
  });

  it('is the plain sum where nothing is discounted', () => {
    expect(saving(0)?.netPresentValue).toBe('45360.00');
  });

  it('pays back in the month in which what the move cost is saved', () => {
    // 5,000 ÷ 1,890 = 2.6.
    expect(caseOf([old, platform('new', [...NEW, onceTeam])])?.paybackMonth).toBe(3);
    expect(saving(0)?.paybackMonth).toBe(1);
  });
});

describe('over the years', () => {
  it('whoever stays pays more from every thirteenth month on, but not the team', () => {
    const result = caseOf([old, platform('new', NEW)], {
      business: { renewalUpliftPerYear: 0.05 },
      question: { horizonMonths: 25 },
    });
    const stay = result?.months.map((month) => month.stay) ?? [];
    // 3,650 × 1.05 = 3,832.50; × 1.05² = 4,024.125.
    expect([stay[0], stay[11], stay[12], stay[23], stay[24]]).toEqual([
      '4650.00',
      '4650.00',
      '4832.50',
      '4832.50',
      '5024.13',
    ]);
    expect(new Set(result?.months.map((month) => month.move))).toEqual(new Set(['2760.00']));
  });

  it('both sides grow with the workload', () => {
    const growing = (name: string, dollars: number) => platform(name, [{ paidTo: 'cloud', dollars, grows: true }]);
    const result = caseOf([growing('old', 1000), growing('new', 600)], {
      growthPerMonth: 0.1,
      business: { overlapMonths: 2 },
      question: { horizonMonths: 3 },
    });
    expect(result?.months.map(({ stay, moveParts }) => [stay, moveParts.running, moveParts.overlap])).toEqual([
      ['1000.00', '600.00', '1000.00'],
      ['1100.00', '660.00', '1100.00'],
      ['1210.00', '726.00', '0.00'],
    ]);
  });

  it('refuses amounts that cannot be counted to the cent, and says what to lower', () => {
    const growing = platform('old', [{ paidTo: 'cloud', dollars: 1000, grows: true }]);
    const asked = { question: { horizonMonths: 60 } };
    expect(() => caseOf([growing, platform('new', NEW)], { ...asked, growthPerMonth: 1 })).toThrow(WorkbenchError);
    const renewing = () => caseOf([old, platform('new', NEW)], { ...asked, business: { renewalUpliftPerYear: 1e6 } });
    expect(renewing).toThrow('in month 25 an amount is beyond');
  });
});

describe('a commitment', () => {
  const committed = (shape: typeof old, paidTo: string) => {
    const business = { commitmentPerMonth: 500, commitmentMonthsLeft: 2, overlapMonths: 1 };
    const without = caseOf([shape, platform('new', NEW)], { business: { overlapMonths: 1 } });
    const result = caseOf([shape, platform('new', NEW)], { business });
    const paid = (one: typeof result) => Number(one?.byPayee.find((row) => row.paidTo === paidTo)?.move);
    return paid(result) - paid(without);
  };

  it('is with whom the larger bill is from', () => {
    expect(committed(old, 'cloud')).toBe(500);
    const hosted = platform('old', [
      { paidTo: 'cloud', dollars: 100 },
      { paidTo: 'vendor', dollars: 4000 },
    ]);
    expect(committed(hosted, 'vendor')).toBe(500);
    expect(committed(hosted, 'cloud')).toBe(0);
  });

  it('is written in dollars and paid in the money of the result', () => {
    const currency = { currency: 'EUR', perUsd: '0.5', date: '2026-10-01', source: 'by hand' };
    const business = { commitmentPerMonth: 300, commitmentMonthsLeft: 1 };
    const asked = { terms: { currency }, business };
    expect(caseOf([old, platform('new', NEW)], asked)?.months[0]).toMatchObject({
      stay: '2325.00',
      moveParts: { running: '1380.00', shortfall: '150.00' },
    });
  });
});

describe('where it is not known', () => {
  it('what something costs, nothing is said that ranks', () => {
    const unpriced = platform('new', [...NEW, { paidTo: 'vendor', dollars: 1, key: 'nobody.knows' }]);
    const result = caseOf([old, unpriced]);
    expect(result).toMatchObject({ isLowerBound: true, paybackMonth: null, netPresentValue: null });
    expect(result?.why).toBe('new by hand has no price for Spending 3');
    expect(result?.totals.move).toBe('16560.00');
  });

  it('whether the grown workload is carried, nothing is said that ranks', () => {
    // 15% more than today is carried; 10% more a month is 21% more in the third.
    const limit = { name: 'ingress', demand: 'averageIngress', most: 'capacity' };
    const result = caseOf([old, platform('new', NEW, [limit])], { growthPerMonth: 0.1 });
    expect(result).toMatchObject({ isLowerBound: false, paybackMonth: null, netPresentValue: null });
    expect(result?.why).toBe('new by hand does not carry the workload as it has grown in month 3');
  });

  it('what to move to, or what it rests on, there is no business case', () => {
    expect(caseOf([old], { question: { candidate: null } })).toBeNull();
    expect(caseOf([old, platform('new', NEW)], { withoutFigures: true })).toBeNull();
  });
});

it('a baseline that becomes the candidate by a setting pays nothing twice and leaves no commitment behind', () => {
  const business = { overlapMonths: 2, commitmentPerMonth: 500, commitmentMonthsLeft: 3 };
  const moved = platform('old', NEW);
  const overlapAndShortfall = (variant: Partial<typeof moved.variant>) =>
    caseOf([old, { ...moved, variant: { ...moved.variant, name: 'other', ...variant } }], {
      business,
      question: { candidate: 'old/other' },
    })?.months.map(({ moveParts: { overlap, shortfall } }) => `${overlap} ${shortfall}`);
  expect(overlapAndShortfall({})?.slice(0, 3)).toEqual(['4650.00 0.00', '4650.00 0.00', '0.00 500.00']);
  expect(overlapAndShortfall({ inPlaceFrom: ['plain'] })).toEqual(Array.from({ length: 6 }, () => '0.00 0.00'));
});
