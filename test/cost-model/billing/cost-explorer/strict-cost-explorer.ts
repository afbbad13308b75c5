import { type JsonService, jsonService, Refusal } from '../aws/json-service.ts';

/** A line of a bill, of which the stand-in's answers are made. Money in ten-billionths, as AWS tells ten places. */
export interface Line {
  readonly at: string;
  readonly account?: string;
  readonly region?: string;
  readonly recordType?: string;
  readonly service?: string;
  readonly usageType?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly cost: string;
  readonly amortized?: string;
  readonly quantity?: string;
  readonly unit?: string;
}

interface Settings {
  readonly lines: readonly Line[];
  readonly groupsAPage?: number;
  /** The first day that may still change. */
  readonly estimatedFrom?: string;
}

type Input = Record<string, unknown>;
interface Expression {
  readonly And?: readonly Expression[];
  readonly Or?: readonly Expression[];
  readonly Not?: Expression;
  readonly Dimensions?: { Key: string; Values: string[] };
  readonly Tags?: { Key: string; Values?: string[]; MatchOptions?: string[] };
}

const METRICS = ['UnblendedCost', 'AmortizedCost', 'UsageQuantity'];
const KEYS = ['TimePeriod', 'Granularity', 'Metrics', 'Filter', 'GroupBy', 'NextPageToken'];
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const STEP = { DAILY: 86_400_000, HOURLY: 3_600_000 };
const ONE = 10n ** 10n;

function invalid(message: string): never {
  throw new Refusal('ValidationException', message);
}

