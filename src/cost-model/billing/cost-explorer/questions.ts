import type { Expression, GetCostAndUsageCommandInput } from '@aws-sdk/client-cost-explorer';
import type { BillingScope, Period } from '../types/source.ts';
import type { CostsAsk } from './costs-ask.ts';

export type CostQuestion = GetCostAndUsageCommandInput & { readonly TimePeriod: { Start: string; End: string } };

const METRICS = ['UnblendedCost', 'AmortizedCost', 'UsageQuantity'];

const dimension = (Key: 'LINKED_ACCOUNT' | 'REGION' | 'RECORD_TYPE', Values: readonly string[]): Expression => ({
  Dimensions: { Key, Values: [...Values] },
});

/** What has one value of a tag; with null, what does not carry the tag at all. */
export const tagged = (key: string, value: string | null): Expression => ({
  Tags:
    value === null ? { Key: key, MatchOptions: ['ABSENT'] } : { Key: key, Values: [value], MatchOptions: ['EQUALS'] },
});

/** Every part must hold; without parts there is no filter. */
function allOf(parts: readonly Expression[]): Expression | null {
  const [only, ...others] = parts;
  if (only === undefined) return null;
  return others.length === 0 ? only : { And: [only, ...others] };
}

/** One of the parts must hold; null of none. */
export function anyOf(parts: readonly Expression[]): Expression | null {
  const [only, ...others] = parts;
  if (only === undefined) return null;
  return others.length === 0 ? only : { Or: [only, ...others] };
}

/** One of the parts does not hold. */
export const notAllOf = (parts: readonly Expression[]): Expression => ({ Not: allOf(parts) ?? {} });

export const partsOf = ({ accounts, tags, region }: BillingScope): readonly Expression[] => [
  ...(accounts.length === 0 ? [] : [dimension('LINKED_ACCOUNT', accounts)]),
  ...Object.entries(tags).map(([key, value]) => tagged(key, value)),
  ...(region === null ? [] : [dimension('REGION', [region])]),
];

/** Days, or with hours the instants at which they begin, as Cost Explorer wants them. */
const timePeriod = ({ start, end }: Period, hourly: boolean) =>
  hourly ? { Start: `${start}T00:00:00Z`, End: `${end}T00:00:00Z` } : { Start: start, End: end };

const grouped = (ask: CostsAsk, parts: readonly Expression[], keys: readonly [string, string]): CostQuestion => {
  const filter = allOf(parts);
  return {
    TimePeriod: timePeriod(ask.period, ask.hourly),
    Granularity: ask.hourly ? 'HOURLY' : 'DAILY',
    Metrics: METRICS,
    ...(filter !== null && { Filter: filter }),
    GroupBy: keys.map((Key) => ({ Type: 'DIMENSION' as const, Key })),
  };
};

/** Everything by record type and service: at most two groupings are allowed, so usage types are asked apart. */
export const overviewQuestion = (ask: CostsAsk, parts: readonly Expression[]): CostQuestion =>
  grouped(ask, parts, ['RECORD_TYPE', 'SERVICE']);

/** One record type by service and usage type. */
export const usageTypesQuestion = (ask: CostsAsk, parts: readonly Expression[], recordType: string): CostQuestion =>
  grouped(ask, [...parts, dimension('RECORD_TYPE', [recordType])], ['SERVICE', 'USAGE_TYPE']);

/** Whether anything was billed at all: no filter, one sum. */
export const anythingQuestion = ({ period }: CostsAsk): CostQuestion => ({
  TimePeriod: timePeriod(period, false),
  Granularity: 'DAILY',
  Metrics: METRICS,
});
