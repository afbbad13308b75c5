import { afterEach, describe, expect, it } from 'vitest';
import { offeredRequests } from '../../src/faults/offered-requests.ts';
import { probe } from '../../src/faults/probe.ts';
import { probeRequest, wholeAnswers } from '../../src/faults/probe-request.ts';
import { type AnsweringServer, answeringServer } from './answering-server.ts';

let server: AnsweringServer | null = null;
afterEach(() => server?.close());

const plain = { security: null, withinMs: 10_000 };

describe('a probe', () => {
  it('is answered by whoever answers', async () => {
    server = await answeringServer();
    expect(await probe(server.at, plain)).toMatchObject({ kind: 'answered' });
  });

  it('sends as much as it is asked to, in requests that a broker takes from strangers', async () => {
    server = await answeringServer();
    expect(await probe(server.at, { ...plain, bytes: 1_000_000 })).toMatchObject({ kind: 'answered' });
    expect(server.received()).toBeGreaterThanOrEqual(1_000_000);
    expect(server.received()).toBeLessThan(1_001_000);
  });

  it('is refused where nobody listens', async () => {
    server = await answeringServer();
    await server.close();
    expect(await probe(server.at, plain)).toMatchObject({ kind: 'refused' });
  });

  it('meets silence where a connection is taken and no request answered', async () => {
    server = await answeringServer({ answers: false });
    expect(await probe(server.at, { ...plain, withinMs: 200 })).toEqual({ kind: 'silent' });
  });
});

describe('whole answers', () => {
  it('are counted by their lengths, and one that is cut off does not count', () => {
    const one = Buffer.from([0, 0, 0, 2, 9, 9]);
    expect(wholeAnswers(Buffer.alloc(0))).toBe(0);
    expect(wholeAnswers(one.subarray(0, 5))).toBe(0);
    expect(wholeAnswers(Buffer.concat([one, one]))).toBe(2);
    expect(wholeAnswers(Buffer.concat([one, one.subarray(0, 3)]))).toBe(1);
    expect(wholeAnswers(Buffer.concat([one, Buffer.from([0xff, 0xff, 0xff, 0xfa]), one]))).toBe(1);
  });
});

describe('a request', () => {
  it('says its own length', () => {
    for (const padding of [0, 1, 127, 128, 300_000]) {
      const request = probeRequest(padding);
      expect(request.readInt32BE(0)).toBe(request.length - 4);
      expect(request.length).toBeGreaterThanOrEqual(padding);
    }
  });
});

describe('what a broker takes', () => {
  it('is read from its answer', () => {
    // Length, correlation id, no error; two entries without tagged fields; no throttling, no tagged fields.
    const answer = Buffer.from(
      '0000001a 00000000 0000 03 0000 0003 000b 00 0012 0000 0004 00 00000000 00'.replaceAll(' ', ''),
      'hex',
    );
    expect(offeredRequests(answer)).toEqual(['0:3-11', '18:0-4']);
  });
});
