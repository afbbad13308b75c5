import { account } from '../../src/audit/account.ts';
import { Accumulator } from '../../src/loadgen/accumulator.ts';
import type { Batch } from '../../src/loadgen/batch.ts';
import type { DriverProducer } from '../../src/loadgen/drivers/driver.ts';
import { Pacer } from '../../src/loadgen/pacer.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import { SendLedger } from '../../src/loadgen/send-ledger.ts';
import { SimulatedLog } from '../../src/loadgen/simulation/simulated-log.ts';
import { CompleteReading } from '../../src/loadgen/workloads/complete-reading.ts';
import { GroupReading } from '../../src/loadgen/workloads/group-reading.ts';
import { topicSchedule } from '../../src/scenarios/schedule.ts';
import { MIB } from '../../src/units.ts';
import { CLIENT, pacedPlan } from '../workload.ts';
import { acknowledgement } from './acknowledgement.ts';

/** What the audit of one pass found, and the most memory that the process took. */
export interface AuditMemory {
  readonly records: number;
  readonly lost: number;
  readonly rssMiB: number;
}

const TOPIC = 'orders';
const RUN = 1;
const RATE = 50_000;
const TICK_MICROS = 1_000;
const ANSWERED_AFTER_MICROS = 4_000;

/**
 * Books, complete reading and a group's reading of so many records on a virtual clock, all in one process and at
 * once; then the account. With `--torn` the log lacks every second record although each was acknowledged.
 */
const asked = Number(process.argv[2]);
const isTorn = process.argv.includes('--torn');
const plan = pacedPlan(TOPIC, RATE, 1, Math.max(1, Math.ceil(asked / RATE) - 1), 'wire');
const schedule = topicSchedule(plan, TOPIC);
const ledger = new SendLedger();
const log = new SimulatedLog(RUN);
// Where each partition ends is not known before.
const reading = new CompleteReading(RUN, [{ topic: TOPIC, offsets: Array(CLIENT.partitions).fill(schedule.total) }]);
const group = new GroupReading({ name: 'live', role: 'tail', topics: [TOPIC] }, RUN);
const unanswered: { readonly at: number; readonly batch: Batch }[] = [];
let now = 0;
let rss = 0;
/** Records that the log has. */
let written = 0;

const driver: DriverProducer = {
  leaderOf: () => 1,
  send(batches) {
    for (const batch of batches) {
      write(batch);
      unanswered.push({ at: now + ANSWERED_AFTER_MICROS, batch });
    }
  },
  abandoned: () => [],
  close: async () => undefined,
};
const accumulator = new Accumulator(plan.client, driver, ledger, plan.client.inFlight);
const source = new RecordSource(plan, 0, RUN);
const intendedMicros = (index: number): number => schedule.intendedMicros(index);
const streams = plan.streams.map((stream) => ({ input: { stream, source, intendedMicros }, times: schedule }));
const pacer = new Pacer(accumulator, streams, plan.client.deliveryTimeoutMs);

for (; !pacer.done || accumulator.busy; now += TICK_MICROS) {
  while (unanswered[0] !== undefined && unanswered[0].at <= now) acknowledge(unanswered.shift()?.batch);
  pacer.tick(now);
  if (now % 1e6 === 0) look();
}
const { totals, findings } = account(
  ledger.partitions(),
  reading.partitions().map((partition) => ({ ...partition, complete: true })),
  [group.reading()],
  plan,
);
look();
const { acknowledged, delivered, lost } = totals;
if (acknowledged !== schedule.total || delivered !== written || findings.length > 0 !== isTorn) {
  throw new Error(`of ${schedule.total} records ${acknowledged} were acknowledged and ${delivered} delivered`);
}
console.log(JSON.stringify({ records: schedule.total, lost, rssMiB: rss / MIB } satisfies AuditMemory));

/** Both readings get it at once, before it is answered. */
function write({ stream, partition, firstSequence, count, intendedMicros: intended }: Batch): void {
  const at = { topic: stream.topic, partition, producer: stream.producer };
  const part = (from: number, length: number): void => {
    const batch = { ...at, firstSequence: firstSequence + from, count: length };
    const arrived = log.append(batch, (i) => intended[from + i] as number);
    reading.observe(arrived);
    group.observe(arrived, 0);
    written += length;
  };
  if (!isTorn) part(0, count);
  else for (let i = firstSequence % 2; i < count; i += 2) part(i, 1);
}

function acknowledge(batch: Batch | undefined): void {
  if (batch !== undefined) accumulator.settled(acknowledgement(batch, now));
}

/** What the sending thread hands out every second, and the memory then. */
function look(): void {
  ledger.take();
  rss = Math.max(rss, process.memoryUsage.rss());
}
