import { MAX_ANSWER_BYTES } from '../requests.ts';
import { PieceReader } from './piece-reader.ts';

/** Length i32, which does not count itself · correlation i32. */
const HEAD_BYTES = 8;
const LENGTH_BYTES = 4;
/** What nobody wants is passed over in pieces that need not be put together. */
const PASSED_OVER_BYTES = 4_096;

/** What came is not what Kafka's protocol says: nobody knows where the next answer begins. */
export class ProtocolError extends Error {}

/** Takes the body of an answer as it comes. A RangeError says that it cannot be read; any other error is our own. */
export interface AnswerTaker {
  /** A body of so many bytes begins: bytes of the first piece. */
  begin(bytes: number): number;
  /** What is wanted next, as `PieceReader` asks; 0: nothing more of this answer. */
  take(piece: Buffer): number;
  end(): void;
}

/** Takes the body in one piece: reads it, then acts on it once it is known to be readable. */
export function wholeAnswer<T>(read: (body: Buffer) => T, act: (answer: T) => void): AnswerTaker {
  let answer: T;
  return {
    begin: (bytes) => bytes,
    take(piece) {
      try {
        answer = read(piece);
      } catch (error) {
        throw new RangeError((error as Error).message);
      }
      return 0;
    },
    end: () => act(answer),
  };
}

/** Reads the answers on a connection, each by the taker that is named for its correlation id. */
export class Answers {
  readonly #takerOf: (correlationId: number, head: Buffer) => AnswerTaker;
  readonly #pieces = new PieceReader(LENGTH_BYTES, (piece) => this.#next(piece));
  #taker: AnswerTaker | null = null;
  #wantsMore = true;
  /** Bytes of the body under way that were not taken yet. */
  #left = 0;

  /** `head`: length and correlation id, as they came. */
  constructor(takerOf: (correlationId: number, head: Buffer) => AnswerTaker) {
    this.#takerOf = takerOf;
  }

  /** Throws ProtocolError where it is not Kafka's protocol, and whatever a taker throws of its own. */
  push(chunk: Buffer): void {
    this.#pieces.push(chunk);
  }

  #next(piece: Buffer): number {
    if (this.#taker === null) return this.#begin(piece);
    const taker = this.#taker;
    const wanted = this.#wantsMore ? readable(() => taker.take(piece)) : 0;
    if (wanted >= 0) this.#left -= piece.length;
    if (this.#left === 0) {
      if (wanted !== 0) throw cutOff();
      this.#taker = null;
      taker.end();
      return LENGTH_BYTES;
    }
    this.#wantsMore = wanted !== 0;
    return this.#within(wanted === 0 ? Math.min(this.#left, PASSED_OVER_BYTES) : wanted);
  }

  #begin(head: Buffer): number {
    const length = head.readInt32BE(0);
    if (length <= LENGTH_BYTES || length > MAX_ANSWER_BYTES) {
      throw new ProtocolError(`an answer of ${length} bytes is not one of Kafka’s protocol`);
    }
    // Judged first: nothing more may come after a length that is none.
    if (head.length === LENGTH_BYTES) return -HEAD_BYTES;
    this.#taker = this.#takerOf(head.readInt32BE(LENGTH_BYTES), head);
    this.#wantsMore = true;
    this.#left = length - LENGTH_BYTES;
    const taker = this.#taker;
    return this.#within(readable(() => taker.begin(this.#left)));
  }

  #within(wanted: number): number {
    if (Math.abs(wanted) > this.#left) throw cutOff();
    return wanted;
  }
}

const cutOff = (): ProtocolError => new ProtocolError('an answer that is cut off');

function readable(read: () => number): number {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProtocolError(`an answer that cannot be read (${error.message})`);
  }
}
