import { describe, expect, it } from 'vitest';
import { Answers, type AnswerTaker, ProtocolError, wholeAnswer } from '../../../../src/loadgen/drivers/wire/answers.ts';

const bodies = ['abcd', 'x'.repeat(200_000), 'fghij', 'y'.repeat(700_000), 'z'];

function frame(body: string, correlationId: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 4);
  head.writeInt32BE(correlationId, 4);
  return Buffer.concat([head, Buffer.from(body)]);
}

const stream = Buffer.concat(bodies.map(frame));
const cuts = [1, 3, 7, 4_096, 65_536, 2_000_000];

function pushInPieces(answers: Answers, bytes: number): void {
  for (let at = 0; at < stream.length; at += bytes) answers.push(stream.subarray(at, at + bytes));
}

describe('the answers on a connection', () => {
  it.each(cuts)('come out whole however the stream was cut: pieces of %i bytes', (cut) => {
    const read: string[] = [];
    const answers = new Answers((correlationId) =>
      wholeAnswer(
        (body) => body.toString('latin1'),
        (body) => {
          read[correlationId] = body;
        },
      ),
    );
    pushInPieces(answers, cut);
    expect(read.map((body) => body.length)).toEqual(bodies.map((body) => body.length));
    expect(read).toEqual(bodies);
  });

  it.each(cuts)('come in the pieces that are asked for, longer where asked again: pieces of %i bytes', (cut) => {
    const read: string[] = bodies.map(() => '');
    const ended: number[] = [];
    /** Wants 3 bytes, then those again with 3 more, and so on while there are more. */
    const inSixes = (correlationId: number): AnswerTaker => {
      let left = 0;
      const next = (): number => Math.min(3, left);
      return {
        begin(bytes) {
          left = bytes;
          return next();
        },
        take(piece) {
          if (piece.length === 3 && left >= 6) return -6;
          read[correlationId] += piece.toString('latin1');
          left -= piece.length;
          return next();
        },
        end: () => ended.push(correlationId),
      };
    };
    pushInPieces(new Answers(inSixes), cut);
    expect(read.map((body) => body.length)).toEqual(bodies.map((body) => body.length));
    expect(read).toEqual(bodies);
    expect(ended).toEqual([0, 1, 2, 3, 4]);
  });

  it.each(cuts)('are passed over from where nobody wants more: pieces of %i bytes', (cut) => {
    const read: string[] = [];
    const answers = new Answers(() => ({
      begin: () => 1,
      take(piece) {
        read.push(piece.toString('latin1'));
        return 0;
      },
      end: () => read.push('.'),
    }));
    pushInPieces(answers, cut);
    expect(read.join('')).toBe('a.x.f.y.z.');
  });

  it('are not read beyond their end', () => {
    const greedy: AnswerTaker = { begin: () => 4, take: () => 100, end: () => undefined };
    expect(() => new Answers(() => greedy).push(frame('only these', 1))).toThrow(/cut off/);
  });

  it('are cut off, too, where they end between two pieces that are wanted', () => {
    const ended: string[] = [];
    const two: AnswerTaker = { begin: () => 4, take: () => 4, end: () => ended.push('end') };
    expect(() => new Answers(() => two).push(frame('four', 1))).toThrow(/cut off/);
    expect(ended).toEqual([]);
  });

  it('that cannot be read are told apart from what goes wrong with what was read', () => {
    const misread = wholeAnswer(
      () => {
        throw new Error('no such version');
      },
      () => undefined,
    );
    expect(() => new Answers(() => misread).push(frame('body', 1))).toThrow(ProtocolError);
    const ours = wholeAnswer(
      () => 'read',
      () => {
        throw new RangeError('our own');
      },
    );
    const acting = (): void => new Answers(() => ours).push(frame('body', 1));
    expect(acting).toThrow(/^our own$/);
    expect(acting).not.toThrow(ProtocolError);
  });

  it.each([-1, 0, 3, 4, 2 ** 31 - 1])('are not Kafka’s where a length says %i', (length) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(length);
    const answers = new Answers(() =>
      wholeAnswer(
        () => undefined,
        () => undefined,
      ),
    );
    expect(() => answers.push(bytes)).toThrow(/not one of Kafka/);
  });
});
