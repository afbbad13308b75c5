import type { HttpServiceAddress } from './http-service-schema.ts';

/** What a target's file says under `billing:`. */
export interface TargetBilling {
  readonly accounts: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly region: string | null;
  /** Days, UTC; `end` is the first that is no longer part of it. */
  readonly period: { readonly start: string; readonly end: string } | null;
  /** By the dimension that metrics ask for. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  readonly shared: readonly TargetSharedCost[];
  /** Secrets stay names of environment variables. */
  readonly prometheus: HttpServiceAddress | null;
}

export interface TargetSharedCost {
  /** By what it is split, in words. */
  readonly by: string;
  /**
   * Everything that is given must match: provider and account as they are, a tag as `key=value` of which the value is a
   * regular expression, all others regular expressions over the whole value.
   */
  readonly of: {
    readonly provider?: string;
    readonly account?: string;
    readonly service?: string;
    readonly usageType?: string;
    readonly operation?: string;
    readonly resource?: string;
    readonly tag?: string;
  };
  /** Target → decimal string. */
  readonly weights: Readonly<Record<string, string>>;
}
