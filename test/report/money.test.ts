import { describe, expect, it } from 'vitest';
import { aboutPrice, cents, change, moneySign, rounded, unitPrice } from '../../src/report/money.ts';

describe('money', () => {
  it('is to the cent in tables and whole in sentences, with the sign of the amount first', () => {
    expect(cents('63852.545', 'USD')).toBe('$63\u2009852.55');
    expect(rounded('1234567.5', 'USD')).toBe('$1\u2009234\u2009568');
    expect(cents('-63852.545', 'USD')).toBe('−$63\u2009852.55');
    expect(rounded(-1234.4, 'EUR')).toBe('−€1\u2009234');
  });

  it('stands under its code where a sign could be another currency’s', () => {
    expect(cents('5', 'CAD')).toBe('CAD\u20095.00');
    expect(cents('5', 'GBP')).toBe('£5.00');
    expect(moneySign('AUD')).toBe('AUD\u2009');
  });

  it('has the decimal places of its currency: none of yen, three of Kuwaiti dinars', () => {
    expect(cents('1234.5', 'JPY')).toBe('JPY\u20091\u2009235');
    expect(cents('1234.5675', 'KWD')).toBe('KWD\u20091\u2009234.568');
  });

  it('says a direction only where there is one', () => {
    expect(change('12.4', 'USD')).toBe('+$12');
    expect(change('-12.4', 'USD')).toBe('−$12');
    expect(change('0', 'USD')).toBe('$0');
    expect(change('-0.2', 'USD')).toBe('$0');
    expect(change('0.004', 'USD', cents)).toBe('$0.00');
  });

  it('keeps every digit of a unit price and three of one that was solved for', () => {
    expect(unitPrice('0.0000012345', 'USD')).toBe('$0.0000012345');
    expect(aboutPrice(0.0098003, 'EUR')).toBe('€0.00980');
  });
});
