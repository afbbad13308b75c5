import type { FigureOverride, Overrides } from '../../../cost-model/types/request.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { address } from '../file/address.ts';
import { DELIVERED_COLUMN, INPUT_COLUMNS, type Layout } from '../layout.ts';

export const AVERAGE = 'averageIngress';
export const PEAK = 'peakIngress';

/** What the peak's cell holds: the average as it now is, times what the peak was of it. */
export const peakFormula = (average: number, peak: number): string =>
  `${address(INPUT_COLUMNS.value, average)}*${address(DELIVERED_COLUMN, peak)}/${address(DELIVERED_COLUMN, average)}`;

/** In which row the average stands that the peak follows; null for every other figure. */
export const averageRowFor = (name: string, { inputs }: Pick<Layout, 'inputs'>): number | null =>
  name === PEAK ? (inputs.find((input) => input.name === AVERAGE)?.row ?? null) : null;

/** Where the average was given another value and the peak was not, the peak moves with it. */
export function withMovedPeak({ figures }: CostResult, overrides: Overrides): Overrides {
  const { [AVERAGE]: average, [PEAK]: peak } = figures;
  const moved = overrides[AVERAGE];
  const own: Partial<FigureOverride> = overrides[PEAK] ?? {};
  if (average === undefined || peak === undefined || moved?.value === undefined || own.value !== undefined) {
    return overrides;
  }
  const times = moved.value / average.value;
  const { low = peak.low, high = peak.high } = own;
  return {
    ...overrides,
    [PEAK]: {
      value: peak.value * times,
      low: own.low === undefined && low !== null ? low * times : low,
      high: own.high === undefined && high !== null ? high * times : high,
      source: own.source ?? `${moved.source} (the peak moves with it)`,
    },
  };
}
