import { inputError, type Problem } from '../../../errors.ts';
import { DAY_MS, isoDay } from '../days.ts';
import { type KeyedSource, refuseUntold } from '../shared-costs/refusals.ts';
import type { SharedCosts } from '../shared-costs/shared-costs.ts';
import type { BillingScope, Period } from '../types/source.ts';

/** What is asked of Cost Explorer. */
export interface CostsAsk {
  readonly scope: BillingScope;
  readonly period: Period;
  /** By hour: opt-in in the billing console, and kept for 14 days. */
  readonly hourly: boolean;
  /** A tag whose values are told apart, each by requests of its own; null for none. */
  readonly splitTag: string | null;
  /** What the target pays a part of; none where left out. */
  readonly shared?: readonly SharedCosts[];
}

/** What is asked in groups of services and usage types tells keys of shared costs no more than these. */
const KEYED: KeyedSource = {
  source: 'Cost Explorer',
  provider: 'aws',
  tells: (what) => ['provider', 'service', 'usageType'].includes(what),
};

const HOURLY_DAYS = 14;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && isoDay(Date.parse(text)) === text;

/**
 * Refuses what Cost Explorer would charge a request for and not answer.
 * @throws WorkbenchError with every mistake at once
 */
export function assertAnswerable({ period, hourly, scope, splitTag, shared = [] }: CostsAsk, now: number): void {
  refuseUntold(shared, KEYED);
  const problems: Problem[] = [];
  const wrong = (what: string, todo: string) => problems.push({ what, todo });
  for (const [name, day] of Object.entries({ start: period.start, end: period.end })) {
    if (!isDay(day)) wrong(`the ${name} "${day}" is no day`, 'Write it as 2026-11-03.');
  }
  if (problems.length === 0) {
    const tomorrow = isoDay(now + DAY_MS);
    if (period.end <= period.start) {
      wrong(
        `the period ends on ${period.end} and begins on ${period.start}`,
        'The end is the first day that is not asked.',
      );
    }
    if (period.end > tomorrow) {
      wrong(`the period ends on ${period.end}, and nothing is billed after today`, `Choose an end up to ${tomorrow}.`);
    }
    const earliest = isoDay(now - (HOURLY_DAYS - 1) * DAY_MS);
    if (hourly && period.start < earliest) {
      wrong(
        `hours are kept for ${HOURLY_DAYS} days, and the period begins on ${period.start}`,
        `Begin on ${earliest} or later, or ask by day.`,
      );
    }
  }
  if (splitTag !== null && splitTag in scope.tags) {
    wrong(
      `the tag "${splitTag}" already has one value in the scope`,
      'Split by another tag, or take it out of `tags:`.',
    );
  }
  if (problems.length > 0) throw inputError('billing-period', problems);
}
