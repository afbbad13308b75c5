import { whole } from '../judge/format.ts';
import { valueAtPath } from '../judge/metric-path.ts';
import { samplesNeeded } from '../judge/percentiles.ts';
import type { TargetSummary } from '../judge/types.ts';

const PERCENTILES: Readonly<Record<string, { readonly title: string; readonly percentile: number }>> = {
  p50: { title: 'p50', percentile: 50 },
  p95: { title: 'p95', percentile: 95 },
  p99: { title: 'p99', percentile: 99 },
  p999: { title: 'p99.9', percentile: 99.9 },
};

/** Why summary.json has no number there, in words for below a table. */
export function whyMissing(target: TargetSummary, metric: string): string {
  const path = metric.split('.');
  if (path[0] === 'audit' && target.audit === null) return 'no complete reading was made, so nothing can be said';
  if (path[0] === 'catchUp' && target.catchUp === null) return 'no catch-up took place in a valid repetition';
  if (!target.repetitions.some((repetition) => repetition.valid)) return 'no repetition was valid';
  const samples = valueAtPath(target, [...path.slice(0, -1), 'count'].join('.'));
  const asked = PERCENTILES[path.at(-1) ?? ''];
  if (typeof samples === 'number' && asked !== undefined) {
    return `${asked.title} needs at least ${whole(samplesNeeded(asked.percentile))} samples; ${target.name} has ${whole(samples)}`;
  }
  if (metric === 'catchUp.timeToTailSeconds') return `${target.name} never reached the tail`;
  return `not known for ${target.name}`;
}
