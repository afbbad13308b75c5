import type { Fate } from './hostile-proxy.ts';

/** Bytes of an answer: length i32, correlation id i32, body. */
const CORRELATION_AT = 4;
const BODY_AT = 8;

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const framed = (...pieces: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(pieces);
  return Buffer.concat([int32(content.length), content]);
};

/** Looks like nothing of Kafka's; the same bytes every time. */
const noise = (bytes: number): Buffer => Buffer.from(Array.from({ length: bytes }, (_, i) => (i * 167 + 91) % 251));

/** Ways to answer a produce request with what is no answer. */
export const GARBAGE: Readonly<Record<string, (answer: Buffer) => Fate>> = {
  'noise in a frame of the right length': (answer) => ({ instead: framed(noise(answer.length - CORRELATION_AT)) }),
  'a negative length': () => ({ instead: int32(-1) }),
  'a length of 2 GiB': () => ({ instead: Buffer.concat([int32(0x7fff_ffff), noise(100)]) }),
  'a frame without a correlation id': () => ({ instead: framed() }),
  'the correlation id of another request': (answer) => {
    const wrong = Buffer.from(answer);
    wrong.writeInt32BE(answer.readInt32BE(CORRELATION_AT) + 1_000, CORRELATION_AT);
    return { instead: wrong };
  },
  'noise after the right correlation id': (answer) => ({
    instead: framed(answer.subarray(CORRELATION_AT, BODY_AT), noise(answer.length - BODY_AT)),
  }),
  'an answer that is cut off, in a whole frame': (answer) => ({
    instead: framed(answer.subarray(CORRELATION_AT, answer.length - 10)),
  }),
  'an answer about no partition': (answer) => ({
    // No topics; throttled for 0 ms.
    instead: framed(answer.subarray(CORRELATION_AT, BODY_AT), int32(0), int32(0)),
  }),
};

/** One wrong bit in the records of an answer to a fetch; answers without records pass. */
export function flippedInTheMiddle(answer: Buffer): Fate {
  const middle = answer.length >>> 1;
  if (answer.length < 1_000) return 'pass';
  const flipped = Buffer.from(answer);
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 0x10, middle);
  return { instead: flipped };
}
