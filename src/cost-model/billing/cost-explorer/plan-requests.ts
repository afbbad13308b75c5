import { systemClock } from '../../../http/clock.ts';
import type { Question } from '../request-cache/request-cache.ts';
import { requestCache } from '../request-cache/request-cache.ts';
import { recordTypesIn } from './bill-part.ts';
import { costPage } from './cost-page.ts';
import { costsQuestion } from './cost-session.ts';
import { assertAnswerable, type CostsAsk } from './costs-ask.ts';
import type { FetchSettings } from './fetch-settings.ts';
import { type CostQuestion, overviewQuestion, partsOf, usageTypesQuestion } from './questions.ts';
import { MOST_WITH_USAGE_TYPES, needsUsageTypes } from './record-types.ts';
import { priceOfRequests } from './request-price.ts';
import { stillHolds } from './settled.ts';
import { sharedPart } from './shared-part.ts';

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

/**
 * Says before a fetch how many requests it makes and what AWS charges for them. Asks nothing itself: it looks into what
 * is kept.
 * @throws WorkbenchError where the period cannot be answered
 */
export function planRequests(
  ask: CostsAsk,
  settings: Pick<FetchSettings, 'cacheFolder' | 'endpoint' | 'clock'>,
): RequestPlan {
  const clock = settings.clock ?? systemClock;
  assertAnswerable(ask, clock.now());
  const cache = requestCache(settings.cacheFolder);
  const kept = (question: CostQuestion) => {
    const asked: Question = costsQuestion(ask.scope.target, settings.endpoint ?? null, question);
    const answer = cache.read(asked);
    return answer !== null && answer.next === null && stillHolds(answer, question.TimePeriod.End, clock.now())
      ? answer
      : null;
  };
  const planned = (count: number, further: readonly string[]): RequestPlan => ({
    count,
    usd: priceOfRequests(count),
    further: count === 0 ? [] : [...further, PAGES, EMPTY],
  });

  const requestsFor = (filters: ReturnType<typeof partsOf>): number => {
    const overview = kept(overviewQuestion(ask, filters));
    if (overview === null) return 1 + MOST_WITH_USAGE_TYPES;
    const recordTypes = recordTypesIn(overview.pages.flatMap((page) => costPage(page) ?? [])).filter(needsUsageTypes);
    return recordTypes.filter((one) => kept(usageTypesQuestion(ask, filters, one)) === null).length;
  };
  const further = sharedPart(ask);
  const ofShared = further === null ? 0 : requestsFor(further.filters);
  if (ask.splitTag !== null) {
    const each = 1 + MOST_WITH_USAGE_TYPES;
    return planned(1 + each + ofShared, [`Up to ${each} more for each further value of the tag ${ask.splitTag}.`]);
  }
  return planned(requestsFor(partsOf(ask.scope)) + ofShared, []);
}
