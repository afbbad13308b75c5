import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { platformError } from '../../../errors.ts';
import type { Clock } from '../../../http/clock.ts';
import { awsFailure } from '../aws/failure.ts';
import { withBackOff } from '../aws/passing.ts';
import type { MetricCall } from './metric-calls.ts';
import { MOST_POINTS } from './metric-calls.ts';

export interface FoundSeries {
  readonly points: readonly (readonly [at: number, value: number])[];
  /** AWS said of its last page that nothing is missing. */
  readonly complete: boolean;
}

const CALL = 'cloudwatch:GetMetricData';
const MOST_ROUNDS = 3;
const PAUSE_MS = 2_000;

/**
 * What a call found, in the order of its series, all pages of it. Where AWS reports an error of its own for a series,
 * the call is made again, twice at most; after that the series is not complete.
 */
export async function foundSeries(
  client: CloudWatchClient,
  call: MetricCall,
  clock: Clock,
): Promise<readonly FoundSeries[]> {
  for (let round = 1; ; round++) {
    const results = await allPages(client, call, clock);
    const last = new Map(results.map(({ Id, StatusCode }) => [Id, StatusCode]));
    if ([...last.values()].includes('Forbidden')) throw awsFailure({ name: 'Forbidden' }, CALL);
    if (![...last.values()].includes('InternalError') || round === MOST_ROUNDS) {
      const byId = Map.groupBy(results, ({ Id }) => Id);
      return call.series.map((_, index) => ({
        points: (byId.get(idOf(index)) ?? []).flatMap(pointsOf),
        complete: last.get(idOf(index)) === 'Complete',
      }));
    }
    await clock.sleep(clock.random() * PAUSE_MS * round);
  }
}

/** Must begin with a small letter. */
const idOf = (index: number): string => `series${index}`;

async function allPages(
  client: CloudWatchClient,
  { from, until, series }: MetricCall,
  clock: Clock,
): Promise<readonly MetricDataResult[]> {
  const results: MetricDataResult[] = [];
  let token: string | undefined;
  const used = new Set<string>();
  do {
    const command = new GetMetricDataCommand({
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
    const answer = await withBackOff(() => client.send(command), clock).catch((error) => {
      throw awsFailure(error, CALL);
    });
    results.push(...(answer.MetricDataResults ?? []));
    token = answer.NextToken;
    if (token !== undefined && used.has(token)) {
      throw platformError(
        'aws-paging',
        `${CALL} answered pages that lead in a circle`,
        'Run the same command again in some minutes.',
      );
    }
    if (token !== undefined) used.add(token);
  } while (token !== undefined);
  return results;
}

function pointsOf({ Timestamps = [], Values = [] }: MetricDataResult): readonly (readonly [number, number])[] {
  return Timestamps.flatMap((time, index) => {
    const value = Values[index];
    return value === undefined || !Number.isFinite(value) ? [] : [[time.getTime() / 1e3, value] as const];
  });
}
