import { z } from 'zod';
import { LONGEST_HORIZON_MONTHS } from '../../scenarios/production-limits.ts';
import { type Row, row, type Written } from './row.ts';
import { month } from './text.ts';
import { amount, share } from './written-numbers.ts';

/** A word of the business case, and the figure that it says. */
interface BusinessWord {
  readonly figure: string;
  readonly written: Written;
  readonly description: string;
  readonly example: number | string;
}

export const BUSINESS_WORDS: Readonly<Record<string, BusinessWord>> = {
  discountRatePerYear: {
    figure: 'business/discountRatePerYear',
    written: share(),
    description: 'Rate at which what is paid later is discounted, a year',
    example: '8%',
  },
  overlapMonths: {
    figure: 'business/overlapMonths',
    written: amount(),
    description: 'Months in which both platforms run',
    example: 2,
  },
  renewalUpliftPerYear: {
    figure: 'business/renewalUpliftPerYear',
    written: share(),
    description: 'How much more the cloud and the vendor ask at each renewal, a year',
    example: '5%',
  },
  commitmentPerMonth: {
    figure: 'business/commitmentPerMonth',
    written: amount(),
    description: 'Spending a month that is committed to the platform of today, used or not',
    example: 20_000,
  },
  commitmentMonthsLeft: {
    figure: 'business/commitmentMonthsLeft',
    written: amount(),
    description: 'Months for which that commitment lasts',
    example: 9,
  },
  migrationHours: {
    figure: 'migrationHours',
    written: amount(),
    description: 'Hours of engineers to move, once',
    example: 400,
  },
  trainingHours: {
    figure: 'trainingHours',
    written: amount(),
    description: 'Hours that the team learns, once',
    example: 40,
  },
  migratedShare: {
    figure: 'migratedShare',
    written: share(),
    description: 'Share of what is kept that is copied to the new platform',
    example: '100%',
  },
  mirrorDays: {
    figure: 'mirrorDays',
    written: amount(),
    description: 'Days in which what is written is copied, too',
    example: 30,
  },
};

const rows = Object.fromEntries(
  Object.entries(BUSINESS_WORDS).map(([name, { written, ...described }]) => [name, row(written, described).optional()]),
) as Record<string, z.ZodOptional<z.ZodType<Row>>>;

/** Beside the figures, over which months they are reckoned. */
export const businessSection = z.strictObject({
  horizonMonths: z
    .int()
    .min(1)
    .max(LONGEST_HORIZON_MONTHS)
    .optional()
    .meta({ description: 'Months over which it is reckoned; 36 where it is not said', examples: [36] }),
  firstMonth: month('The first of them', '2027-01').optional(),
  fiscalYearStartsIn: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .meta({ description: 'Month in which the fiscal year begins, 1 for January', examples: [4] }),
  ...rows,
});
