import { Accumulator, type StreamInput } from '../../src/loadgen/accumulator.ts';
import type { Batch } from '../../src/loadgen/batch.ts';
import type { DriverProducer, Outcome } from '../../src/loadgen/drivers/driver.ts';
import { Pacer, type TopicTimes } from '../../src/loadgen/pacer.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import { SendLedger } from '../../src/loadgen/send-ledger.ts';
import type { Plan, Stream } from '../../src/scenarios/types.ts';

interface Answer {
  readonly at: number;
  readonly outcome: Outcome;
}

/** When and how a request sent at `nowMicros` is answered; null: never. */
export type Server = (nowMicros: number, batches: readonly Batch[]) => Answer | null;

interface SimulationOptions {
  readonly inFlight?: number;
  readonly tickMicros?: number;
  readonly leaderAt?: (nowMicros: number) => number;
  readonly onSettled?: () => void;
  /** Which of the batches given up the driver knows to be nowhere. */
  readonly neverWritten?: (abandoned: readonly Batch[]) => readonly Batch[];
  /** The sending thread does not get to run at these times. */
  readonly skipTicks?: (nowMicros: number) => boolean;
}

/** The whole sending side on a virtual clock, against a server that is a function. */
export function simulate(plan: Plan, server: Server, options: SimulationOptions = {}) {
  const rate = plan.phases[0]?.fromRate ?? 0;
  const total = rate * (plan.phases[0]?.endSecond ?? 0);
  const times: TopicTimes = {
    total,
    countDueBy: (now) => Math.max(0, Math.min(total, Math.floor((now * rate) / 1e6) + 1)),
    intendedMicros: (index) => (index * 1e6) / rate,
  };
  const ledger = new SendLedger();
  const waiting: { answer: Answer; batch: Batch }[] = [];
  const sent: { readonly at: number; readonly batches: readonly Batch[] }[] = [];
  const abandoned: Batch[] = [];
  let now = 0;
  const driver: DriverProducer = {
    leaderOf: () => options.leaderAt?.(now) ?? 1,
    send(batches) {
      sent.push({ at: now, batches });
      const answer = server(now, batches);
      if (answer !== null) waiting.push(...batches.map((batch) => ({ answer, batch })));
    },
    abandoned(batches) {
      abandoned.push(...batches);
      return options.neverWritten?.(batches) ?? [];
    },
    close: async () => undefined,
  };
  const accumulator = new Accumulator(plan.client, driver, ledger, options.inFlight ?? plan.client.inFlight);
  const source = new RecordSource(plan, 0, 1);
  const inputs = plan.streams.map((stream: Stream): { input: StreamInput; times: TopicTimes } => ({
    input: { stream, source, intendedMicros: times.intendedMicros },
    times,
  }));
  const pacer = new Pacer(accumulator, inputs, plan.client.deliveryTimeoutMs);
  const tick = options.tickMicros ?? 1_000;
  for (; !pacer.done || accumulator.busy; now += tick) {
    waiting.sort((a, b) => a.answer.at - b.answer.at);
    while (waiting[0] !== undefined && waiting[0].answer.at <= now) {
      const { answer, batch } = waiting.shift() as (typeof waiting)[number];
      options.onSettled?.();
      accumulator.settled({
        stream: batch.stream.id,
        partition: batch.partition,
        firstSequence: batch.firstSequence,
        count: batch.count,
        outcome: answer.outcome,
        baseOffset: null,
        atMicros: answer.at,
        error: null,
      });
    }
    if (!options.skipTicks?.(now)) pacer.tick(now);
    if (pacer.done) accumulator.flush(now);
  }
  return {
    ...ledger.take(),
    partitions: ledger.partitions(),
    sent,
    abandoned,
    lateness: pacer.takeLateness(),
    total,
    endedAt: now,
  };
}
