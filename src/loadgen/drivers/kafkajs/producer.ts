import {
  CompressionTypes,
  type Message,
  Partitioners,
  type Producer,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import type { Batch } from '../../batch.ts';
import { PREFIX_HEADER } from '../../record-prefix.ts';
import type { DriverProducer, Outcome, ProducerContext } from '../driver.ts';
import { kafkajsClient } from './client.ts';

const ACKS = { all: -1, '1': 1, '0': 0 } as const;
/** How often leaders are looked up again, and at once after an error. */
const LEADERS_AGE_MS = 5_000;

export async function openProducer(context: ProducerContext): Promise<DriverProducer> {
  const { client } = context;
  const kafka = kafkajsClient(context.connection, context.clientId, context.onError);
  const leaders = new Map<string, number>();
  const admin = kafka.admin();
  await admin.connect();
  let lookedUpAt = 0;
  let lookingUp = false;

  async function lookUpLeaders(): Promise<void> {
    const { topics } = await admin.fetchTopicMetadata({ topics: [...context.topics] });
    for (const topic of topics) {
      for (const { partitionId, leader } of topic.partitions) leaders.set(`${topic.name}/${partitionId}`, leader);
    }
    lookedUpAt = performance.now();
  }

  function refreshLeaders(): void {
    if (lookingUp) return;
    lookingUp = true;
    lookUpLeaders()
      .catch((error: Error) => context.onError('leaders', error.message))
      .finally(() => {
        lookedUpAt = performance.now();
        lookingUp = false;
      });
  }

  /** A producer id of its own; kafkajs takes one on connecting. */
  async function connectProducer(): Promise<Producer> {
    const producer = kafka.producer({
      idempotent: client.idempotence,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: Math.ceil(client.deliveryTimeoutMs / 1_000) },
      ...(client.idempotence ? { maxInFlightRequests: 1 } : {}),
    });
    await producer.connect();
    return producer;
  }

  let producer = connectProducer();
  await producer;
  await lookUpLeaders();

  /**
   * After an outcome that is not known the library would number the next batch like the last, and the
   * broker would take it for a repetition and acknowledge without writing: so a new producer id.
   */
  function renew(): void {
    if (!client.idempotence) return;
    const old = producer;
    producer = connectProducer();
    producer.catch((error: Error) => context.onError('reconnect', error.message));
    old.then((stale) => stale.disconnect()).catch(() => undefined);
  }

  function settle(batch: Batch, outcome: Outcome, baseOffset: number | null, error: string | null): void {
    context.settled({
      stream: batch.stream.id,
      partition: batch.partition,
      firstSequence: batch.firstSequence,
      count: batch.count,
      outcome,
      baseOffset,
      atMicros: context.clock(),
      error,
    });
  }

  async function deliver(batches: readonly Batch[]): Promise<void> {
    const current = producer;
    try {
      const metadata = await (await current).sendBatch({
        acks: ACKS[client.acks],
        timeout: 30_000,
        compression: client.compression === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
        topicMessages: topicMessages(batches),
      });
      for (const batch of batches) settle(batch, 'acknowledged', baseOffsetOf(metadata, batch), null);
    } catch (cause) {
      const error = cause as Error;
      context.onError('produce', error.message);
      const outcome = outcomeOf(error, batches.length);
      for (const batch of batches) settle(batch, outcome, null, error.message);
      refreshLeaders();
      if (outcome === 'unknown' && producer === current) renew();
    }
  }

  return {
    leaderOf(topic, partition) {
      if (performance.now() - lookedUpAt > LEADERS_AGE_MS) refreshLeaders();
      return leaders.get(`${topic}/${partition}`) ?? -1;
    },
    send: (batches) => void deliver(batches),
    async close() {
      await Promise.allSettled([producer.then((open) => open.disconnect()), admin.disconnect()]);
    },
  };
}

function topicMessages(batches: readonly Batch[]): TopicMessages[] {
  const byTopic = new Map<string, Message[]>();
  for (const batch of batches) {
    let messages = byTopic.get(batch.topic);
    if (messages === undefined) {
      messages = [];
      byTopic.set(batch.topic, messages);
    }
    for (let i = 0; i < batch.count; i++) messages.push(messageOf(batch, i));
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
}

function messageOf(batch: Batch, i: number): Message {
  const index = batch.indices[i] as number;
  const intended = Math.round(batch.intendedMicros[i] as number);
  const { value, prefixHeader } = batch.source.encode(index, batch.stream.producer, batch.firstSequence + i, intended);
  const message: Message = { key: batch.source.key(index), value, partition: batch.partition };
  if (prefixHeader !== null) message.headers = { [PREFIX_HEADER]: prefixHeader };
  return message;
}

function baseOffsetOf(metadata: readonly RecordMetadata[], batch: Batch): number | null {
  const entry = metadata.find(({ topicName, partition }) => topicName === batch.topic && partition === batch.partition);
  return entry?.baseOffset === undefined ? null : Number(entry.baseOffset);
}

/**
 * A refusal for good of a request with one batch, at its first attempt, was never written. Of several
 * batches the library names only the first refused one, and of an earlier attempt it keeps no account:
 * then nothing is known, and the audit's reading decides.
 */
function outcomeOf(error: Error & { retriable?: boolean; retryCount?: number }, batches: number): Outcome {
  const refused = error.name === 'KafkaJSProtocolError' && error.retriable === false;
  return refused && batches === 1 && (error.retryCount ?? 0) === 0 ? 'failed' : 'unknown';
}
