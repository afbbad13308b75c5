import type { Metric } from '../../evidence/types/metrics.ts';
import { RECORD_OVERHEAD_BYTES } from '../../scenarios/client-sizes.ts';
import { keyBytes } from '../../scenarios/record-key.ts';
import { sendingShares } from '../../scenarios/shares.ts';
import type { Plan } from '../../scenarios/types.ts';
import { intervalsOf, merge } from '../histograms.ts';
import { percentilesOf } from '../percentiles.ts';
import { metricsOf, type RepetitionEvidence } from '../repetition-evidence.ts';
import { wholeSecond } from '../timeline.ts';
import { recoveredP99Ms } from './threshold.ts';

/** What the producers did in each whole second of a pass. */
export interface ProducedBySecond {
  /** Records intended in it. */
  intended(second: number): number;
  /** Of these, those that were acknowledged, whenever it was. */
  acknowledged(second: number): number;
  /** Response p99 of the records intended in it, in ms, or their maximum where they are too few; null without any. */
  p99Ms(second: number): number | null;
  /** More waits at its end than a platform in time would leave there; where that is not known, it does. */
  hasQueued(second: number): boolean;
}

export function producedBySecond(pass: RepetitionEvidence, plan: Plan): ProducedBySecond {
  const outcomes = Map.groupBy(metricsOf(pass, 'outcomes'), wholeSecond);
  const responses = Map.groupBy(intervalsOf(pass, { path: 'produce', kind: 'response' }), wholeSecond);
  const sum = (second: number, key: 'intended' | 'acknowledged'): number =>
    (outcomes.get(second) ?? []).reduce((total, line) => total + line[key], 0);
  const waiting = bufferedAtEnd(pass, plan);
  const intended = (second: number): number => sum(second, 'intended');
  return {
    intended,
    acknowledged: (second) => sum(second, 'acknowledged'),
    p99Ms(second) {
      const { p99, max } = percentilesOf(merge((responses.get(second) ?? []).map(({ histogram }) => histogram)));
      return p99 ?? max;
    },
    hasQueued(second) {
      const bytes = waiting(second);
      return bytes === null || bytes > underWayBytes(intended(second), plan);
    },
  };
}

/**
 * What is under way where nothing queues, at most (Little's law): what the rate brings within the response time
 * that counts as recovered, and one batch a partition that is still open.
 */
function underWayBytes(recordsPerSecond: number, plan: Plan): number {
  const { topics, records, client } = plan;
  const recordBytes = records.meanBytes + keyBytes(records.keys) + RECORD_OVERHEAD_BYTES;
  const partitions = topics.reduce((sum, topic) => sum + topic.partitions, 0);
  return (recordsPerSecond * recordBytes * recoveredP99Ms(plan)) / 1e3 + partitions * client.batchBytes;
}

type SendsLine = Extract<Metric, { readonly kind: 'sends' }>;

/** Over all sending threads; null where one that goes on said nothing of that second. */
function bufferedAtEnd(pass: RepetitionEvidence, plan: Plan): (second: number) => number | null {
  const lines = Map.groupBy(metricsOf(pass, 'sends'), ({ index = 0 }) => index);
  const threads = sendingShares(plan).map((_, thread) => {
    const ofThread = lines.get(thread) ?? [];
    const bySecond = new Map(ofThread.map((line) => [line.second, line.bufferedBytes]));
    const last = ofThread.reduce<SendsLine | null>((a, b) => (a === null || b.second > a.second ? b : a), null);
    return (second: number): number | null =>
      bySecond.get(second) ?? (last !== null && second > last.second ? last.bufferedBytes : null);
  });
  return (second) =>
    threads.reduce<number | null>((sum, of) => {
      const bytes = of(second);
      return sum === null || bytes === null ? null : sum + bytes;
    }, 0);
}
