import type { BillSource } from '../types/bill.ts';

/** What fits into a message: commands that repeat a question fill pages. */
const SHORT = 60;

type Named = Pick<BillSource, 'source' | 'repeatable' | 'period'>;

/** `cur (november.csv)`, `cost-explorer of 2026-11-01 until before 2026-12-01`. */
export const sourceName = ({ source, repeatable, period }: Named): string =>
  repeatable.length <= SHORT && !repeatable.includes('\n')
    ? `${source} (${repeatable})`
    : `${source}${period === undefined ? '' : ` of ${daysOfSource({ period })}`}`;

export const daysOfSource = ({ period }: Pick<BillSource, 'period'>): string =>
  period === undefined ? 'days that are not said' : `${period.start} until before ${period.end}`;
