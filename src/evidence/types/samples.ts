import type { Histogram } from 'hdr-histogram-js';

export type SampleKind = 'response' | 'service' | 'schedule-delay' | 'end-to-end' | 'fetch';
export type SamplePath = 'produce' | 'tail' | 'catch-up';

/** Identifies one histogram log: `<target>.<repetition>.<path>[.<group>].<kind>.hlog`. */
export interface SampleName {
  readonly target: string;
  readonly repetition: number;
  readonly path: SamplePath;
  readonly group: string | null;
  readonly kind: SampleKind;
}

/** One histogram log as read back: µs values, one entry a line; a second may have several lines. */
export interface SampleLog extends SampleName {
  readonly intervals: readonly { readonly second: number; readonly histogram: Histogram }[];
}
