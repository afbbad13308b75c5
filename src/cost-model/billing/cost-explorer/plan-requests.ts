import { systemClock } from '../../../http/clock.ts';
import type { Asker } from '../aws/asker.ts';
import { type KeptAnswer, type Question, requestCache } from '../request-cache/request-cache.ts';
import type { Period } from '../types/source.ts';
import { askedParts } from './asked-parts.ts';
import { type BillPart, recordTypesIn } from './bill-part.ts';
import { costPage, hasGroups } from './cost-page.ts';
import { costsQuestion, dimensionQuestion, tagQuestion } from './cost-session.ts';
import { assertAnswerable, type CostsAsk } from './costs-ask.ts';
import type { FetchSettings } from './fetch-settings.ts';
import { probesOf } from './nothing-found.ts';
import { type CostQuestion, overviewQuestion, usageTypesQuestion } from './questions.ts';
import { MOST_WITH_USAGE_TYPES, needsUsageTypes } from './record-types.ts';
import { priceOfRequests } from './request-price.ts';
import { isFresh, stillHolds } from './settled.ts';
import { sharedPart } from './shared-part.ts';
import { valuesPage } from './values-page.ts';

/** What a fetch will ask, as far as it is known before anything is asked. */
export interface RequestPlan {
  /** At most so many, one page each; none for what is kept. */
  readonly count: number;
  /** Their price in USD. */
  readonly usd: string;
  /** What would come on top, each in a sentence. */
  readonly further: readonly string[];
}

const PAGES = 'One more for each further page of a long answer.';
const EMPTY =
  'If nothing matches: one for each tag, one for accounts, one for the region and one without filters, to say why.';

type PlanSettings = Pick<FetchSettings, 'cacheFolder' | 'clock'> & {
  /** null where it is not known whose answers may be taken: then none. */
  readonly asker: FetchSettings['asker'] | null;
};

/**
 * Says before a fetch how many requests it makes and what AWS charges for them. Asks nothing itself: it looks into what
 * is kept.
 * @throws WorkbenchError where the period cannot be answered
 */
export function planRequests(ask: CostsAsk, settings: PlanSettings): RequestPlan {
  const clock = settings.clock ?? systemClock;
  assertAnswerable(ask, clock.now());
  const kept = keptAnswers(settings, clock.now());
  const planned = (count: number, further: readonly string[]): RequestPlan => ({
    count,
    usd: priceOfRequests(count),
    further: count === 0 ? [] : [...further, PAGES, EMPTY],
  });
  const outside = sharedPart(ask);
  const ofShared = outside === null ? 0 : requestsFor(ask, outside.filters, kept).count;

  const values = ask.splitTag === null ? [] : kept.tagValues(ask.splitTag, ask.period);
  if (values === null) {
    const each = 1 + MOST_WITH_USAGE_TYPES;
    return planned(1 + each + ofShared, [`Up to ${each} more for each further value of the tag ${ask.splitTag}.`]);
  }
  const parts = askedParts(ask, values).map(({ filters }) => requestsFor(ask, filters, kept));
  const why = parts.every(({ isEmpty }) => isEmpty) ? probesFor(ask, kept) : 0;
  return planned(parts.reduce((sum, { count }) => sum + count, 0) + ofShared + why, []);
}

/** Of one part of the bill, and whether it is known that nothing is in it. */
function requestsFor(ask: CostsAsk, filters: BillPart['filters'], kept: Kept) {
  const overview = kept.costs(overviewQuestion(ask, filters));
  if (overview === null) return { count: 1 + MOST_WITH_USAGE_TYPES, isEmpty: false };
  const needed = recordTypesIn(overview).filter(needsUsageTypes);
  const count = needed.filter((one) => kept.costs(usageTypesQuestion(ask, filters, one)) === null).length;
  return { count, isEmpty: !hasGroups(overview) };
}

function probesFor(ask: CostsAsk, kept: Kept): number {
  const { tags, dimensions, costs } = probesOf(ask);
  return [
    ...tags.map((key) => kept.tagValues(key, ask.period)),
    ...dimensions.map((dimension) => kept.dimensionValues(dimension, ask.period)),
    ...costs.map((question) => kept.costs(question)),
  ].filter((answer) => answer === null).length;
}

type Kept = ReturnType<typeof keptAnswers>;

/** Answers that a fetch would take from the cache; null where it would ask. */
function keptAnswers({ cacheFolder, asker }: PlanSettings, now: number) {
  const cache = requestCache(cacheFolder);
  const whole = (questionOf: (by: Asker) => Question, holds: (answer: KeptAnswer) => boolean) => {
    const answer = asker === null ? null : cache.read(questionOf(asker));
    return answer !== null && answer.next === null && holds(answer) ? answer.pages : null;
  };
  const values = (questionOf: (by: Asker) => Question) =>
    whole(questionOf, (answer) => isFresh(answer, now))?.flatMap((page) => valuesPage(page) ?? []) ?? null;
  return {
    costs: (question: CostQuestion) =>
      whole(
        (by) => costsQuestion(by, question),
        (answer) => stillHolds(answer, question.TimePeriod.End, now),
      )?.flatMap((page) => costPage(page) ?? []) ?? null,
    tagValues: (key: string, period: Period) => values((by) => tagQuestion(by, key, period)),
    dimensionValues: (dimension: Parameters<typeof dimensionQuestion>[1], period: Period) =>
      values((by) => dimensionQuestion(by, dimension, period)),
  };
}
