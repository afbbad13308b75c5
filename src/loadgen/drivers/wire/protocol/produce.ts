import { BodyReader, BodyWriter } from './bytes.ts';
import { throttleOf } from './throttle.ts';

/** Version 8: every broker from 2.4 to 4.x takes it, and no later one changes what a producer without transactions says. */
export const PRODUCE = { apiKey: 0, apiVersion: 8 } as const;

/** Before a batch's bytes stand its partition i32 and its length i32. */
export const PARTITION_HEAD_BYTES = 8;

/** A batch in memory: its bytes are [PARTITION_HEAD_BYTES, end), the partition's head is written before it. */
export interface ProducedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly memory: Buffer;
  readonly end: number;
}

export interface ProduceAnswer {
  readonly throttleMs: number;
  readonly partitions: readonly PartitionAnswer[];
}

export interface PartitionAnswer {
  readonly topic: string;
  readonly partition: number;
  readonly error: number;
  readonly baseOffset: number;
  readonly message: string | null;
}

/**
 *     transactional_id nullable string · acks i16 · timeout_ms i32 · [topics]
 *       topics => name string · [partitions]
 *         partitions => index i32 · records bytes
 *
 * In pieces, the batches among them as they are: nothing is copied.
 */
export function produceBody(acks: number, timeoutMs: number, batches: readonly ProducedBatch[]): Uint8Array[] {
  const byTopic = Map.groupBy(batches, (batch) => batch.topic);
  const pieces: Uint8Array[] = [];
  let head = new BodyWriter().string(null).int16(acks).int32(timeoutMs).int32(byTopic.size);
  for (const [topic, ofTopic] of byTopic) {
    pieces.push(head.string(topic).int32(ofTopic.length).bytes);
    head = new BodyWriter();
    for (const { partition, memory, end } of ofTopic) {
      memory.writeInt32BE(partition, 0);
      memory.writeInt32BE(end - PARTITION_HEAD_BYTES, 4);
      pieces.push(memory.subarray(0, end));
    }
  }
  return pieces;
}

/**
 *     [topics] · throttle_time_ms i32
 *       topics => name string · [partitions]
 *         partitions => index i32 · error i16 · base_offset i64 · log_append_time i64 · log_start_offset i64 ·
 *                       [record_errors] · error_message nullable string
 *           record_errors => batch_index i32 · message nullable string
 */
export function readProduceAnswer(answer: Buffer): ProduceAnswer {
  const reader = new BodyReader(answer);
  const partitions = reader
    .array(() => {
      const topic = reader.string() ?? '';
      return reader.array((): PartitionAnswer => {
        const partition = reader.int32();
        const error = reader.int16();
        const baseOffset = Number(reader.int64());
        reader.skip(16).array(() => reader.skip(4).string());
        return { topic, partition, error, baseOffset, message: reader.string() };
      });
    })
    .flat();
  return { throttleMs: throttleOf(reader.int32()), partitions };
}
