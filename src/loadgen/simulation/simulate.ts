import { topicSchedule } from '../../scenarios/schedule.ts';
import type { Plan } from '../../scenarios/types.ts';
import { Accumulator } from '../accumulator.ts';
import type { Batch } from '../batch.ts';
import { Cuts } from '../cuts.ts';
import type { DriverProducer, Outcome } from '../drivers/driver.ts';
import { Pacer } from '../pacer.ts';
import { RecordSource } from '../record-source.ts';
import { SendLedger } from '../send-ledger.ts';

/** As the sending thread ticks. */
export const TICK_MICROS = 1_000;

export interface Answer {
  readonly at: number;
  readonly outcome: Outcome;
}

/** When and how a request sent at `nowMicros` is answered; null: never. */
export type Server = (nowMicros: number, batches: readonly Batch[]) => Answer | null;

export interface SimulationOptions {
  readonly leaderAt?: (nowMicros: number) => number;
  readonly onSettled?: () => void;
  /** Which of the batches given up the driver knows to be nowhere. */
  readonly neverWritten?: (abandoned: readonly Batch[]) => readonly Batch[];
  /** The sending thread does not get to run at these times. */
  readonly skipTicks?: (nowMicros: number) => boolean;
  /** Where intervals end beside whole seconds, µs. */
  readonly cuts?: readonly number[];
  readonly faults?: readonly { readonly id: string; readonly atMicros: number }[];
  /** The producer crashes, and another one takes its place. */
  readonly away?: { readonly fromMicros: number; readonly toMicros: number };
}

/** What stays true of a batch: the memory of its records serves another one once they are settled. */
export type SentBatch = Pick<Batch, 'partition' | 'firstSequence' | 'count' | 'bytes' | 'createdMicros'>;

/** What the books of the sending side hold at the end, and what the simulated driver saw. */
export interface Simulated extends ReturnType<SendLedger['take']> {
  readonly partitions: ReturnType<SendLedger['partitions']>;
  readonly lateness: ReturnType<Pacer['takeLateness']>;
  readonly sent: readonly { readonly at: number; readonly batches: readonly SentBatch[] }[];
  readonly abandoned: readonly SentBatch[];
  readonly endedAtMicros: number;
}

/**
 * Sends a plan through the pacer, accumulator, ledger and recorders of a real run, on a virtual
 * clock, against a server that is a function. The clock goes from one event to the next: a tick, or an
 * answer between two of them. Answers of one moment come before its tick.
 */
export function simulate(plan: Plan, server: Server, options: SimulationOptions = {}): Simulated {
  const cuts = new Cuts();
  for (const cut of options.cuts ?? []) cuts.add(cut);
  const ledger = new SendLedger({ cuts, lingerMs: plan.client.lingerMs });
  for (const { id, atMicros } of options.faults ?? []) ledger.faultBegan(id, atMicros);
  const unanswered: { readonly answer: Answer; readonly batch: Batch }[] = [];
  const sent: { readonly at: number; readonly batches: readonly SentBatch[] }[] = [];
  const abandoned: SentBatch[] = [];
  let now = 0;
  const driver: DriverProducer = {
    leaderOf: () => options.leaderAt?.(now) ?? 1,
    send(batches) {
      sent.push({ at: now, batches: batches.map(sentBatch) });
      const answer = server(now, batches);
      if (answer === null) return;
      const place = 1 + unanswered.findLastIndex((earlier) => earlier.answer.at <= answer.at);
      unanswered.splice(place, 0, ...batches.map((batch) => ({ answer, batch })));
    },
    abandoned(batches) {
      abandoned.push(...batches.map(sentBatch));
      return options.neverWritten?.(batches) ?? [];
    },
    close: async () => undefined,
  };
  const accumulator = new Accumulator(plan.client, driver, ledger, plan.client.inFlight);
  const pacer = new Pacer(accumulator, streamsOf(plan), plan.client.deliveryTimeoutMs);

  const settle = ({ answer, batch }: (typeof unanswered)[number]): void => {
    now = answer.at;
    options.onSettled?.();
    accumulator.settled({
      stream: batch.stream.id,
      partition: batch.partition,
      firstSequence: batch.firstSequence,
      count: batch.count,
      outcome: answer.outcome,
      baseOffset: null,
      atMicros: now,
      error: null,
    });
  };
  for (let tick = 0; !pacer.done || accumulator.busy; tick += TICK_MICROS) {
    for (let next = unanswered[0]; next !== undefined && next.answer.at <= tick; next = unanswered[0]) {
      unanswered.shift();
      settle(next);
    }
    now = tick;
    if (options.away?.fromMicros === now) {
      pacer.isAway = true;
      unanswered.length = 0;
      accumulator.crashed(now);
    }
    if (options.away?.toMicros === now) {
      accumulator.sendThrough(driver);
      pacer.tick(now);
      pacer.isAway = false;
    }
    if (!options.skipTicks?.(now)) pacer.tick(now);
    if (pacer.done) accumulator.flush(now);
  }
  ledger.close();
  return {
    ...ledger.take(),
    partitions: ledger.partitions(),
    lateness: pacer.takeLateness(),
    sent,
    abandoned,
    endedAtMicros: now,
  };
}

function sentBatch({ partition, firstSequence, count, bytes, createdMicros }: Batch): SentBatch {
  return { partition, firstSequence, count, bytes, createdMicros };
}

function streamsOf(plan: Plan): ConstructorParameters<typeof Pacer>[1] {
  return plan.topics.flatMap((topic, index) => {
    const times = topicSchedule(plan, topic.name);
    const source = new RecordSource(plan, index, 1);
    const intendedMicros = (record: number): number => times.intendedMicros(record);
    return plan.streams
      .filter((stream) => stream.topic === topic.name)
      .map((stream) => ({ input: { stream, source, intendedMicros }, times }));
  });
}
