import { systemClock } from '../../../http/clock.ts';
import { canonicalJson, digestOf } from '../../../scenarios/digest.ts';
import { requestCache } from '../request-cache/request-cache.ts';
import { refuseUnmatched } from '../shared/refusals.ts';
import type { SourceRows } from '../types/source.ts';
import { type BillPart, type PartAnswer, partOfBill } from './bill-part.ts';
import { cliCommand } from './cli-command.ts';
import { type CostSession, costSession } from './cost-session.ts';
import { assertAnswerable, type CostsAsk } from './costs-ask.ts';
import { type FetchSettings, MOST_REQUESTS } from './fetch-settings.ts';
import { whyNothing } from './nothing-found.ts';
import type { Meter } from './paged.ts';
import { partsOf, tagged } from './questions.ts';
import { priceOfRequests } from './request-price.ts';
import { keyedRows, sharedPart } from './shared-part.ts';

/**
 * Costs and usage of a target from AWS Cost Explorer, unblended and amortized, as rows. Whatever was answered is kept
 * in the cache folder, also when the fetch ends early; asking again is free until days that may still change are eight
 * hours old.
 * @throws WorkbenchError with what AWS refused and what to do, or naming the filter that matches nothing
 */
export async function fetchCosts(ask: CostsAsk, settings: FetchSettings): Promise<SourceRows> {
  const clock = settings.clock ?? systemClock;
  assertAnswerable(ask, clock.now());
  const meter: Meter = { most: settings.mostRequests ?? MOST_REQUESTS, made: 0 };
  const cache = requestCache(settings.cacheFolder);
  const session = costSession({ scope: ask.scope, endpoint: settings.endpoint ?? null, cache, meter, clock });
  try {
    const parts: PartAnswer[] = [];
    for (const part of await partsAsked(session, ask)) parts.push(await partOfBill(session, ask, part));
    const nothing = parts.some(({ found }) => found) ? [] : [await whyNothing(session, ask)];
    const further = sharedPart(ask);
    const outside = further === null ? null : await partOfBill(session, ask, further);
    const isWhole = partsOf(ask.scope).length === 0;
    const rows = [
      ...parts.flatMap((part) => (isWhole ? keyedRows(part.rows, ask, false) : part.rows)),
      ...(outside === null ? [] : keyedRows(outside.rows, ask, true)),
    ];
    refuseUnmatched(ask.shared ?? [], rows, 'Cost Explorer');
    const all = outside === null ? parts : [...parts, outside];
    const questions = all.flatMap((part) => part.questions);
    return {
      source: 'cost-explorer',
      digest: digestOf(canonicalJson({ questions, pages: all.flatMap(({ pages }) => pages) })),
      repeatable: questions.map(cliCommand).join('\n'),
      period: ask.period,
      rows,
      losses: [...nothing, ...all.flatMap((part) => part.losses), ...lossesOf(ask)],
      requests: { count: meter.made, usd: priceOfRequests(meter.made) },
    };
  } finally {
    session.close();
  }
}

/** The whole scope at once, or each value of a tag and what does not carry it, which together are the whole. */
async function partsAsked(session: CostSession, { scope, splitTag, period }: CostsAsk): Promise<readonly BillPart[]> {
  const filters = partsOf(scope);
  const carried = Object.entries(scope.tags).map(([key, value]) => `${key}=${value}`);
  const partOf = (tags: readonly string[], more: BillPart['filters']): BillPart => ({
    filters: [...filters, ...more],
    tag: tags.length === 0 ? null : tags.join(','),
  });
  if (splitTag === null) return [partOf(carried, [])];
  const values = (await session.tagValues(splitTag, period)).filter((value) => value !== '');
  return [
    ...values.map((value) => partOf([...carried, `${splitTag}=${value}`], [tagged(splitTag, value)])),
    partOf(carried, [tagged(splitTag, null)]),
  ];
}

function lossesOf({ scope }: CostsAsk): readonly string[] {
  const narrowed = [
    ...(Object.keys(scope.tags).length > 0 ? ['tags'] : []),
    ...(scope.region === null ? [] : ['a region']),
  ].join(' and ');
  return [
    'Cost Explorer tells no list prices, operations or resources: discounts show only as lower prices, and nothing is split by resource.',
    ...(narrowed === ''
      ? []
      : [`Asked by ${narrowed}: taxes, support, credits and fees that carry none are not in it.`]),
  ];
}
