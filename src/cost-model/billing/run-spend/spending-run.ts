import type { Plan } from '../../../scenarios/types.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import type { PlatformId } from '../../types/result.ts';

/** One repetition of a target, and what it is priced as. */
export interface SpendingRun {
  readonly cost: PricedWorkload;
  readonly platform: PlatformId;
  readonly target: { readonly name: string; readonly standIn: boolean };
  readonly plan: Pick<Plan, 'topics' | 'records' | 'groups' | 'phases' | 'retentionMs' | 'production'>;
  readonly repetition: SpentSeries;
  /** Brokers that ran; null where that is not known or they are stand-ins: then as many as the model gives such a load. */
  readonly nodes: number | null;
  /** For its tagged resources; see billed-on.ts. */
  readonly billed: string | null;
}

/** What of a repetition's series is needed here; `series.targets[].repetitions[]` has this form. */
export interface SpentSeries {
  readonly index: number;
  readonly seconds: readonly { readonly second: number; readonly acknowledged: number }[];
  /** Empty where no object store was watched. */
  readonly objectStore: readonly {
    readonly second: number;
    readonly put: number;
    readonly get: number;
    readonly other: number;
  }[];
  readonly catchUp: readonly { readonly points: readonly { readonly second: number; readonly mib: number }[] }[];
}
