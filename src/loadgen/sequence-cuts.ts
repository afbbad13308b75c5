import type { SequenceCut } from '../evidence/types/audit.ts';
import type { Cuts } from './cuts.ts';

/** Where cuts lie in the sequences of each stream: records of a stream are numbered in the order in which they are due. */
export class SequenceCuts {
  readonly #cuts: Cuts;
  /** By stream: the cuts that are behind it, with the next sequence of every partition at that time. */
  readonly #passed = new Map<number, { readonly atMicros: number; readonly sequences: readonly number[] }[]>();

  constructor(cuts: Cuts) {
    this.#cuts = cuts;
  }

  /** The next cut of a stream: its first record due from then on is still to come. */
  next(stream: number): number {
    return this.#cuts.after(this.#passed.get(stream)?.at(-1)?.atMicros ?? Number.NEGATIVE_INFINITY);
  }

  /** The stream has come to a record due at `intendedMicros`, which takes one of `sequences`, the next by partition. */
  pass(stream: number, intendedMicros: number, sequences: readonly number[]): void {
    const passed = this.#passed.get(stream) ?? [];
    this.#passed.set(stream, passed);
    for (let cut = this.next(stream); cut <= intendedMicros; cut = this.next(stream)) {
      passed.push({ atMicros: cut, sequences });
    }
  }

  /** `end`: the partition's next sequence, for cuts after which nothing came. */
  of(stream: number, partition: number, end: number): readonly SequenceCut[] {
    const passed = this.#passed.get(stream) ?? [];
    return this.#cuts.times.map((atMicros) => ({
      atMicros,
      sequence: passed.find((cut) => cut.atMicros === atMicros)?.sequences[partition] ?? end,
    }));
  }
}
