/** Kafka's own limit on a request, and far above any answer that was asked for: beyond it, it is not Kafka. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024;
const LENGTH_BYTES = 4;

/**
 * Cuts a stream of bytes into frames: length i32, then as many bytes. A frame is handed out whole, its
 * length included, and is valid during the call only: one that came in pieces is put together in memory
 * that the next one reuses.
 */
export class FrameReader {
  readonly #onFrame: (frame: Buffer) => void;
  #memory = Buffer.allocUnsafeSlow(64 * 1024);
  #held = 0;

  constructor(onFrame: (frame: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  /** Throws RangeError where a length cannot be one of Kafka's. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#held === 0 && chunk.length - at >= LENGTH_BYTES) {
        const frameBytes = frameLength(chunk, at);
        if (chunk.length - at >= frameBytes) {
          this.#onFrame(chunk.subarray(at, at + frameBytes));
          at += frameBytes;
          continue;
        }
      }
      at += this.#hold(chunk, at);
    }
  }

  /** Adds what the frame under way still lacks; returns how much that was. */
  #hold(chunk: Buffer, at: number): number {
    const known = this.#held >= LENGTH_BYTES;
    const wanted = known ? frameLength(this.#memory, 0) : LENGTH_BYTES;
    const taken = Math.min(wanted - this.#held, chunk.length - at);
    if (this.#memory.length < wanted) this.#grow(wanted);
    this.#memory.set(chunk.subarray(at, at + taken), this.#held);
    this.#held += taken;
    if (known && this.#held === wanted) {
      this.#held = 0;
      this.#onFrame(this.#memory.subarray(0, wanted));
    }
    return taken;
  }

  #grow(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.min(bytes * 1.25, MAX_FRAME_BYTES + LENGTH_BYTES) | 0);
    this.#memory.copy(larger, 0, 0, this.#held);
    this.#memory = larger;
  }
}

function frameLength(bytes: Buffer, at: number): number {
  const length = bytes.readInt32BE(at);
  if (length < LENGTH_BYTES || length > MAX_FRAME_BYTES) {
    throw new RangeError(`an answer of ${length} bytes is not one of Kafka’s protocol`);
  }
  return length + LENGTH_BYTES;
}
