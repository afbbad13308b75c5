import { LATE_MS } from '../evidence/late.ts';
import { withinWords } from '../judge/catch-up.ts';
import { whole } from '../judge/format.ts';
import { hidesP999 } from '../judge/lateness.ts';
import { LIMITS } from '../judge/limits.ts';
import { valueAtPath } from '../judge/metric-path.ts';
import { samplesNeeded } from '../judge/percentiles.ts';
import type { TargetSummary } from '../judge/types/summary.ts';
import { percent } from './format.ts';
import { whyNoRecovery } from './missing-recovery.ts';

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
  if (path[0] === 'objectStore' && target.objectStore === null)
    return `${target.name} has no object store behind the proxy`;
  if (metric === 'objectStore.cacheHitRatio') return `consumers read nothing from ${target.name}`;
  const unrecovered = path[0] === 'recovery' ? whyNoRecovery(target, path) : null;
  if (unrecovered !== null) return unrecovered;
  if (path.at(-1) === 'p999' && path[1] !== 'service' && hidesP999(target.produce.lateShare)) {
    return `more than ${percent(LIMITS.lateForP999.limit)} of the records were handed over more than ${LATE_MS} ms late by the load generator, so p99.9 would be its own`;
  }
  const unread = valueAtPath(target, [...path.slice(0, -2), 'unread'].join('.'));
  if (typeof unread === 'number' && unread > 0) {
    return `it falls on one of ${whole(unread)} records that were not read when the run stopped waiting`;
  }
  const samples = valueAtPath(target, [...path.slice(0, -1), 'count'].join('.'));
  const asked = PERCENTILES[path.at(-1) ?? ''];
  if (typeof samples === 'number' && asked !== undefined) {
    return `${asked.title} needs at least ${whole(samplesNeeded(asked.percentile))} samples; ${target.name} has ${whole(samples)}`;
  }
  if (metric === 'catchUp.timeToTailSeconds' && target.catchUp !== null) {
    return `${target.name} did not reach the tail${withinWords(target.catchUp)}`;
  }
  return `not known for ${target.name}`;
}