/** In ten-billionths. */
const exact = (text: string): bigint => {
  const [whole = '0', places = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * ONE + BigInt(places.padEnd(10, '0'));
  return text.startsWith('-') ? -size : size;
};

const written = (value: bigint): string => {
  const size = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${size / ONE}.${String(size % ONE).padStart(10, '0')}`;
};

const keyOf = (line: Line, key: string): string => {
  const values: Record<string, string | undefined> = {
    LINKED_ACCOUNT: line.account ?? '111111111111',
    REGION: line.region ?? 'us-east-1',
    RECORD_TYPE: line.recordType ?? 'Usage',
    SERVICE: line.service ?? 'Amazon Simple Storage Service',
    USAGE_TYPE: line.usageType ?? 'Requests-Tier1',
  };
  return values[key] ?? invalid(`unknown dimension ${key}`);
};

function holds(line: Line, filter: Expression | undefined): boolean {
  if (filter === undefined) return true;
  if (filter.And !== undefined) {
    if (filter.And.length < 2) invalid('And needs at least two expressions');
    return filter.And.every((part) => holds(line, part));
  }
  if (filter.Or !== undefined) {
    if (filter.Or.length < 2) invalid('Or needs at least two expressions');
    return filter.Or.some((part) => holds(line, part));
  }
  if (filter.Not !== undefined) return !holds(line, filter.Not);
  if (filter.Dimensions !== undefined) return filter.Dimensions.Values.includes(keyOf(line, filter.Dimensions.Key));
  if (filter.Tags === undefined) invalid('an expression needs one of And, Or, Not, Dimensions, Tags');
  const { Key, Values = [], MatchOptions = [] } = filter.Tags;
  const value = line.tags?.[Key];
  return MatchOptions.includes('ABSENT') ? value === undefined : value !== undefined && Values.includes(value);
}

/** As strict as AWS's reference says: two groupings, exclusive ends, forms of times, page tokens in order. */
export async function strictCostExplorer({
  lines,
  groupsAPage = 1_000,
  estimatedFrom = '9999',
}: Settings): Promise<JsonService> {
  const issued = new Map<string, { readonly request: string; readonly from: number }>();

  const between = ({ Start, End }: { Start: string; End: string }) =>
    lines.filter(({ at }) => at >= Start.slice(0, 10) && at < End.slice(0, 10));

  function costs(input: Input): object {
    const { NextPageToken, ...question } = input;
    const {
      TimePeriod,
      Granularity,
      Metrics,
      GroupBy = [],
      Filter,
    } = question as {
      TimePeriod: { Start: string; End: string };
      Granularity: keyof typeof STEP;
      Metrics: string[];
      GroupBy?: { Type: string; Key: string }[];
      Filter?: Expression;
    };
    for (const key of Object.keys(input)) if (!KEYS.includes(key)) invalid(`unknown member ${key}`);
    const form = Granularity === 'HOURLY' ? INSTANT : DAY;
    if (!form.test(TimePeriod.Start) || !form.test(TimePeriod.End))
      invalid(`${Granularity} wants another form of time`);
    if (TimePeriod.Start >= TimePeriod.End) invalid('Start date should be before end date, which is exclusive');
    if (GroupBy.length > 2) invalid('Group Definitions must be at most 2');
    if (Metrics.length === 0 || Metrics.some((metric) => !METRICS.includes(metric))) invalid('unknown metric');

    const request = JSON.stringify(question);
    const from = startOf(NextPageToken, request);
    const found = between(TimePeriod).filter((line) => holds(line, Filter));
    const times: string[] = [];
    for (let at = Date.parse(TimePeriod.Start); at < Date.parse(TimePeriod.End); at += STEP[Granularity]) {
      const text = new Date(at).toISOString();
      times.push(Granularity === 'HOURLY' ? text.replace('.000', '') : text.slice(0, 10));
    }
    const cells = times.flatMap((time) => {
      const within = found.filter(({ at }) => at.slice(0, time.length) === time);
      const byKeys = Map.groupBy(within, (line) => JSON.stringify(GroupBy.map(({ Key }) => keyOf(line, Key))));
      return GroupBy.length === 0
        ? []
        : [...byKeys].map(([keys, of]) => ({ time, Keys: JSON.parse(keys), Metrics: metricsOf(of, Metrics) }));
    });
    const page = cells.slice(from, from + groupsAPage);
    const next = from + groupsAPage < cells.length ? tokenFor(request, from + groupsAPage) : undefined;
    return {
      ...(next !== undefined && { NextPageToken: next }),
      GroupDefinitions: GroupBy,
      ResultsByTime: times.map((time) => ({
        TimePeriod: { Start: time, End: time },
        Total:
          GroupBy.length > 0
            ? {}
            : metricsOf(
                found.filter(({ at }) => at.slice(0, time.length) === time),
                Metrics,
              ),
        Groups: page.filter((cell) => cell.time === time).map(({ Keys, Metrics: sums }) => ({ Keys, Metrics: sums })),
        Estimated: time.slice(0, 10) >= estimatedFrom,
      })),
    };
  }

  function startOf(token: unknown, request: string): number {
    if (token === undefined) return 0;
    const known = issued.get(String(token));
    if (known === undefined) throw new Refusal('InvalidNextTokenException');
    if (known.request !== request) throw new Refusal('RequestChangedException');
    return known.from;
  }

  function tokenFor(request: string, from: number): string {
    const token = `page-${issued.size + 1}-from-${from}`;
    issued.set(token, { request, from });
    return token;
  }

  return jsonService(
    {
      scope: { region: 'us-east-1', service: 'ce' },
      target: 'AWSInsightsIndexService',
      contentType: 'application/x-amz-json-1.1',
    },
    ({ operation, input }) => {
      if (operation === 'GetCostAndUsage') return costs(input);
      const { TimePeriod, TagKey, Dimension } = input as {
        TimePeriod: { Start: string; End: string };
        TagKey: string;
        Dimension: string;
      };
      if (!DAY.test(TimePeriod.Start) || TimePeriod.Start >= TimePeriod.End) invalid('no period');
      const all = between(TimePeriod);
      const distinct = (values: readonly string[]) => [...new Set(values)].toSorted();
      if (operation === 'GetTags')
        return { Tags: distinct(all.map(({ tags }) => tags?.[TagKey] ?? '')), ReturnSize: 1, TotalSize: 1 };
      if (operation === 'GetDimensionValues')
        return { DimensionValues: distinct(all.map((line) => keyOf(line, Dimension))).map((Value) => ({ Value })) };
      throw new Refusal('UnknownOperationException');
    },
  );
}

/** Sums; a quantity over different units has the unit N/A, as at AWS. */
function metricsOf(lines: readonly Line[], metrics: readonly string[]): object {
  const sum = (of: (line: Line) => string) => written(lines.reduce((total, line) => total + exact(of(line)), 0n));
  const units = new Set(lines.map(({ unit }) => unit ?? 'Requests'));
  const [unit = 'N/A'] = units;
  const all: Record<string, object> = {
    UnblendedCost: { Amount: sum(({ cost }) => cost), Unit: 'USD' },
    AmortizedCost: { Amount: sum(({ cost, amortized }) => amortized ?? cost), Unit: 'USD' },
    UsageQuantity: { Amount: sum(({ quantity }) => quantity ?? '0'), Unit: units.size === 1 ? unit : 'N/A' },
  };
  return Object.fromEntries(metrics.map((metric) => [metric, all[metric]]));
}
