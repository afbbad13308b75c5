import type { CostResult } from '../../cost-model/types/result.ts';
import { significant, THIN_SPACE } from '../../judge/format.ts';
import { MIB } from '../../units.ts';
import { terabytesIn } from '../format.ts';

/** How finance counts a figure of the workload: terabytes a month, days kept. */
export interface Reading {
  /** `volume written` */
  readonly noun: string;
  /** `volume written, TB a month` */
  readonly axis: string;
  readonly of: (value: number) => number;
  /** `262 TB a month` */
  readonly words: (value: number) => string;
}

interface Counted {
  readonly noun: string;
  readonly unit: string;
  readonly times: (cost: Pick<CostResult, 'hoursPerMonth'>) => number;
}

const SECONDS_PER_DAY = 86_400;

const terabytesOfRate = ({ hoursPerMonth }: Pick<CostResult, 'hoursPerMonth'>): number =>
  terabytesIn(MIB, hoursPerMonth);

/** By name of the figure and its unit: in any other unit it is not converted. */
const COUNTED: Readonly<Record<string, Counted>> = {
  'averageIngress MiB/second': { noun: 'volume written', unit: 'TB a month', times: terabytesOfRate },
  'peakIngress MiB/second': { noun: 'volume at the peak', unit: 'MiB a second', times: () => 1 },
  'retention second': { noun: 'time kept', unit: 'days', times: () => 1 / SECONDS_PER_DAY },
  'fanOut count': { noun: 'reads of every byte', unit: 'times', times: () => 1 },
  'replayPerDay GiB/day': { noun: 'old data read again', unit: 'GiB a day', times: () => 1 },
  'compressionRatio count': { noun: 'compression', unit: 'to 1', times: () => 1 },
  'inZoneReadShare fraction': { noun: 'reads within the own zone', unit: '%', times: () => 100 },
};

/** Three significant digits, without zeros that say nothing: 7, 0.07, 2.5. */
const short = (value: number): string =>
  significant(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** The words for one figure of the workload; its own title and unit where finance has no other. */
export function readingOf(
  { figure, title, unit }: { readonly figure: string; readonly title: string; readonly unit: string },
  cost: Pick<CostResult, 'hoursPerMonth'>,
): Reading {
  const plainUnit = unit === 'count' || unit === 'fraction' ? '' : unit;
  const counted = COUNTED[`${figure} ${unit}`] ?? { noun: title, unit: plainUnit, times: () => 1 };
  const factor = counted.times(cost);
  const of = (value: number): number => value * factor;
  const suffix = counted.unit === '%' ? '%' : `${THIN_SPACE}${counted.unit}`;
  return {
    noun: counted.noun,
    axis: counted.unit === '' ? counted.noun : `${counted.noun}, ${counted.unit}`,
    of,
    words: (value) => `${short(of(value))}${counted.unit === '' ? '' : suffix}`,
  };
}
