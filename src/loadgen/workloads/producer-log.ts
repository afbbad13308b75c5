import { RangeSet } from '../../evidence/ranges.ts';
import type { ProducerReading, Stretch } from '../../evidence/types/audit.ts';
import type { StretchRoom } from './listed-stretches.ts';

/**
 * The records of one producer in one partition, in the order in which they are read. Consecutive ones cost a few
 * additions each; sets are touched only where a stretch ends.
 */
export class ProducerLog {
  readonly producer: number;
  readonly #room: StretchRoom;
  readonly #seen = new RangeSet();
  readonly #damaged = new RangeSet();
  readonly #duplicated = new RangeSet();
  readonly #reordered = new RangeSet();
  readonly #stretches: Stretch[] = [];
  #listsAll = true;
  #duplicates = 0;
  /** After the highest sequence of the stretches that have ended. */
  #highest = 0;
  // The stretch that goes on; empty before the first record.
  #from = 0;
  #next = 0;
  #offset = 0;
  #endOffset = 0;
  #firstMicros = 0;
  #lastMicros = 0;

  constructor(producer: number, room: StretchRoom) {
    this.producer = producer;
    this.#room = room;
  }

  add(sequence: number, offset: number, intendedMicros: number): void {
    // A stretch that repeats or fills in ends where what is new goes on.
    if (sequence !== this.#next || this.#from === this.#next || sequence === this.#highest) {
      this.#end();
      this.#from = sequence;
      this.#offset = offset;
      this.#firstMicros = intendedMicros;
    }
    this.#next = sequence + 1;
    this.#endOffset = offset + 1;
    this.#lastMicros = intendedMicros;
  }

  /** A record whose payload is not what its prefix says. */
  addDamaged(sequence: number): void {
    this.#damaged.add(sequence, sequence + 1);
  }

  /** Sequences that were read, each once. */
  get records(): number {
    let records = this.#seen.size;
    this.#seen.forEachMissing(this.#from, this.#next, (from, to) => {
      records += to - from;
    });
    return records;
  }

  reading(): ProducerReading {
    this.#end();
    return {
      producer: this.producer,
      seen: this.#seen.saved(),
      damaged: this.#damaged.saved(),
      duplicated: this.#duplicated.saved(),
      duplicates: this.#duplicates,
      reordered: this.#reordered.saved(),
      stretches: this.#stretches,
      listsAll: this.#listsAll,
    };
  }

  #end(): void {
    const [from, to] = [this.#from, this.#next];
    if (from === to) return;
    if (from < this.#highest) {
      this.#seen.forEachMissing(from, Math.min(to, this.#highest), (start, end) => this.#reordered.add(start, end));
      this.#seen.forEachWithin(from, to, (start, end) => {
        this.#duplicated.add(start, end);
        this.#duplicates += end - start;
      });
    }
    this.#seen.add(from, to);
    this.#highest = Math.max(this.#highest, to);
    if (this.#room.take()) {
      this.#stretches.push({
        from,
        to,
        offset: this.#offset,
        endOffset: this.#endOffset,
        firstMicros: this.#firstMicros,
        lastMicros: this.#lastMicros,
      });
    } else {
      this.#listsAll = false;
    }
    this.#from = this.#next = 0;
  }
}
