import { CompressionTypes, type Message, type ProducerBatch, type RecordMetadata, type TopicMessages } from 'kafkajs';
import type { ClientProfile } from '../../../scenarios/types.ts';
import type { Batch } from '../../batch.ts';
import { PREFIX_HEADER } from '../../record-prefix.ts';
import type { DriverProducer, ProducerContext } from '../driver.ts';
import { type BatchResult, openLibraryProducer } from '../library-producer.ts';
import { outgoingRecords } from '../outgoing-records.ts';
import { outcomeOfRefusal } from '../refusal.ts';
import { ACKS, REQUEST_TIMEOUT_MS } from '../requests.ts';
import { kafkajsClient } from './client.ts';
import { Sessions } from './sessions.ts';

/** Resolves when the leaders of every topic are known and, under idempotence, a broker has given a producer id. */
export async function openProducer(context: ProducerContext): Promise<DriverProducer> {
  const kafka = kafkajsClient(context.connection, context.clientId, context.onError);
  const admin = kafka.admin();
  await admin.connect().catch(async (error: Error) => {
    await admin.disconnect();
    throw error;
  });
  const sessions = new Sessions(kafka, context);
  return openLibraryProducer(context, {
    async leaders() {
      const { topics } = await admin.fetchTopicMetadata({ topics: [...new Set(context.topics)] });
      return new Map(
        topics.map(({ name, partitions }) => {
          const leaders: number[] = [];
          for (const { partitionId, leader } of partitions) leaders[partitionId] = leader;
          return [name, leaders];
        }),
      );
    },
    ready: () => sessions.current.producer,
    request: (batches) => request(sessions, context.client, batches),
    async close() {
      await Promise.allSettled([sessions.close(), admin.disconnect()]);
    },
  });
}

async function request(
  sessions: Sessions,
  client: ClientProfile,
  batches: readonly Batch[],
): Promise<readonly BatchResult[]> {
  const session = sessions.current;
  const producer = await session.producer.catch((error: Error) => error);
  if (producer instanceof Error) {
    sessions.replace(session);
    // No connection, so nothing was written.
    return batches.map(() => ({ outcome: 'failed', baseOffset: null, error: producer.message }));
  }
  session.open++;
  try {
    const metadata = await producer.sendBatch(producerBatch(client, batches));
    return batches.map((batch) => ({
      outcome: 'acknowledged',
      baseOffset: baseOffsetOf(metadata, batch),
      error: null,
    }));
  } catch (cause) {
    const error = cause as Error & { readonly type?: unknown };
    const outcome = outcomeOfRefusal(String(error.type), batches.length);
    if (outcome === 'unknown') sessions.renew(session);
    return batches.map(() => ({ outcome, baseOffset: null, error: error.message }));
  } finally {
    session.open--;
    sessions.leaveIfDone(session);
  }
}

function producerBatch({ acks, compression }: ClientProfile, batches: readonly Batch[]): ProducerBatch {
  return {
    acks: ACKS[acks],
    timeout: REQUEST_TIMEOUT_MS,
    compression: compression === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
    topicMessages: topicMessages(batches),
  };
}

function topicMessages(batches: readonly Batch[]): TopicMessages[] {
  const byTopic = Map.groupBy(batches, ({ topic }) => topic);
  return [...byTopic].map(([topic, ofTopic]) => ({ topic, messages: ofTopic.flatMap(messagesOf) }));
}

function messagesOf(batch: Batch): Message[] {
  return outgoingRecords(batch).map(({ key, value, prefixHeader }) => ({
    key,
    value,
    partition: batch.partition,
    ...(prefixHeader === null ? {} : { headers: { [PREFIX_HEADER]: prefixHeader } }),
  }));
}

function baseOffsetOf(metadata: readonly RecordMetadata[], batch: Batch): number | null {
  const entry = metadata.find(({ topicName, partition }) => topicName === batch.topic && partition === batch.partition);
  return entry?.baseOffset === undefined ? null : Number(entry.baseOffset);
}
