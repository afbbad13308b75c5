/** The first acknowledgement from one partition of a record that was due after a fault began. */
export interface FirstAck {
  readonly fault: string;
  readonly topic: string;
  readonly partition: number;
  readonly atMicros: number;
}

interface Awaited {
  readonly fault: string;
  readonly fromMicros: number;
  /** `topic/partition` of those that have acknowledged. */
  readonly seen: Set<string>;
}

/** Which partitions took up their work again after a fault began, and when. */
export class FirstAcks {
  readonly #awaited: Awaited[] = [];
  #found: FirstAck[] = [];

  faultBegan(fault: string, atMicros: number): void {
    this.#awaited.push({ fault, fromMicros: atMicros, seen: new Set() });
  }

  /** `intendedMicros`: when the last of the records acknowledged together was due. */
  acknowledged(topic: string, partition: number, intendedMicros: number, atMicros: number): void {
    for (const { fault, fromMicros, seen } of this.#awaited) {
      if (intendedMicros < fromMicros) continue;
      const key = `${topic}/${partition}`;
      if (seen.has(key)) continue;
      seen.add(key);
      this.#found.push({ fault, topic, partition, atMicros });
    }
  }

  take(): FirstAck[] {
    const taken = this.#found;
    this.#found = [];
    return taken;
  }
}
