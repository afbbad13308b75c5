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
import { outcomeOf } from './outcome.ts';

const ACKS = { all: -1, '1': 1, '0': 0 } as const;
/** How often leaders are looked up again, and at once after an error. */
const LEADERS_AGE_MS = 5_000;

/** One connection with one producer id. */
interface Session {
  readonly producer: Promise<Producer>;
  /** Requests without an answer. */
  open: number;
  /** Replaced by a newer one; left when nothing is open. */
  stale: boolean;
}

export async function openProducer(context: ProducerContext): Promise<DriverProducer> {
  const { client } = context;
  const kafka = kafkajsClient(context.connection, context.clientId, context.onError);
  const leaders = new Map<string, number>();
  const admin = kafka.admin();
  await admin.connect();
  let lookedUpAt = 0;
  let lookingUp = false;
  const sessionOf = new WeakMap<Batch, Session>();

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

  let session = openSession();
  await session.producer;
  await lookUpLeaders();

  /** A producer id of its own; kafkajs takes one on connecting. */
  function openSession(): Session {
    const producer = kafka.producer({
      idempotent: client.idempotence,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: Math.ceil(client.deliveryTimeoutMs / 1_000) },
      ...(client.idempotence ? { maxInFlightRequests: 1 } : {}),
    });
    return { producer: producer.connect().then(() => producer), open: 0, stale: false };
  }

  /**
   * After an outcome that is not known the library would number the next batch like the last, and the
   * broker would take it for a repetition and acknowledge without writing: so a new producer id. The old
   * one is left when its other requests have their answers.
   */
  function renew(old: Session): void {
    if (!client.idempotence || old.stale) return;
    old.stale = true;
    session = openSession();
    session.producer.catch((error: Error) => context.onError('reconnect', error.message));
    leaveIfDone(old);
  }

  function leaveIfDone({ producer, open, stale }: Session): void {
    if (!stale || open > 0) return;
    producer.then((connected) => connected.disconnect()).catch(() => undefined);
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
    const current = session;
    const producer = await current.producer.catch((error: Error) => error);
    if (producer instanceof Error) {
      // No connection, so nothing was written.
      for (const batch of batches) settle(batch, 'failed', null, producer.message);
      if (current === session) session = openSession();
      return;
    }
    current.open++;
    for (const batch of batches) sessionOf.set(batch, current);
    try {
      const metadata = await producer.sendBatch({
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
      if (outcome === 'unknown') renew(current);
    } finally {
      current.open--;
      leaveIfDone(current);
    }
  }

  return {
    leaderOf(topic, partition) {
      if (performance.now() - lookedUpAt > LEADERS_AGE_MS) refreshLeaders();
      return leaders.get(`${topic}/${partition}`) ?? -1;
    },
    send: (batches) => void deliver(batches),
    abandoned(batches) {
      for (const batch of batches) {
        const owner = sessionOf.get(batch);
        if (owner !== undefined) renew(owner);
      }
      return [];
    },
    async close() {
      await Promise.allSettled([session.producer.then((open) => open.disconnect()), admin.disconnect()]);
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
