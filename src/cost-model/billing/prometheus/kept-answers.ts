import { z } from 'zod';
import type { Clock } from '../../../http/clock.ts';
import { holdsFor, NO_CACHE, type Question, requestCache } from '../request-cache/request-cache.ts';
import type { PrometheusAsk, PrometheusMetrics } from './fetch-prometheus.ts';
import type { PromQuery } from './queries/query-schema.ts';

const keptSchema = z.object({
  series: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      dimensions: z.record(z.string(), z.string()),
      statistic: z.string(),
      periodSeconds: z.number(),
      points: z.array(z.tuple([z.number(), z.number()])),
      complete: z.boolean(),
    }),
  ),
  losses: z.array(z.string()),
});

/** Answers of whole queries, until a fetch has all of them. Names of variables tell logins apart, never what is in them. */
export function keptAnswers(asked: PrometheusAsk, folder: string | undefined, clock: Clock) {
  const cache = folder === undefined ? NO_CACHE : requestCache(folder);
  const { address, scope, window, queries, stepSeconds } = asked;
  const questionOf = (query: PromQuery): Question => ({
    call: 'prometheus',
    input: JSON.parse(
      JSON.stringify({ address, resources: scope.resources, window, labels: queries.labels, stepSeconds, query }),
    ),
  });
  return {
    async of(query: PromQuery, fetch: () => Promise<PrometheusMetrics>): Promise<PrometheusMetrics> {
      const question = questionOf(query);
      const fetchedAt = clock.now();
      const kept = cache.read(question);
      const held = kept !== null && holdsFor(window.until, fetchedAt)(kept) ? kept.pages[0] : undefined;
      const read = keptSchema.safeParse(held);
      if (read.success) return read.data;
      const answer = await fetch();
      cache.write(question, { fetchedAt, pages: [answer], next: null });
      return answer;
    },
    forget: (query: PromQuery) => cache.forget(questionOf(query)),
  };
}
