import type { PricedWorkload } from '../../pricing/price-workload.ts';
import type { PlatformId } from '../../types/result.ts';

/** A figure that a bill may settle. */
export interface CalibratedFigure {
  /** In `CostResult.figures`. */
  readonly name: string;
  readonly unit: string;
  readonly modelled: number;
  /** Values that it may have; what lies outside is reported and not proposed. */
  readonly possible: Range;
  /** Where the model is asked what would explain the bill: wider, so that an impossible value can be named. */
  readonly searched: Range;
  /** By equal factors instead of equal steps. */
  readonly byFactors: boolean;
}

export type Range = readonly [from: number, to: number];

type Kind = Pick<CalibratedFigure, 'possible' | 'searched' | 'byFactors'>;

/** An assumption's own name, or one of the workload; in the order in which they are solved for where several could be. */
const KINDS: Readonly<Record<string, Kind>> = {
  compressionRatio: { possible: [1, 64], searched: [0.02, 64], byFactors: true },
  freeDiskShare: { possible: [0, 0.99], searched: [-9, 0.99], byFactors: false },
  inZoneReadShare: { possible: [0, 1], searched: [-4, 5], byFactors: false },
  putsPerGib: { possible: [1e-3, 1e7], searched: [1e-3, 1e7], byFactors: true },
  getsPerGib: { possible: [1e-3, 1e7], searched: [1e-3, 1e7], byFactors: true },
  computeHeadroom: { possible: [0.01, 100], searched: [0.01, 100], byFactors: true },
};

/** Those that the platform or the workload has as an input. */
export function calibratedFigures({ figures }: PricedWorkload, platform: PlatformId): readonly CalibratedFigure[] {
  return Object.entries(KINDS).flatMap(([own, kind]) =>
    [`${platform}/${own}`, own].flatMap((name) => {
      const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
      if (figure === undefined || figure.expression !== undefined) return [];
      return [{ name, unit: figure.unit, modelled: figure.value, ...kind }];
    }),
  );
}

/** So many values from one end to the other, both among them. */
export function valuesOver([from, to]: Range, count: number, byFactors: boolean): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => {
    const share = at / (count - 1);
    if (at === count - 1) return to;
    return byFactors && from > 0 ? from * (to / from) ** share : from + (to - from) * share;
  });
}
