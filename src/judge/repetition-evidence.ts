import type { RepetitionAudit } from '../evidence/types/audit.ts';
import type { Event } from '../evidence/types/events.ts';
import type { Metric } from '../evidence/types/metrics.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { SampleLog } from '../evidence/types/samples.ts';
import { fieldsMissing } from './metric-fields.ts';

/** What one pass of one target saved. */
export interface RepetitionEvidence {
  readonly target: string;
  readonly repetition: number;
  readonly samples: readonly SampleLog[];
  readonly events: readonly RepetitionEvent[];
  readonly metrics: readonly Metric[];
  /** Lines that lack a number: not among the metrics, and never read as 0. */
  readonly brokenMetrics: readonly { readonly kind: string; readonly missing: readonly string[] }[];
  /** null where the run ended before the reading. */
  readonly audit: RepetitionAudit | null;
}

export type RepetitionEvent = Exclude<Event, { readonly kind: 'run-ended' }>;

/** The part of a run's evidence that belongs to one pass. */
export function repetitionEvidence(run: RunEvidence, target: string, repetition: number): RepetitionEvidence {
  const ours = (it: { readonly target: string; readonly repetition: number }) =>
    it.target === target && it.repetition === repetition;
  const metrics = run.metrics.filter(ours).map((line) => ({ line, missing: fieldsMissing(line) }));
  return {
    target,
    repetition,
    samples: run.samples.filter(ours),
    events: run.events.filter((event): event is RepetitionEvent => event.kind !== 'run-ended' && ours(event)),
    metrics: metrics.flatMap(({ line, missing }) => (missing.length === 0 ? line : [])),
    brokenMetrics: metrics.flatMap(({ line: { kind }, missing }) => (missing.length === 0 ? [] : { kind, missing })),
    audit: run.audit.repetitions.find(ours) ?? null,
  };
}

/** Every pass of a target that was started, in ascending number. */
export function passesOf(run: RunEvidence, target: string): readonly RepetitionEvidence[] {
  const numbers = run.events.flatMap((event) =>
    event.kind === 'repetition-started' && event.target === target ? [event.repetition] : [],
  );
  return [...new Set(numbers)].sort((a, b) => a - b).map((number) => repetitionEvidence(run, target, number));
}

export function eventsOf<K extends RepetitionEvent['kind']>(
  pass: RepetitionEvidence,
  kind: K,
): readonly Extract<RepetitionEvent, { readonly kind: K }>[] {
  return pass.events.filter((event): event is Extract<RepetitionEvent, { readonly kind: K }> => event.kind === kind);
}

export function metricsOf<K extends Metric['kind']>(
  pass: RepetitionEvidence,
  kind: K,
): readonly Extract<Metric, { readonly kind: K }>[] {
  return pass.metrics.filter((metric): metric is Extract<Metric, { readonly kind: K }> => metric.kind === kind);
}
