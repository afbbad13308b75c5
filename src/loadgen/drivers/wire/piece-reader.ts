import { larger } from '../../growth.ts';

/**
 * Cuts a stream of bytes into pieces as long as the one who takes them asks for. A piece stands in one
 * stretch of memory and is valid during the call only: what came in parts is put together in memory that
 * the next piece uses again.
 */
export class PieceReader {
  readonly #take: (piece: Buffer) => number;
  #wanted: number;
  #memory = Buffer.allocUnsafeSlow(256 * 1024);
  #held = 0;

  /**
   * `first`: bytes of the first piece. `take` answers with the bytes that it wants next: the next piece, or,
   * negative, this piece again and longer, so many bytes in all.
   */
  constructor(first: number, take: (piece: Buffer) => number) {
    this.#wanted = first;
    this.#take = take;
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#held === 0 && chunk.length - at >= this.#wanted) {
        const piece = chunk.subarray(at, at + this.#wanted);
        if (this.#isUsed(piece)) at += piece.length;
      } else {
        at += this.#hold(chunk, at);
      }
    }
  }

  #isUsed(piece: Buffer): boolean {
    const next = this.#take(piece);
    this.#wanted = Math.abs(next);
    return next > 0;
  }

  /** Adds what the piece under way still lacks; returns how much that was. */
  #hold(chunk: Buffer, at: number): number {
    if (this.#memory.length < this.#wanted) this.#memory = larger(this.#memory, this.#held, this.#wanted);
    const taken = Math.min(this.#wanted - this.#held, chunk.length - at);
    this.#memory.set(chunk.subarray(at, at + taken), this.#held);
    this.#held += taken;
    if (this.#held === this.#wanted && this.#isUsed(this.#memory.subarray(0, this.#held))) this.#held = 0;
    return taken;
  }
}
