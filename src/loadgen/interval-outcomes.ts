import { ByInterval } from './by-interval.ts';
import type { Cuts } from './cuts.ts';

const MICROS_PER_SECOND = 1e6;

/** Outcomes of the records intended in one interval, as far as they became known since the last call. */
export interface OutcomeCounts {
  /** Where the interval begins: a whole second, or a cut within one. */
  readonly second: number;
  intended: number;
  acknowledged: number;
  acknowledgedInLimit: number;
  failed: number;
  unknown: number;
  unsent: number;
}

const noOutcomes = (second: number): OutcomeCounts => ({
  second,
  intended: 0,
  acknowledged: 0,
  acknowledgedInLimit: 0,
  failed: 0,
  unknown: 0,
  unsent: 0,
});

/** Outcomes by the second of intended time, and apart where a cut divides the second. */
export class IntervalOutcomes extends ByInterval<OutcomeCounts> {
  constructor(cuts: Cuts) {
    super(cuts, (from, _to, before) => before ?? noOutcomes(from / MICROS_PER_SECOND));
  }
}
