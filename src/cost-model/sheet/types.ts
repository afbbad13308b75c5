import type { ProductionWorkload, SupportModel } from '../../scenarios/production.ts';
import type { Component, Decision } from '../surroundings/types.ts';
import type { Terms } from '../types/prices.ts';
import type { Overrides, Question } from '../types/request.ts';

/** What finance says of a workload and of what it costs: a sheet in its own words, read into the model's. */
export interface AssumptionsSheet {
  readonly file: string;
  readonly name: string;
  readonly owner: string | null;
  readonly approver: string | null;
  /** `2026-11-21` */
  readonly date: string | null;
  /** null where the sheet says none: then a scenario's or the flags' is priced. */
  readonly workload: ProductionWorkload | null;
  /** Also within `workload`; null where the sheet does not say it. */
  readonly support: SupportModel | null;
  /**
   * Figures that the sheet says, each with its place in it as its source; all of the workload where it has one.
   * A price without a tier, `price/<key>`, is that of every tier: see every-tier.ts.
   * Money is in the sheet's own: `terms.currency`, US dollars without it.
   */
  readonly overrides: Overrides;
  readonly ecosystem: Readonly<Partial<Record<Component, Decision>>>;
  readonly terms: Terms;
  /** As far as the sheet asks for anything else than the usual. */
  readonly asked: Partial<Question>;
  /** As typed, of the platforms to price; empty where the sheet does not say it. */
  readonly platforms: readonly string[];
  /** As typed; null where the sheet does not say it. */
  readonly region: string | null;
  /** Most that a month may cost, in the sheet's money. */
  readonly budget: number | null;
}
