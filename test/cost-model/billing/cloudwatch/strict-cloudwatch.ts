import { type JsonService, jsonService, Refusal } from '../aws/json-service.ts';

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: { Name: string; Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

interface Input {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly MetricDataQueries: readonly Query[];
  readonly NextToken?: string;
}

interface Settings {
  /** What a metric counted in each minute; null where it published nothing. */
  readonly aMinute: (metric: string, dimensions: Readonly<Record<string, string>>, minute: number) => number | null;
  readonly pointsAPage?: number;
  /** Seconds since 1970: older minutes are gone after 15 days. */
  readonly now: number;
  /** Said of the last page instead of Complete, for so many calls. */
  readonly unfinished?: { readonly status: string; calls: number };
}

const DAY = 86_400;
const ID = /^[a-z][a-zA-Z0-9_]*$/;

function invalid(message: string): never {
  throw new Refusal('ValidationException', message);
}

/** GetMetricData as its reference says it: 500 queries, 100,800 points, pages in order, minutes for 15 days. */
export function strictCloudWatch({ aMinute, pointsAPage = 100_800, now, unfinished }: Settings): Promise<JsonService> {
  const issued = new Map<string, { readonly question: string; readonly from: number }>();

  function counted({ MetricStat: { Metric, Period, Stat } }: Query, at: number): number | null {
    const dimensions = Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
    const minutes = Array.from({ length: Period / 60 }, (_, index) =>
      aMinute(Metric.MetricName, dimensions, at / 60 + index),
    );
    const told = minutes.filter((value) => value !== null);
    if (told.length === 0) return null;
    const sum = told.reduce((total, value) => total + value, 0);
    return Stat === 'Sum' ? sum : sum / told.length;
  }

  return jsonService(
    {
      scope: { region: 'eu-central-1', service: 'monitoring' },
      target: 'GraniteServiceVersion20100801',
      contentType: 'application/x-amz-json-1.0',
    },
    ({ operation, input }) => {
      if (operation !== 'GetMetricData') throw new Refusal('UnknownOperationException');
      const { NextToken, ...question } = input as unknown as Input;
      const { StartTime, EndTime, MetricDataQueries } = question;
      if (!(StartTime < EndTime)) invalid('The parameter StartTime must be less than the parameter EndTime');
      if (MetricDataQueries.length === 0 || MetricDataQueries.length > 500) invalid('at most 500 queries');
      if (new Set(MetricDataQueries.map(({ Id }) => Id)).size < MetricDataQueries.length) invalid('ids must be unique');
      const asked = MetricDataQueries.reduce(
        (sum, { MetricStat: { Period } }) => sum + Math.ceil((EndTime - StartTime) / Period),
        0,
      );
      if (asked > 100_800) invalid(`${asked} points, and at most 100,800`);

      const points = MetricDataQueries.flatMap((query) => {
        const { Period } = query.MetricStat;
        if (!ID.test(query.Id)) invalid(`${query.Id} is no id`);
        if (Period % 60 !== 0 || StartTime % Period !== 0)
          invalid('the period must be whole minutes that the start stands on');
        if (Period < 300 && now - StartTime > 15 * DAY) return [];
        return Array.from(
          { length: Math.ceil((EndTime - StartTime) / Period) },
          (_, index) => StartTime + index * Period,
        ).flatMap((at) => {
          const value = counted(query, at);
          return value === null ? [] : [{ id: query.Id, at, value }];
        });
      });
      const text = JSON.stringify(question);
      const known = NextToken === undefined ? { question: text, from: 0 } : issued.get(NextToken);
      if (known === undefined || known.question !== text) throw new Refusal('InvalidNextToken');
      const page = points.slice(known.from, known.from + pointsAPage);
      const byId = Map.groupBy(page, ({ id }) => id);
      const isLast = known.from + pointsAPage >= points.length;
      const next = `token-${issued.size + 1}`;
      if (!isLast) issued.set(next, { question: text, from: known.from + pointsAPage });
      const failing = isLast && unfinished !== undefined && unfinished.calls-- > 0;
      return {
        ...(!isLast && { NextToken: next }),
        MetricDataResults: MetricDataQueries.map(({ Id }) => ({
          Id,
          Timestamps: byId.get(Id)?.map(({ at }) => at) ?? [],
          Values: byId.get(Id)?.map(({ value }) => value) ?? [],
          StatusCode: !isLast ? 'PartialData' : failing ? unfinished?.status : 'Complete',
        })),
      };
    },
  );
}
