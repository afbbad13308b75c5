import { Decimal } from 'decimal.js';
import { minorDigits } from '../cost-model/arithmetic/minor-unit.ts';
import { significant, THIN_SPACE } from '../judge/format.ts';
import { exact } from './format.ts';

/** Signs that stand for one currency only; `$` is the US dollar's here, as in the price books. */
const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };

/** What stands before an amount: `$`, or the ISO code where a sign could be another currency's. */
export const moneySign = (currency: string): string => SIGNS[currency] ?? `${currency}${THIN_SPACE}`;

/** `US dollars`, or the ISO code. */
export const moneyWords = (currency: string): string => (currency === 'USD' ? 'US dollars' : currency);

/** The sign of the amount stands before that of the currency: −$12.00. */
function signed(value: Decimal, currency: string, digits: (value: Decimal) => string): string {
  const written = `${moneySign(currency)}${digits(value.abs())}`;
  return value.isNegative() && /[1-9]/.test(written) ? `−${written}` : written;
}

/** To the smallest coin of the currency, for tables: $1 234.50, JPY 1 235. Takes a plain decimal string. */
export const cents = (amount: string, currency: string): string =>
  signed(new Decimal(amount), currency, (value) => exact(value.toFixed(minorDigits(currency))));

/** To the unit, for sentences: $1 235. Takes a plain decimal string, or a number that was sampled or solved for. */
export const rounded = (amount: string | number, currency: string): string =>
  signed(new Decimal(amount), currency, (value) => exact(value.toFixed(0)));

/** Every digit of a unit price: $0.0004. Takes a plain decimal string. */
export const unitPrice = (price: string, currency: string): string =>
  signed(new Decimal(price), currency, (value) => exact(value.toFixed()));

/** Three digits of a price that was solved for or divided: $0.0123. */
export const aboutPrice = (price: number, currency: string): string =>
  signed(new Decimal(price), currency, (value) => significant(value.toNumber()));

/** With its direction: +$12, −$12, $0. */
export function change(
  amount: string | number,
  currency: string,
  write: (amount: string, currency: string) => string = rounded,
): string {
  const written = write(String(amount), currency);
  return new Decimal(amount).isPositive() && /[1-9]/.test(written) ? `+${written}` : written;
}
