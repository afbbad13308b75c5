import type { RepetitionRecorder } from '../evidence/repetition-recorder.ts';
import type { CatchUpSource, SlicePartition } from '../evidence/types/events.ts';
import type { Load } from '../loadgen/load.ts';
import type { CatchUpMark } from '../loadgen/load-sink.ts';
import type { TopicEnds } from '../loadgen/workers/messages.ts';
import type { NodeUsage } from '../platforms/types.ts';
import type { Plan } from '../scenarios/types.ts';
import { backlogSlice, sourceByDisk, sourceByOffsets, topicEnds } from './catch-up-source.ts';
import type { RepetitionCluster } from './cluster.ts';

/** The catch-up of one repetition: what its slice is, when it starts, and where it was read from. */
export class CatchUp {
  readonly #cluster: RepetitionCluster;
  readonly #plan: Plan;
  readonly #tiered: boolean;
  readonly #recorder: RepetitionRecorder;
  readonly #atTail = new Set<string>();
  #backlogEnds: readonly TopicEnds[] = [];
  #slice: readonly SlicePartition[] = [];
  #usageBefore: readonly NodeUsage[] = [];
  #drainedBytes = 0;

  constructor(cluster: RepetitionCluster, plan: Plan, tiered: boolean, recorder: RepetitionRecorder) {
    this.#cluster = cluster;
    this.#plan = plan;
    this.#tiered = tiered;
    this.#recorder = recorder;
  }

  /** The slice is what stands in the log when the backlog phase ends. */
  async noteBacklog(): Promise<void> {
    this.#backlogEnds = await this.#endsOrNone();
  }

  async start(load: Load, groups: readonly string[]): Promise<void> {
    const [slice, ends] = await Promise.all([
      backlogSlice(this.#cluster.admin, this.#plan.topics, this.#backlogEnds, this.#tiered),
      this.#endsOrNone(),
    ]);
    this.#slice = slice;
    this.#usageBefore = this.#cluster.local?.usage() ?? [];
    for (const group of groups) load.resume(group, ends);
  }

  resumed(group: string, atMicros: number): void {
    const undecided = { source: 'unknown', evidence: 'decided when the drain has ended' } as const;
    const source = sourceByOffsets(this.#slice) ?? undecided;
    this.#recorder.event({ kind: 'catch-up-started', group, slice: this.#slice, source }, atMicros);
  }

  reachedTail({ group, atMicros, records, bytes }: CatchUpMark): void {
    this.#atTail.add(group);
    this.#drainedBytes += bytes;
    this.#recorder.event({ kind: 'catch-up-at-tail', group, records, bytes }, atMicros);
    this.#recorder.event({ kind: 'catch-up-source', group, source: this.#source() }, atMicros);
  }

  /** The run no longer waits for the group; where it had read from until now is told all the same. */
  gaveUp(group: string, bytes: number): void {
    this.#drainedBytes += bytes;
    this.#recorder.event({ kind: 'catch-up-source', group, source: this.#source() });
  }

  /** Device reads are told against what all groups together have drained. */
  #source(): CatchUpSource {
    const usage = this.#cluster.local?.usage() ?? [];
    return sourceByOffsets(this.#slice) ?? sourceByDisk(this.#usageBefore, usage, this.#drainedBytes);
  }

  isAtTail(group: string): boolean {
    return this.#atTail.has(group);
  }

  /** A platform that does not answer now is a result, not the end of the run. */
  async #endsOrNone(): Promise<readonly TopicEnds[]> {
    try {
      return await topicEnds(this.#cluster.admin, this.#plan.topics);
    } catch (error) {
      this.#recorder.event({ kind: 'error', where: 'end offsets', message: (error as Error).message, count: 1 });
      return [];
    }
  }
}
