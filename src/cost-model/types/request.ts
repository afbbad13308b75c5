import type { ProductionWorkload } from '../../scenarios/production.ts';
import type { Future } from './answers.ts';
import type { Figures, Provenance } from './figures.ts';
import type { PriceBook, Terms } from './prices.ts';
import type { MeasuredFigure, NotPriced, PlatformId } from './result.ts';
import type { PricedShape } from './shape.ts';

/** Everything that a cost.json follows from: the same request gives the same bytes. */
export interface PriceRequest {
  readonly workload: ProductionWorkload;
  /** With what surrounds the brokers and what a move costs already in them. */
  readonly shapes: readonly PricedShape[];
  /** Of one region; where two books name a key, the later one holds. */
  readonly books: readonly PriceBook[];
  readonly hoursPerMonth: number;
  /** ISO 8601, UTC: the day against which prices are old. */
  readonly startedAt: string;
  readonly terms: Terms;
  /** What the business case rests on, as figures `business/…`, money in US dollars. */
  readonly business: Figures;
  /** Figures that somebody gave another value, a range or a source. */
  readonly overrides: Overrides;
  readonly question: Question;
  readonly notPriced: readonly NotPriced[];
  readonly measured: readonly MeasuredFigure[];
}

/**
 * By name of the figure: one of the workload (`fanOut`), an assumption of every shape that has it (`engineerRate`)
 * or of one (`<platform>/<variant>/engineerRate`), a price (`price/aws.s3.standard.put/0`), `business/…`.
 */
export type Overrides = Readonly<Record<string, FigureOverride>>;

export interface FigureOverride {
  /** In the figure's unit, money in that of the result; absent where only its range is given, or only where it comes from. */
  readonly value?: number;
  readonly low?: number | null;
  readonly high?: number | null;
  /** `sheet:tco.yaml:engineerRate`, `flag:--fan-out`, `run:<id>`. */
  readonly source: string;
  /** `assumed` unless it is something better. */
  readonly provenance?: Provenance;
}

/** What is to be answered about the priced platforms. */
export interface Question {
  /** The first priced platform where absent. */
  readonly baseline: PlatformId | null;
  /** The cheapest complete other one where absent, else the next. */
  readonly candidate: PlatformId | null;
  /** Of the sampling: the plan's digest, or that of the inputs. */
  readonly seed: string;
  readonly samples: number;
  /** `2027-01`: when the horizon begins. */
  readonly firstMonth: string;
  /** Months over which it is asked. */
  readonly horizonMonths: number;
  /** 1 for January. */
  readonly fiscalYearStartsIn: number;
  readonly futures: readonly Future[];
  /** Figures of the workload that the heat map is drawn over. */
  readonly sweep: readonly [x: string, y: string];
}
