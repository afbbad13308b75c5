import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { handOnWholeAnswers } from '../../../../src/loadgen/drivers/kafkajs/whole-answers.ts';

/** Length i32, correlation id i32, body. */
function answer(correlationId: number, body: string): Buffer {
  const bytes = Buffer.alloc(8 + body.length);
  bytes.writeInt32BE(4 + body.length, 0);
  bytes.writeInt32BE(correlationId, 4);
  bytes.write(body, 8);
  return bytes;
}

const ANSWERS = [answer(1, 'one'), answer(2, ''), answer(3, 'x'.repeat(70)), answer(4, 'four')];

/** What a socket hands on of the pieces that the network brings. */
async function handedOn(pieces: readonly Buffer[]): Promise<{ answers: Buffer[]; error: string | null }> {
  const socket = new Socket();
  handOnWholeAnswers(socket);
  const answers: Buffer[] = [];
  let error: string | null = null;
  socket.on('data', (bytes) => answers.push(bytes));
  socket.on('error', ({ message }) => {
    error = message;
  });
  for (const piece of pieces) socket.push(piece);
  await new Promise(setImmediate);
  socket.destroy();
  return { answers, error };
}

function inPiecesOf(size: number, bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

describe('a socket that hands on whole answers', () => {
  it.each([1, 3, 7, 15, 50, 1_000])('hands on each one whole, whatever pieces it comes in: %i bytes', async (size) => {
    const { answers, error } = await handedOn(inPiecesOf(size, Buffer.concat(ANSWERS)));
    expect(answers).toEqual(ANSWERS);
    expect(error).toBeNull();
  });

  it('keeps to itself what breaks off', async () => {
    const [first, second] = ANSWERS as [Buffer, Buffer];
    const { answers } = await handedOn([first, second.subarray(0, 7)]);
    expect(answers).toEqual([first]);
  });

  it.each([-1, 0, 3, 0x7fff_ffff])('ends the connection at a length of %i, which no answer has', async (length) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(length, 0);
    const [first] = ANSWERS as [Buffer];
    const error = `an answer of ${length} bytes is not one of Kafka’s protocol`;
    expect(await handedOn([first, bytes, first])).toEqual({ answers: [first], error });
  });
});
