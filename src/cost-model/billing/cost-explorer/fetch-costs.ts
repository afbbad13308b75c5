import { systemClock } from '../../../http/clock.ts';
import { canonicalJson, digestOf } from '../../../scenarios/digest.ts';
import { requestCache } from '../request-cache/request-cache.ts';
import { refuseUnmatched } from '../shared-costs/refusals.ts';
import type { SourceRows } from '../types/source.ts';
import { askedParts } from './asked-parts.ts';
import { type PartAnswer, partOfBill } from './bill-part.ts';
import { cliCommand } from './cli-command.ts';
import { costSession } from './cost-session.ts';
import { assertAnswerable, type CostsAsk } from './costs-ask.ts';
import { type FetchSettings, MOST_REQUESTS } from './fetch-settings.ts';
import type { Meter } from './meter.ts';
import { onlyZeros, whyNothing } from './nothing-found.ts';
import { partsOf } from './questions.ts';
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
  const session = costSession({
    scope: ask.scope,
    asker: settings.asker,
    endpoint: settings.endpoint ?? null,
    cache,
    meter,
    clock,
  });
  try {
    const parts: PartAnswer[] = [];
    const values = ask.splitTag === null ? [] : await session.tagValues(ask.splitTag, ask.period);
    for (const part of askedParts(ask, values)) parts.push(await partOfBill(session, ask, part));
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
      losses: [
        ...nothing,
        ...(rows.length === 0 && nothing.length === 0 ? [onlyZeros(ask)] : []),
        ...all.flatMap((part) => part.losses),
        ...lossesOf(ask),
      ],
      requests: { count: meter.made, usd: priceOfRequests(meter.made) },
    };
  } finally {
    session.close();
  }
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
