import { Accumulator } from '../../src/loadgen/accumulator.ts';
import type { Batch } from '../../src/loadgen/batch.ts';
import type { DriverProducer } from '../../src/loadgen/drivers/driver.ts';
import { Pacer } from '../../src/loadgen/pacer.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import { SendLedger } from '../../src/loadgen/send-ledger.ts';
import { topicSchedule } from '../../src/scenarios/schedule.ts';
import { MIB } from '../../src/units.ts';
import { median } from '../result.ts';
import { pacedPlan } from '../workload.ts';
import { acknowledgement } from './acknowledgement.ts';

/** Of one pass, in the seconds after the first minute of load; a short run leaves out its first tenth. */
export interface MemoryGrowth {
  readonly records: number;
  /** Of the process. */
  readonly rss: Growth;
  /** In use: heap, and memory of typed arrays. */
  readonly heap: Growth;
}

interface Growth {
  /** In the last tenth of the seconds, by median. */
  readonly lastMiB: number;
  /** From the median of the first tenth of the seconds to that of the last. */
  readonly grownMiB: number;
  /** Highest less lowest. */
  readonly spreadMiB: number;
}

const RATE = 50_000;
const FIRST_MINUTE = 60;
const TICK_MICROS = 1_000;
/** A platform's answer to every batch. */
const ANSWERED_AFTER_MICROS = 4_000;

/**
 * Pacer, accumulator, ledger and recorders on a virtual clock, against a driver that acknowledges. With --expose-gc
 * garbage is collected before every look.
 */
const asked = Number(process.argv[2]);
const seconds = Math.max(2, Math.ceil(asked / RATE));
const plan = pacedPlan('orders', RATE, 1, seconds - 1, 'wire');
const schedule = topicSchedule(plan, 'orders');
const ledger = new SendLedger();
const unanswered: { readonly at: number; readonly batch: Batch }[] = [];
let now = 0;

const driver: DriverProducer = {
  leaderOf: () => 1,
  send: (batches) => unanswered.push(...batches.map((batch) => ({ at: now + ANSWERED_AFTER_MICROS, batch }))),
  abandoned: () => [],
  close: async () => undefined,
};
const accumulator = new Accumulator(plan.client, driver, ledger, plan.client.inFlight);
const source = new RecordSource(plan, 0, 1);
const intendedMicros = (index: number): number => schedule.intendedMicros(index);
const streams = plan.streams.map((stream) => ({ input: { stream, source, intendedMicros }, times: schedule }));
const pacer = new Pacer(accumulator, streams, plan.client.deliveryTimeoutMs);

const samples: [rss: number, heap: number][] = [];
let recorded = 0;
for (; !pacer.done || accumulator.busy; now += TICK_MICROS) {
  while (unanswered[0] !== undefined && unanswered[0].at <= now) acknowledge(unanswered.shift()?.batch);
  pacer.tick(now);
  if (now % 1e6 === 0) sample();
}
sample();
if (recorded !== 3 * schedule.total) throw new Error(`${recorded} values of ${schedule.total} records were recorded`);

const after = samples.slice(Math.min(FIRST_MINUTE, Math.floor(samples.length / 10)));
const tenth = Math.max(1, Math.floor(after.length / 10));
const result: MemoryGrowth = {
  records: schedule.total,
  rss: over(after.map(([bytes]) => bytes)),
  heap: over(after.map(([, bytes]) => bytes)),
};
console.log(JSON.stringify(result));

function acknowledge(batch: Batch | undefined): void {
  if (batch !== undefined) accumulator.settled(acknowledgement(batch, now));
}

/** What the sending thread hands out every second, and what is left then. */
function sample(): void {
  for (const { pairs } of ledger.take().histograms) {
    for (let i = 1; i < pairs.length; i += 2) recorded += pairs[i] as number;
  }
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  samples.push([rss, heapUsed + external]);
}

function over(bytes: readonly number[]): Growth {
  const first = median(bytes.slice(0, tenth));
  const last = median(bytes.slice(-tenth));
  return {
    lastMiB: inMiB(last),
    grownMiB: inMiB(last - first),
    spreadMiB: inMiB(Math.max(...bytes) - Math.min(...bytes)),
  };
}

function inMiB(bytes: number): number {
  return Number((bytes / MIB).toFixed(2));
}
