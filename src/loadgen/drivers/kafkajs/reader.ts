import type { Batch, IHeaders, KafkaMessage } from 'kafkajs';
import { fetchSizes } from '../../../scenarios/client-sizes.ts';
import { PREFIX_HEADER } from '../../record-prefix.ts';
import { CollectedRecords } from '../collected-records.ts';
import type { DriverReader, ReaderContext } from '../driver.ts';
import { joined, memberTimes } from '../membership.ts';
import { kafkajsClient } from './client.ts';
import { OpenFetches } from './open-fetches.ts';

/** Joins the group and, unless `startPaused`, reads from the first offset. Resolves once partitions are assigned. */
export function openReader(context: ReaderContext): Promise<DriverReader> {
  const kafka = kafkajsClient(context.connection, context.clientId, context.onError);
  const { partitionBytes, allBytes } = fetchSizes(context);
  const consumer = kafka.consumer({
    groupId: context.groupId,
    allowAutoTopicCreation: false,
    ...memberTimes(context),
    maxWaitTimeInMs: 500,
    minBytes: 1,
    maxBytesPerPartition: partitionBytes,
    maxBytes: allBytes,
    ...(context.zone === null ? {} : { rackId: context.zone }),
  });
  const topics = [...context.topics];
  let waiting = context.startPaused;
  let hasJoined = false;
  let generation = -1;
  const open = new OpenFetches(context);

  const assigned = new Promise<void>((resolve, reject) => {
    // Emitted within the join, before the first fetch: a group that waits never issues one.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      if (waiting) consumer.pause(topics.map((topic) => ({ topic })));
      hasJoined = true;
      open.lost('group');
      resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      context.onError('reader', payload.error.message);
      open.allLost();
      if (payload.restart) {
        open.start('group');
        return;
      }
      if (hasJoined) context.onCrash(payload.error.message);
      reject(payload.error);
    });
  });
  assigned.catch(() => undefined);

  consumer.on(consumer.events.HEARTBEAT, ({ payload }) => {
    if (payload.groupGenerationId === generation) return;
    generation = payload.groupGenerationId;
    context.onGeneration(generation);
  });
  consumer.on(consumer.events.REBALANCING, () => open.start('group'));
  // While everything is paused the library goes round without a request.
  consumer.on(consumer.events.FETCH_START, ({ payload }) => {
    if (!waiting) open.start(payload.nodeId);
  });
  consumer.on(consumer.events.FETCH, ({ payload }) => open.answered(payload.nodeId));

  const records = new CollectedRecords();
  const observe = ({ topic, partition, highWatermark, messages }: Batch): void => {
    records.clear();
    for (const message of messages) addTo(records, message);
    context.onRecords({
      topic,
      partition,
      highWatermark: Number(highWatermark),
      receivedMicros: context.clock(),
      memory: records.memory,
      places: records.places,
      provesPayloads: records.provesPayloads,
    });
    open.arrived();
  };

  return joined({
    async join() {
      await consumer.connect();
      await consumer.subscribe({ topics, fromBeginning: true });
      await consumer.run({ partitionsConsumedConcurrently: 64, eachBatch: async ({ batch }) => observe(batch) });
      await assigned;
    },
    resume() {
      waiting = false;
      consumer.resume(topics.map((topic) => ({ topic })));
    },
    close: () => consumer.disconnect(),
  });
}

function addTo(records: CollectedRecords, { offset, key, value, headers }: KafkaMessage): void {
  records.add(Number(offset), key?.length ?? 0, value, prefixHeaderOf(headers));
}

function prefixHeaderOf(headers: IHeaders | undefined): Buffer | null {
  const header = headers?.[PREFIX_HEADER];
  return Buffer.isBuffer(header) ? header : null;
}
