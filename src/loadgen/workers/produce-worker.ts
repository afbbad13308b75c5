import { parentPort, workerData } from 'node:worker_threads';
import { topicSchedule } from '../../scenarios/schedule.ts';
import { Cuts } from '../cuts.ts';
import { driverNamed } from '../drivers/index.ts';
import { monotonicClock, monotonicNanos } from '../monotonic-clock.ts';
import type { TopicTimes } from '../pacer.ts';
import type { StreamInput } from '../partition-queue.ts';
import { RecordSource } from '../record-source.ts';
import { SendLedger } from '../send-ledger.ts';
import { ErrorTally } from './error-tally.ts';
import type { FromProduce, ThreadJob, ToProduce } from './messages.ts';
import { everySecond } from './second-ticker.ts';
import { SendingClient } from './sending-client.ts';
import { ThreadHealth, threadCpuMicros } from './thread-health.ts';

const TICK_MS = 1;
/** How long an interrupted run waits for answers to what is in flight. */
const STOP_GRACE_MICROS = 2_000_000;

const job = workerData as ThreadJob;
const { plan } = job;
const post = (message: FromProduce): void => parentPort?.postMessage(message);

let clock = monotonicClock(monotonicNanos());
const cuts = new Cuts();
const ledger = new SendLedger({ cuts, lingerMs: plan.client.lingerMs });
const errors = new ErrorTally();
const driver = driverNamed(plan.client.driver);
/** Since the last report, summed over batches. */
let compressingMicros = 0;
let retried = 0;

function openProducer(
  number: number,
  times: ReadonlyMap<string, TopicTimes>,
  sources: readonly RecordSource[],
): Promise<SendingClient> {
  const streams = plan.streams.filter((stream) => stream.producer === number);
  return SendingClient.open({
    driver,
    client: plan.client,
    ledger,
    clock: () => clock(),
    context: {
      connection: job.connection,
      clientId: `${plan.client.clientIdPrefix ?? ''}${job.clientId}-producer-${number}`,
      topics: streams.map((stream) => stream.topic),
      onCompressed: (micros) => {
        compressingMicros += micros;
      },
      onRetried: (records) => {
        retried += records;
      },
      onError: errors.add,
    },
    streams: streams.map((stream) => {
      const topicTimes = times.get(stream.topic) as TopicTimes;
      const source = sources.find((candidate) => candidate.topic.name === stream.topic) as RecordSource;
      const input: StreamInput = { stream, source, intendedMicros: (index) => topicTimes.intendedMicros(index) };
      return { input, times: topicTimes };
    }),
  });
}

/** A fault takes a producer away, or brings another one in its place. */
async function answerCall(
  { kind, call, producer }: Extract<ToProduce, { call: number }>,
  producers: ReadonlyMap<number, SendingClient>,
): Promise<void> {
  try {
    const client = producers.get(producer);
    if (client === undefined) throw new Error(`there is no producer ${producer}`);
    await (kind === 'crash' ? client.crash() : client.restore());
    post({ kind: 'called', call, error: null });
  } catch (error) {
    post({ kind: 'called', call, error: (error as Error).message });
  }
}

async function produce(): Promise<void> {
  const times = new Map(plan.topics.map((topic) => [topic.name, topicSchedule(plan, topic.name)]));
  const sources = plan.topics.map((_, index) => new RecordSource(plan, index, job.run));
  const numbers = [...new Set(plan.streams.map((stream) => stream.producer))];
  const opened = await Promise.all(
    numbers.map(async (number) => [number, await openProducer(number, times, sources)] as const),
  );
  const byNumber = new Map(opened);
  const producers = [...byNumber.values()];
  let stoppedAt: number | null = null;
  const began = new Promise<void>((begin) => {
    parentPort?.on('message', (message: ToProduce) => {
      if (message.kind === 'begin') {
        clock = monotonicClock(message.epochNanos);
        begin();
      } else if (message.kind === 'cut') {
        cuts.add(message.atMicros);
      } else if (message.kind === 'fault-began') {
        ledger.faultBegan(message.fault, message.atMicros);
      } else if (message.kind === 'crash' || message.kind === 'restore') {
        void answerCall(message, byNumber);
      } else {
        stoppedAt = clock();
        begin();
      }
    });
  });
  post({ kind: 'ready' });
  await began;
  // What was survived while connecting is no error of the load.
  errors.take();

  const health = new ThreadHealth({ thread: 'produce', index: job.index }, threadCpuMicros);
  const lateness = (): { pacingLateMicros: number; lateRecords: number } => {
    const taken = producers.map(({ pacer }) => pacer.takeLateness());
    return {
      pacingLateMicros: Math.round(Math.max(...taken.map(({ latestMicros }) => latestMicros))),
      lateRecords: taken.reduce((sum, { lateRecords }) => sum + lateRecords, 0),
    };
  };
  const report = (second: number): void => {
    const { histograms, outcomes, counters, gaps, firstAcks } = ledger.take();
    if (gaps.length + firstAcks.length > 0) post({ kind: 'acknowledging', gaps, firstAcks });
    const bufferedBytes = producers.reduce((sum, { accumulator }) => sum + accumulator.bufferedBytes, 0);
    post({
      kind: 'second',
      histograms: histograms.map((counts) => ({ ...counts, group: null })),
      metrics: [
        health.take(second),
        {
          kind: 'sends',
          second,
          index: job.index,
          ...counters,
          bufferedBytes,
          ...lateness(),
          compressingMicros,
          // A library that retries by itself does not tell.
          ...(driver.capabilities.ownsRetries ? {} : { retried }),
        },
        ...outcomes.map((counts) => ({ kind: 'outcomes' as const, ...counts })),
      ],
      errors: errors.take(),
    });
    compressingMicros = 0;
    retried = 0;
  };
  const ticker = everySecond(() => clock(), report);

  const busy = (): boolean => producers.some(({ accumulator }) => accumulator.busy);
  const paced = (): boolean => stoppedAt !== null || producers.every(({ pacer }) => pacer.done);
  while (!paced()) {
    const now = clock();
    for (const { pacer } of producers) pacer.tick(now);
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  for (const { accumulator } of producers) accumulator.flush(clock());
  while (busy()) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const now = clock();
    const giveUp = stoppedAt !== null && now - stoppedAt > STOP_GRACE_MICROS;
    for (const { accumulator } of producers) giveUp ? accumulator.abandon(now) : accumulator.tick(now);
  }
  ticker.stop();
  health.stop();
  ledger.close();
  report(Math.max(0, Math.floor(clock() / 1e6)));
  post({ kind: 'produced', complete: stoppedAt === null, outcomes: ledger.partitions() });
  await Promise.allSettled(producers.map((producer) => producer.close()));
}

produce().catch((error: Error) => post({ kind: 'failed', message: error.message }));
