import { Decimal } from 'decimal.js';

/** As wide as the cost model's own: nothing of a reconciliation is rounded but where it says so. */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });
export type Exact = Decimal;

/** A plain decimal string, without exponent, and without a minus before 0. */
export const plain = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed());

export const isZero = (amount: string): boolean => new Exact(amount).isZero();
