import { significant } from '../format.ts';
import type { Coverage } from '../types/coverage.ts';

/** One thing of production, and which part of it a plan exercises. */
export interface CoverageLine {
  readonly of: string;
  readonly production: string;
  readonly plan: string;
  /** Of production, from 0 to 1. */
  readonly share: number;
  /** What is not exercised; null where all of it is. */
  readonly untested: string | null;
}

const perSecond = (rate: number): string => `${significant(rate)}/s`;
/** Cut off: what is short of everything never reads 100%. */
const percent = (share: number): string => `${significant(Math.floor(share * 1_000) / 10)}%`;
/** What `percent` leaves of the whole. */
const rest = (share: number): string => `${significant((1_000 - Math.floor(share * 1_000)) / 10)}%`;

export function coverageLines({ minutes, sizes, hottestKey, busiestPartition }: Coverage): readonly CoverageLine[] {
  const { productionPeak, planPeak, planAverage, productionAverage } = minutes;
  const line = (of: string, production: string, plan: string, share: number, untested: string): CoverageLine => ({
    of,
    production,
    plan,
    share,
    untested: share >= 0.9995 ? null : untested,
  });
  return [
    line(
      'Time, by its rate',
      `up to ${perSecond(productionPeak)}`,
      `up to ${perSecond(planPeak)}`,
      minutes.share,
      `${rest(minutes.share)} of the time has a higher rate`,
    ),
    line(
      'Time, by its rate ÷ average',
      `up to ${times(productionPeak, productionAverage)}`,
      `up to ${times(planPeak, planAverage)}`,
      minutes.shapeShare,
      `${rest(minutes.shapeShare)} of the time lies further above the average`,
    ),
    ...(sizes === null
      ? []
      : [
          line(
            'Records, by their size',
            'all sizes',
            'sizes that are generated',
            sizes.records,
            `${rest(sizes.records)} of the records have other sizes`,
          ),
          line(
            'Bytes, by the size of their record',
            'all sizes',
            'sizes that are generated',
            sizes.bytes,
            `${rest(sizes.bytes)} of the bytes are of records of other sizes`,
          ),
        ]),
    ...(hottestKey === null
      ? []
      : [
          line(
            'Hottest key',
            percent(hottestKey.production),
            percent(hottestKey.plan),
            hottestKey.share,
            'a hotter key',
          ),
        ]),
    ...(busiestPartition === null
      ? []
      : [
          line(
            'Busiest partition ÷ even share',
            `${significant(busiestPartition.production)}×`,
            `${significant(busiestPartition.plan)}×`,
            busiestPartition.share,
            'a busier partition',
          ),
        ]),
  ];
}

const times = (rate: number, average: number): string => (average === 0 ? '–' : `${significant(rate / average)}×`);

/** The whole of it in one sentence. */
export function coverageSentence(coverage: Coverage, subject = 'This run'): string {
  const { minutes, sizes } = coverage;
  const parts = [
    `${percent(minutes.share)} of the time that was captured, by its rate`,
    ...(sizes === null
      ? []
      : [`${percent(sizes.records)} of its records and ${percent(sizes.bytes)} of its bytes, by their size`]),
    ...(coverage.hottestKey === null ? [] : [`${percent(coverage.hottestKey.share)} of the hottest key’s share`]),
  ];
  return `${subject} exercises ${parts.join(', ')}.`;
}
