import { PartitionLane } from './partition-lane.ts';
import type { ProducerIdentity } from './protocol/init-producer-id.ts';

/** The lanes of one producer, by topic and partition, each made on first use. */
export class PartitionLanes {
  readonly #identity: ProducerIdentity;
  readonly #lanes = new Map<string, PartitionLane[]>();

  constructor(identity: ProducerIdentity) {
    this.#identity = identity;
  }

  of(topic: string, partition: number): PartitionLane {
    let lanes = this.#lanes.get(topic);
    if (lanes === undefined) {
      lanes = [];
      this.#lanes.set(topic, lanes);
    }
    lanes[partition] ??= new PartitionLane(topic, partition, this.#identity);
    return lanes[partition];
  }
}
