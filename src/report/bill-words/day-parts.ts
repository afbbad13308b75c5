import { Decimal } from 'decimal.js';
import type { BillDay } from '../../cost-model/billing/types/bill.ts';
import type { Apart } from '../../cost-model/billing/types/rule.ts';
import type { Category } from '../../cost-model/types/shape.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../words.ts';
import { APART_TITLES, APARTS, UNCLASSIFIED_TITLE } from './parts.ts';

/** `apart-support` is a support plan, `support` a category. */
export type DayPartName = Category | 'unclassified' | `apart-${Apart}`;

/** A part that days have, in the order of every table. */
export interface DayPart {
  readonly name: DayPartName;
  readonly title: string;
  /** null on a day without it. */
  readonly on: (day: BillDay) => string | null;
}

const ALL: readonly DayPart[] = [
  ...CATEGORIES.map(
    (name): DayPart => ({ name, title: CATEGORY_TITLES[name], on: ({ byCategory }) => byCategory[name] ?? null }),
  ),
  {
    name: 'unclassified',
    title: UNCLASSIFIED_TITLE,
    on: ({ unclassified }) => (new Decimal(unclassified).isZero() ? null : unclassified),
  },
  ...APARTS.map(
    (part): DayPart => ({ name: `apart-${part}`, title: APART_TITLES[part], on: ({ apart }) => apart[part] ?? null }),
  ),
];

/** Those that any of the days has; over them a day's amounts add up to its own. */
export const dayParts = (days: readonly BillDay[]): readonly DayPart[] =>
  ALL.filter(({ on }) => days.some((day) => on(day) !== null));
