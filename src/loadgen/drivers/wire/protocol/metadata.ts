import { BodyReader, BodyWriter } from './bytes.ts';

/** Version 5: every broker from 1.0 to 4.x takes it. */
export const METADATA = { apiKey: 3, apiVersion: 5 } as const;

export interface MetadataAnswer {
  readonly brokers: readonly { readonly node: number; readonly host: string; readonly port: number }[];
  readonly topics: readonly TopicMetadata[];
}

export interface TopicMetadata {
  readonly error: number;
  readonly name: string;
  /** Leader by partition; −1: none. */
  readonly leaders: readonly number[];
}

/** [topics] name string · allow_auto_topic_creation bool */
export function metadataBody(topics: readonly string[]): Uint8Array[] {
  const writer = new BodyWriter().int32(topics.length);
  for (const topic of topics) writer.string(topic);
  return [writer.int8(0).bytes];
}

/**
 *     throttle_time_ms i32 · [brokers] · cluster_id nullable string · controller_id i32 · [topics]
 *       brokers => node i32 · host string · port i32 · rack nullable string
 *       topics => error i16 · name string · is_internal bool · [partitions]
 *         partitions => error i16 · index i32 · leader i32 · [replicas] · [isr] · [offline_replicas], each i32
 */
export function readMetadataAnswer(answer: Buffer): MetadataAnswer {
  const reader = new BodyReader(answer).skip(4);
  const brokers = reader.array(() => {
    const broker = { node: reader.int32(), host: reader.string() ?? '', port: reader.int32() };
    reader.string();
    return broker;
  });
  reader.string();
  reader.skip(4);
  const topics = reader.array(() => {
    const topic = { error: reader.int16(), name: reader.string() ?? '' };
    reader.skip(1);
    const leaders: number[] = [];
    reader.array(() => {
      reader.skip(2);
      const index = reader.int32();
      leaders[index] = reader.int32();
      for (let lists = 3; lists > 0; lists--) reader.array(() => reader.int32());
    });
    return { ...topic, leaders: Array.from(leaders, (leader = -1) => leader) };
  });
  return { brokers, topics };
}
