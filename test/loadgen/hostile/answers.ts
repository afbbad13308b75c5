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

/** Of a record batch: what its length counts from, where its version stands, and where its records begin. */
const AFTER_LENGTH = 12;
const MAGIC_AT = 16;
const RECORDS_AT = 61;

/** From a batch's end back into the value of its last record, which has no headers. */
const IN_LAST_VALUE = 8;

/**
 * One wrong bit in a value, in the batch in the middle of an answer to a fetch; answers without records pass. Bits of
 * a batch's offset and leader epoch are covered by no CRC, and those of a record's time only by the batch's, which not
 * every library looks at.
 */
export function flippedInTheMiddle(answer: Buffer): Fate {
  const batches = batchesIn(answer);
  const batch = batches[batches.length >>> 1];
  if (batch === undefined) return 'pass';
  const at = batch.at + batch.bytes - IN_LAST_VALUE;
  const flipped = Buffer.from(answer);
  flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at);
  return { instead: flipped };
}

/** Whole batches of version 2, found by what their headers say of themselves. */
function batchesIn(answer: Buffer): readonly { readonly at: number; readonly bytes: number }[] {
  const found: { at: number; bytes: number }[] = [];
  for (let at = BODY_AT; at + RECORDS_AT < answer.length; ) {
    const bytes = AFTER_LENGTH + answer.readInt32BE(at + 8);
    const isBatch =
      answer.readInt32BE(at) === 0 &&
      answer.readUInt8(at + MAGIC_AT) === 2 &&
      bytes > RECORDS_AT &&
      at + bytes <= answer.length;
    if (isBatch) found.push({ at, bytes });
    at += isBatch ? bytes : 1;
  }
  return found;
}
