import { type produceV11, protocolErrorsCodesById, ResponseError } from '@platformatic/kafka';
import { deepestReasons } from '../../../kafka/deepest-reasons.ts';
import type { Batch } from '../../batch.ts';
import type { BatchResult } from '../library-producer.ts';
import { outcomeOfRefusal } from '../refusal.ts';

type Answered = produceV11.ProduceResponse;

/** An offset that a broker gave a partition's batch. */
interface WrittenAt {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/**
 * What a failed send means for each of its batches. The error holds the answers to every attempt, and of
 * brokers that took their part, the offsets: what was once written stays so, else the last answer counts.
 * A batch without an answer is unknown.
 */
export function resultsOfFailure(failure: unknown, batches: readonly Batch[]): readonly BatchResult[] {
  const answers = answersIn(failure);
  const written = writtenOf(failure);
  const error = deepestReasons(failure);
  return batches.map((batch) => {
    const own = answers.filter(({ topic, partition }) => topic === batch.topic && partition === batch.partition);
    const success = written.find(isOf(batch)) ?? own.find(({ refusal }) => refusal === null);
    if (success !== undefined) return { outcome: 'acknowledged', baseOffset: Number(success.offset), error: null };
    const refusal = own.at(-1)?.refusal ?? null;
    const outcome = refusal === null ? 'unknown' : outcomeOfRefusal(refusal);
    return { outcome, baseOffset: null, error };
  });
}

/** A partition's part of a broker's answer; `refusal` is Kafka's name of the error. */
interface Answer extends WrittenAt {
  readonly refusal: string | null;
}

const isOf =
  (batch: Batch) =>
  ({ topic, partition }: WrittenAt): boolean =>
    topic === batch.topic && partition === batch.partition;

/** In the order of the attempts. */
function answersIn(failure: unknown): Answer[] {
  if (failure instanceof ResponseError) return answersOf((failure as { response?: Answered }).response);
  return failure instanceof AggregateError ? failure.errors.flatMap(answersIn) : [];
}

function answersOf(response: Answered | undefined): Answer[] {
  return (response?.responses ?? []).flatMap(({ name, partitionResponses }) =>
    partitionResponses.map(({ index, errorCode, baseOffset }) => ({
      topic: name,
      partition: index,
      offset: baseOffset,
      refusal: errorCode === 0 ? null : (protocolErrorsCodesById[errorCode] ?? String(errorCode)),
    })),
  );
}

function writtenOf(failure: unknown): readonly WrittenAt[] {
  return (failure as { produced?: { offsets?: readonly WrittenAt[] } }).produced?.offsets ?? [];
}
