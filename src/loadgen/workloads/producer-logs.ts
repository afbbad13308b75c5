import type { ProducerReading } from '../../evidence/types/audit.ts';
import type { StretchRoom } from './listed-stretches.ts';
import { ProducerLog } from './producer-log.ts';

/** The producers of one partition; records of one follow each other mostly. */
export class ProducerLogs {
  readonly #room: StretchRoom;
  readonly #logs = new Map<number, ProducerLog>();
  #latest: ProducerLog | null = null;

  constructor(room: StretchRoom) {
    this.#room = room;
  }

  of(producer: number): ProducerLog {
    if (this.#latest?.producer === producer) return this.#latest;
    let log = this.#logs.get(producer);
    if (log === undefined) {
      log = new ProducerLog(producer, this.#room);
      this.#logs.set(producer, log);
    }
    this.#latest = log;
    return log;
  }

  /** Records that were read, each once. */
  get records(): number {
    return [...this.#logs.values()].reduce((sum, log) => sum + log.records, 0);
  }

  readings(): ProducerReading[] {
    return [...this.#logs.values()].map((log) => log.reading());
  }
}
