import type { Metric } from '../evidence/types/metrics.ts';
import { readingShares, sendingShares } from '../scenarios/shares.ts';
import type { Plan } from '../scenarios/types.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';

type GeneratorLine = Extract<Metric, { readonly kind: 'generator' }>;
type SendsLine = Extract<Metric, { readonly kind: 'sends' }>;

/** One thread that sends or reads, and what it wrote about itself: each is judged by itself. */
export interface GeneratorThread {
  readonly kind: 'produce' | 'read';
  /** `produce thread`, or `produce thread 2 of 3` where there are several. */
  readonly title: string;
  readonly health: readonly GeneratorLine[];
  /** Empty for one that reads. */
  readonly sends: readonly SendsLine[];
}

/** Every thread that the plan asks for, also one that wrote nothing. */
export function generatorThreads(pass: RepetitionEvidence, plan: Plan): readonly GeneratorThread[] {
  const counts = { produce: sendingShares(plan).length, read: readingShares(plan).length };
  return (['produce', 'read'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, (_, thread) => {
      const its = ({ index = 0 }: { readonly index?: number }): boolean => index === thread;
      return {
        kind,
        title: counts[kind] === 1 ? `${kind} thread` : `${kind} thread ${thread + 1} of ${counts[kind]}`,
        health: metricsOf(pass, 'generator').filter((line) => line.thread === kind && its(line)),
        sends: kind === 'produce' ? metricsOf(pass, 'sends').filter(its) : [],
      };
    }),
  );
}

/** Of the threads of each kind, the one in most trouble: it decides. */
export function worstOfEach(
  threads: readonly GeneratorThread[],
  trouble: (thread: GeneratorThread) => number,
): readonly GeneratorThread[] {
  return (['produce', 'read'] as const).flatMap(
    (kind) => threads.filter((thread) => thread.kind === kind).toSorted((a, b) => trouble(b) - trouble(a))[0] ?? [],
  );
}
