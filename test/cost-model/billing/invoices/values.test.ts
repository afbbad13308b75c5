import { describe, expect, it } from 'vitest';
import { readAmount } from '../../../../src/cost-model/billing/invoices/values/amount.ts';
import { isDateFormat, readDays } from '../../../../src/cost-model/billing/invoices/values/day.ts';

const ENGLISH = { decimal: '.', group: ',', sign: '$' };
const GERMAN = { decimal: ',', group: '.', sign: '€' };

describe('an amount', () => {
  it.each([
    ['1,234.50', '1234.5'],
    ['(12.00)', '-12'],
    ['($1,200.25)', '-1200.25'],
    ['12.00-', '-12'],
    ['-0.10', '-0.1'],
    ['-$3', '-3'],
    ['$3', '3'],
    ['1e-7', '0.0000001'],
    ['12345678901234567.123456789', '12345678901234567.123456789'],
  ])('%s is %s', (text, amount) => expect(readAmount(text, ENGLISH)).toBe(amount));

  it('is read with a comma before the cents where the mapping says so', () => {
    expect(readAmount('1.234,50 €', GERMAN)).toBe('1234.5');
  });

  it.each(['1,23', '1.234.5', '12,3456', 'twelve', '', '--1', '(-1)', '$', '.5.', '0x10', 'NaN', 'Infinity'])(
    'is not guessed from "%s"',
    (text) => expect(readAmount(text, ENGLISH)).toBeNull(),
  );

  it('with thousands is none where the mapping has no mark for them', () => {
    expect(readAmount('1,234.50', { decimal: '.' })).toBeNull();
  });
});

describe('a day', () => {
  it.each([
    ['2026-11-03', 'YYYY-MM-DD', '2026-11-03', '2026-11-04'],
    ['2026-11-03T23:30:00Z', 'YYYY-MM-DD', '2026-11-03', '2026-11-04'],
    ['2026-11-03 00:30:00', 'YYYY-MM-DD', '2026-11-03', '2026-11-04'],
    ['2026-11-03T00:30:00+02:00', 'YYYY-MM-DD', '2026-11-02', '2026-11-03'],
    ['2026-10-31T22:00:00-05:00', 'YYYY-MM-DD', '2026-11-01', '2026-11-02'],
    ['03.11.2026', 'DD.MM.YYYY', '2026-11-03', '2026-11-04'],
    ['11/3/2026', 'M/D/YYYY', '2026-11-03', '2026-11-04'],
    ['Dec 31, 2026', 'MMM D, YYYY', '2026-12-31', '2027-01-01'],
    ['2028-02', 'YYYY-MM', '2028-02-01', '2028-03-01'],
    ['2026-12', 'YYYY-MM', '2026-12-01', '2027-01-01'],
  ])('%s as %s is from %s until before %s', (text, format, start, until) => {
    expect(readDays(text, format)).toEqual({ start, until });
  });

  it.each([
    ['2026-02-30', 'YYYY-MM-DD'],
    ['2026-13-01', 'YYYY-MM-DD'],
    ['03/11/2026', 'YYYY-MM-DD'],
    ['Foo 3, 2026', 'MMM D, YYYY'],
    ['2026-11-03x', 'YYYY-MM-DD'],
    ['', 'YYYY-MM-DD'],
  ])('is not made of %s as %s', (text, format) => expect(readDays(text, format)).toBeNull());

  it('has a format with one year, one month and at most one day', () => {
    expect(['YYYY-MM-DD', 'MMM YYYY', 'D/M/YYYY'].every(isDateFormat)).toBe(true);
    expect(['YYYY', 'DD.MM', 'YYYY-MM-DD-DD', 'yyyy-mm-dd'].some(isDateFormat)).toBe(false);
  });
});
