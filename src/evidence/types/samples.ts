import type { Histogram } from 'hdr-histogram-js';

export type SampleKind = 'response' | 'service' | 'schedule-delay' | 'end-to-end' | 'fetch' | 'request';
export type SamplePath = 'produce' | 'tail' | 'catch-up' | 'object-store';

/** Identifies one histogram log: `<target>.<repetition>.<path>[.<group>].<kind>.hlog`. */
export interface SampleName {
  readonly target: string;
  readonly repetition: number;
  readonly path: SamplePath;
  readonly group: string | null;
  readonly kind: SampleKind;
}

/**
 * One histogram log as read back: µs values, one entry a line; a second may have several lines. `second` is where
 * the interval begins: a whole second, or where a fault began or ended within one (thousandths).
 * Of an object store, `group` is the operation.
 */
export interface SampleLog extends SampleName {
  readonly intervals: readonly { readonly second: number; readonly histogram: Histogram }[];
}
