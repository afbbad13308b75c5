import type { Socket } from 'node:net';
import { MAX_ANSWER_BYTES } from '../requests.ts';

/** An answer is its length i32, then as many bytes; the first four of these are its correlation id. */
const LENGTH_BYTES = 4;
const LEAST_LENGTH = 4;

/**
 * Makes the socket hand on whole answers only. kafkajs keeps the beginning of one that broke off for its
 * next connection, and takes what comes there for the rest of it; and it throws, where nobody can catch it,
 * on a length that no answer has: here the connection ends instead.
 */
export function handOnWholeAnswers(socket: Socket): void {
  const handOn = socket.push.bind(socket);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let wantedBytes = LENGTH_BYTES;
  socket.push = (chunk: Buffer | null): boolean => {
    if (chunk === null) return handOn(null);
    held.push(chunk);
    heldBytes += chunk.length;
    let goOn = true;
    while (heldBytes >= wantedBytes) {
      const bytes = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
      const length = bytes.readInt32BE(0);
      if (length < LEAST_LENGTH || length > MAX_ANSWER_BYTES) {
        socket.destroy(new Error(`an answer of ${length} bytes is not one of Kafka’s protocol`));
        return false;
      }
      const end = LENGTH_BYTES + length;
      const isWhole = bytes.length >= end;
      if (isWhole) goOn = handOn(bytes.subarray(0, end));
      held = [isWhole ? bytes.subarray(end) : bytes];
      heldBytes = isWhole ? bytes.length - end : bytes.length;
      wantedBytes = isWhole ? LENGTH_BYTES : end;
    }
    return goOn;
  };
}
