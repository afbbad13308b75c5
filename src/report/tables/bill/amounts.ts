import { Decimal } from 'decimal.js';
import { significant } from '../../../judge/format.ts';
import { exact } from '../../format.ts';
import { cents, change } from '../../money.ts';
import { type Cell, missing } from '../../table.ts';

/** To the cent, with every digit behind it. */
export const amount = (value: string, currency: string, text = cents(value, currency)): Cell => ({
  kind: 'figure',
  value,
  text,
  unit: currency,
});

/** With its direction. */
export const changed = (value: string, currency: string): Cell =>
  amount(value, currency, change(value, currency, cents));

export const amountOr = (value: string | null, currency: string, why: string): Cell =>
  value === null ? missing(why) : amount(value, currency);

export const count = (value: number, unit: string): Cell => ({
  kind: 'figure',
  value,
  text: exact(String(value)),
  unit,
});

const PLACES = 3;

/** To three decimal places to read, small ones to three digits; all of them in the files. */
const written = (value: Decimal): string =>
  value.abs().lt(1) ? significant(value.toNumber()) : exact(value.toDecimalPlaces(PLACES).toFixed());

export const quantity = (value: string | null, unit: string | null, why: string): Cell =>
  value === null
    ? missing(why)
    : {
        kind: 'figure',
        value,
        text: `${written(new Decimal(value))}${unit === null ? '' : ` ${unit}`}`,
        unit: unit ?? '',
      };

export const isZero = (value: string): boolean => new Decimal(value).isZero();
