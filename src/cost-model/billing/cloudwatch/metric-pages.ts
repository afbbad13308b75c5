import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { Clock } from '../../../http/clock.ts';
import { awsFailure } from '../aws/failure.ts';
import { allPages, type Paged } from '../aws/paged.ts';
import type { KeptAnswer, Question, RequestCache } from '../request-cache/request-cache.ts';
import type { MetricCall } from './metric-calls.ts';
import { MOST_POINTS } from './metric-calls.ts';

export interface FoundSeries {
  readonly points: readonly (readonly [at: number, value: number])[];
  /** AWS said of its last page that nothing is missing. */
  readonly complete: boolean;
}

/** Where pages are kept until all was fetched, and what under. */
export interface KeptPages {
  readonly cache: RequestCache;
  readonly question: Question;
  readonly stillHolds: (kept: KeptAnswer) => boolean;
}

const CALL = 'cloudwatch:GetMetricData';
const MOST_ROUNDS = 3;
const PAUSE_MS = 2_000;

/** What a page says of a series. */
const resultSchema = z.object({
  id: z.string(),
  status: z.string(),
  points: z.array(z.tuple([z.number(), z.number()])),
});
const pageSchema = z.array(resultSchema);
type Page = z.infer<typeof pageSchema>;

/**
 * What a call found, in the order of its series, all pages of it. Where AWS reports an error of its own for a series,
 * the call is made again, twice at most; after that the series is not complete.
 */
export async function foundSeries(
  client: CloudWatchClient,
  call: MetricCall,
  clock: Clock,
  { cache, question, stillHolds }: KeptPages,
): Promise<readonly FoundSeries[]> {
  const paged: Paged<Page> = {
    call: CALL,
    question,
    stillHolds,
    read: (kept) => pageSchema.safeParse(kept).data ?? null,
    send: async (token) => {
      const { MetricDataResults = [], NextToken } = await client.send(commandFor(call, token));
      return { page: MetricDataResults.map(resultOf), next: NextToken ?? null };
    },
  };
  for (let round = 1; ; round++) {
    const results = (await allPages(paged, cache, clock)).flat();
    const last = new Map(results.map(({ id, status }) => [id, status]));
    const failed = [...last.values()].includes('InternalError');
    if (failed || [...last.values()].includes('Forbidden')) cache.forget(question);
    if ([...last.values()].includes('Forbidden')) throw awsFailure({ name: 'Forbidden' }, CALL);
    if (!failed || round === MOST_ROUNDS) {
      const byId = Map.groupBy(results, ({ id }) => id);
      return call.series.map((_, index) => ({
        points: (byId.get(idOf(index)) ?? []).flatMap(({ points }) => points),
        complete: last.get(idOf(index)) === 'Complete',
      }));
    }
    await clock.sleep(clock.random() * PAUSE_MS * round);
  }
}

/** Must begin with a small letter. */
const idOf = (index: number): string => `series${index}`;

const commandFor = ({ from, until, series }: MetricCall, token: string | undefined): GetMetricDataCommand =>
  new GetMetricDataCommand({
    StartTime: new Date(from * 1e3),
    EndTime: new Date(until * 1e3),
    ScanBy: 'TimestampAscending',
    MaxDatapoints: MOST_POINTS,
    NextToken: token,
    MetricDataQueries: series.map(({ query, dimensions, periodSeconds }, index) => ({
      Id: idOf(index),
      MetricStat: {
        Metric: {
          Namespace: query.namespace,
          MetricName: query.metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: periodSeconds,
        Stat: query.statistic,
      },
    })),
  });

function resultOf({ Id, StatusCode, Timestamps = [], Values = [] }: MetricDataResult): Page[number] {
  const points = Timestamps.flatMap((time, index): [number, number][] => {
    const value = Values[index];
    return value === undefined || !Number.isFinite(value) ? [] : [[time.getTime() / 1e3, value]];
  });
  return { id: Id ?? '', status: StatusCode ?? '', points };
}
