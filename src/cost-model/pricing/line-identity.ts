import type { BillLine } from './bill.ts';

/** What makes a line the same one: of all its tiers in one result, and of two results. */
export const lineIdentity = ({ period, category, item, paidTo, unit }: BillLineHead): string =>
  [period, category, item, paidTo, unit].join('\n');

type BillLineHead = Pick<BillLine, 'period' | 'category' | 'item' | 'paidTo' | 'unit'>;
