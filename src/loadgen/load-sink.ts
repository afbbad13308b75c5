import type { SamplePath } from '../evidence/types/samples.ts';
import type { Plan } from '../scenarios/types.ts';
import type { AckGap } from './ack-gaps.ts';
import type { FirstAck } from './first-acks.ts';
import { histogramOf } from './interval-recorder.ts';
import type { FromGroup, FromProduce, FromRead, FromThread, ThreadMetric } from './workers/messages.ts';
import type { ReadGap } from './workloads/read-gaps.ts';

type Second = Extract<FromThread, { kind: 'second' }>;
type Acknowledging = Extract<FromProduce, { kind: 'acknowledging' }>;
export type CatchUpMark = Extract<FromRead, { kind: 'at-tail' }>;

/** Where a load's evidence goes, on the conductor's thread. */
export interface LoadSink {
  sample(
    path: SamplePath,
    group: string | null,
    kind: Second['histograms'][number]['kind'],
    second: number,
    histogram: ReturnType<typeof histogramOf>,
    /** Where the interval that begins at `second` ends. */
    endSecond: number,
  ): void;
  metric(metric: ThreadMetric): void;
  error(where: string, message: string, count: number): void;
  generation(group: string, member: number, generation: number, atMicros: number): void;
  readerCrashed(group: string, member: number, message: string): void;
  resumed(group: string, atMicros: number): void;
  atTail(mark: CatchUpMark): void;
  /** `index`: which of the sending threads. */
  ackGap(gap: AckGap & { readonly index: number }): void;
  firstAck(ack: FirstAck & { readonly index: number }): void;
  readGap(gap: ReadGap & { readonly group: string }): void;
}

/** Hands a sink what the threads of a load tell. */
export class Told {
  readonly #plan: Plan;
  readonly #sink: LoadSink;

  constructor(plan: Plan, sink: LoadSink) {
    this.#plan = plan;
    this.#sink = sink;
  }

  second({ histograms, metrics, errors }: Second): void {
    for (const { kind, second, endSecond, group, pairs } of histograms) {
      this.#sink.sample(this.#pathOf(group), group, kind, second, histogramOf(pairs), endSecond);
    }
    for (const metric of metrics) this.#sink.metric(metric);
    for (const { where, message, count } of errors) this.#sink.error(where, message, count);
  }

  acknowledging(index: number, { gaps, firstAcks }: Acknowledging): void {
    for (const gap of gaps) this.#sink.ackGap({ ...gap, index });
    for (const ack of firstAcks) this.#sink.firstAck({ ...ack, index });
  }

  ofGroup(message: FromGroup): void {
    if (message.kind === 'generation') {
      this.#sink.generation(message.group, message.member, message.generation, message.atMicros);
    } else if (message.kind === 'resumed') this.#sink.resumed(message.group, message.atMicros);
    else if (message.kind === 'at-tail') this.#sink.atTail(message);
    else if (message.kind === 'read-gaps') {
      for (const gap of message.gaps) this.#sink.readGap({ ...gap, group: message.group });
    } else this.#sink.readerCrashed(message.group, message.member, message.message);
  }

  #pathOf(group: string | null): SamplePath {
    if (group === null) return 'produce';
    return this.#plan.groups.find(({ name }) => name === group)?.role === 'catch-up' ? 'catch-up' : 'tail';
  }
}
