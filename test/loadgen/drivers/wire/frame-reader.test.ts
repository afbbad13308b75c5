import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../../../src/loadgen/drivers/wire/frame-reader.ts';

const bodies = ['abcd', 'x'.repeat(200_000), 'fghij', 'y'.repeat(70_000)];

const frame = (body: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(body)]);
};

describe('a stream of frames', () => {
  it.each([1, 3, 7, 4_096, 65_536, 1_000_000])('comes out whole however it was cut: pieces of %i bytes', (piece) => {
    const stream = Buffer.concat(bodies.map(frame));
    const read: string[] = [];
    const frames = new FrameReader((bytes) => read.push(bytes.toString('latin1', 4)));
    for (let at = 0; at < stream.length; at += piece) frames.push(stream.subarray(at, at + piece));
    expect(read.map((body) => body.length)).toEqual(bodies.map((body) => body.length));
    expect(read).toEqual(bodies);
  });

  it.each([-1, 0, 3, 2 ** 31 - 1])('is not Kafka’s where a length says %i', (length) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(length);
    expect(() => new FrameReader(() => undefined).push(bytes)).toThrow(/not one of Kafka/);
  });
});
