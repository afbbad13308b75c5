import type { Category, CostVariant, QuantityLine } from '../../cost-model/types/shape.ts';

export type Variant = CostVariant;
export type Derived = CostVariant['derived'];
export type Lines = CostVariant['quantities'];
export type Limits = NonNullable<CostVariant['limits']>;

/** What a line says beyond its category and who is paid. */
interface MonthlyLine {
  readonly item: string;
  /** A key of the price books. */
  readonly book: string;
  readonly unit: string;
  readonly quantity: string;
  readonly explanation: string;
}

/** Paid to the cloud every month. */
export const cloudLine = (category: Category, line: MonthlyLine): QuantityLine => monthly(category, 'cloud', line);

/** Paid to whoever sells the platform every month. */
export const vendorLine = (line: MonthlyLine): QuantityLine => monthly('vendor', 'vendor', line);

const monthly = (category: Category, paidTo: QuantityLine['paidTo'], { book, ...line }: MonthlyLine): QuantityLine => ({
  ...line,
  category,
  period: 'month',
  paidTo,
  price: { book },
});
