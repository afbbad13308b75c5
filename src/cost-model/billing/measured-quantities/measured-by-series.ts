import { times } from '../../arithmetic/money.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import { Exact, plain } from '../reconcile/exact.ts';
import type { MeasuredQuantity } from '../types/measured-quantity.ts';
import type { MetricSeries, Period } from '../types/source.ts';
import type { MetricMeter } from './metric-meter.ts';

/** A stretch of which less is told says too little about it. */
const ENOUGH_OF_THE_WINDOW = 0.9;

/** Quantities are rounded to this many places, as those of the model are. */
const PLACES = 6;

export interface SeriesWindow {
  /** In which it was measured, whatever days the bill is of. */
  readonly period: Period;
  /** `cloudwatch`. */
  readonly source: string;
  readonly series: readonly MetricSeries[];
  readonly meters: readonly MetricMeter[];
}

/**
 * What metrics of the billed cluster itself counted, as a month by the hours in which they did: one entry a meter that
 * was asked for. It stands for production, since it is production, unless the source did not say all of it: a series
 * without points may have none because nothing happened, or because nobody switched it on.
 */
export function measuredBySeries(
  { prices, hoursPerMonth }: Pick<PricedWorkload, 'prices' | 'hoursPerMonth'>,
  { period, source, series, meters }: SeriesWindow,
): readonly MeasuredQuantity[] {
  const [from, to] = [Date.parse(period.start) / 1e3, Date.parse(period.end) / 1e3];
  return meters.flatMap((meter) => {
    const own = series
      .filter(({ name, statistic }) => name === meter.metric && statistic === meter.statistic)
      .map((one) => ({ ...one, points: one.points.filter(([at]) => at >= from && at < to) }));
    const [first] = own;
    if (first === undefined) return [];
    const told = own.filter(({ points }) => points.length > 0);
    const counted = told.length === 0 ? null : meter.as === 'sum' ? totalOf(told) : averageOf(told);
    const unit = Object.hasOwn(prices, meter.price.key) ? prices[meter.price.key]?.unit : undefined;
    const because = [
      ...(unit === undefined ? ['the model pays nothing by this price'] : []),
      ...(own.every(({ complete }) => complete) ? [] : ['the source did not send all of it']),
      ...(meter.notUsed === undefined ? [] : [meter.notUsed]),
      ...silent(own),
      ...tooLittle(told, from, to),
    ];
    const inUnits = times(plain(counted ?? new Exact(0)), meter.price.perUnit);
    const month =
      meter.as === 'sum'
        ? new Exact(inUnits)
            .times(hoursPerMonth)
            .times(3600)
            .div(to - from)
        : inUnits;
    return {
      name: meter.metric,
      source,
      counted: counted === null ? null : { quantity: plain(counted), unit: first.unit },
      period,
      priceKey: meter.price.key,
      monthly:
        unit === undefined || counted === null
          ? null
          : { quantity: plain(new Exact(month).toDecimalPlaces(PLACES)), unit },
      used: because.length === 0,
      because,
    };
  });
}

const totalOf = (series: readonly MetricSeries[]): Exact =>
  series.flatMap(({ points }) => points).reduce((total, [, value]) => total.plus(value), new Exact(0));

/** Each series' own average; together they are what lies there. */
const averageOf = (series: readonly MetricSeries[]): Exact =>
  series.reduce((total, one) => total.plus(totalOf([one]).div(one.points.length)), new Exact(0));

function silent(series: readonly MetricSeries[]): readonly string[] {
  const without = series.filter(({ points }) => points.length === 0);
  const names = without.map(({ dimensions }) => Object.values(dimensions).filter(Boolean).join(' '));
  const those = [...new Set(names)].filter(Boolean).join(', ');
  return without.length === 0 ? [] : [`nothing is published${those === '' ? '' : ` for ${those}`}`];
}

function tooLittle(series: readonly MetricSeries[], from: number, to: number): readonly string[] {
  if (series.length === 0) return [];
  const least = Math.min(...series.map(({ points, periodSeconds }) => (points.length * periodSeconds) / (to - from)));
  return least >= ENOUGH_OF_THE_WINDOW ? [] : [`it is told for ${Math.round(least * 100)}% of the window only`];
}
