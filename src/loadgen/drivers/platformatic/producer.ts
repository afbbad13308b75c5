import { Base, type MessageToProduce, type ProduceResult, Producer } from '@platformatic/kafka';
import { securityOptions } from '../../../kafka/security-options.ts';
import type { Batch } from '../../batch.ts';
import { PREFIX_HEADER } from '../../record-prefix.ts';
import { cutOff } from '../cut-off.ts';
import type { DriverProducer, ProducerContext } from '../driver.ts';
import { type BatchResult, openLibraryProducer } from '../library-producer.ts';
import { outgoingRecords } from '../outgoing-records.ts';
import { ACKS, REQUEST_TIMEOUT_MS } from '../requests.ts';
import { resultsOfFailure } from './failed-send.ts';
import { nameLostConnections } from './lost-connections.ts';

const RETRY_DELAY_MS = 200;
const PREFIX_KEY = Buffer.from(PREFIX_HEADER);

type BytesProducer = Producer<Buffer, Buffer, Buffer, Buffer>;

/** Resolves when the leaders of every topic are known and, under idempotence, a broker has given a producer id. */
export async function openProducer(context: ProducerContext): Promise<DriverProducer> {
  const { client } = context;
  const connecting = {
    clientId: context.clientId,
    bootstrapBrokers: [...context.connection.bootstrap],
    retryDelay: RETRY_DELAY_MS,
    ...securityOptions(context.connection.security),
  };
  // A client of its own, because its few retries fail soon where nobody answers.
  const lookups = new Base({ ...connecting, retries: 5 });
  const producer: BytesProducer = new Producer({
    ...connecting,
    timeout: REQUEST_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    maxInflights: client.inFlight,
    retries: Math.ceil(client.deliveryTimeoutMs / RETRY_DELAY_MS),
    idempotent: client.idempotence,
    compression: client.compression,
    autocreateTopics: false,
  });
  for (const client of [lookups, producer]) nameLostConnections(client, context.onError);
  const topics = [...new Set(context.topics)];
  return openLibraryProducer(context, {
    async leaders() {
      const metadata = await lookups.metadata({ topics, forceUpdate: true });
      return new Map(
        [...metadata.topics].map(([name, { partitions }]) => [name, partitions.map(({ leader }) => leader)]),
      );
    },
    ready: async () => client.idempotence && (await producer.initIdempotentProducer({})),
    request: (batches) => request(producer, ACKS[client.acks], batches),
    async crash() {
      const gone = cutOff([producer.connections, lookups.connections]);
      await Promise.allSettled([gone, producer.close(), lookups.close()]);
    },
    async close() {
      await Promise.allSettled([producer.close(), lookups.close()]);
    },
  });
}

/** After an error the library itself takes a new producer id for what comes next. */
async function request(
  producer: BytesProducer,
  acks: number,
  batches: readonly Batch[],
): Promise<readonly BatchResult[]> {
  try {
    const { offsets } = await producer.send({ acks, messages: batches.flatMap(messagesOf) });
    return batches.map((batch) => ({ outcome: 'acknowledged', baseOffset: baseOffsetOf(offsets, batch), error: null }));
  } catch (failure) {
    return resultsOfFailure(failure, batches);
  }
}

function messagesOf(batch: Batch): MessageToProduce<Buffer, Buffer, Buffer, Buffer>[] {
  const { topic, partition } = batch;
  return outgoingRecords(batch).map(({ key, value, prefixHeader }) => ({
    topic,
    partition,
    value,
    ...(key === null ? {} : { key }),
    ...(prefixHeader === null ? {} : { headers: new Map([[PREFIX_KEY, prefixHeader]]) }),
  }));
}

/** Null without acknowledgement. */
function baseOffsetOf(offsets: ProduceResult['offsets'], batch: Batch): number | null {
  const own = offsets?.find(({ topic, partition }) => topic === batch.topic && partition === batch.partition);
  return own === undefined ? null : Number(own.offset);
}
