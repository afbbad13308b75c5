import { describe, expect, it } from 'vitest';
import { openService } from '../../src/http/service.ts';
import type { ServiceWords } from '../../src/http/service-words.ts';
import { Gate } from '../../src/kafka/read-only/gate.ts';
import type { AskedRequest } from '../../src/kafka/read-only/requests-log.ts';
import { answering } from './answering.ts';

const WORDS: ServiceWords = {
  code: 'schema-registry',
  name: 'Schema Registry',
  stands: '`schemaRegistry:` of the target',
  askLess: 'Ask later',
  tooLong: 'Ask for less.',
  path: '/subjects',
  asks: 'a request',
};

function gated(signal = new AbortController().signal): { readonly gate: Gate; readonly log: AskedRequest[] } {
  const log: AskedRequest[] = [];
  const limits = { requestsPerSecond: 1_000, mibPerSecond: 5 };
  return { gate: new Gate({ limits, log: (request) => log.push(request), signal }), log };
}

/** One question to a service that answers so. */
async function asked(status: number, body: string, headers: Record<string, string> = {}) {
  const { url, asked: requests } = await answering((_, response) => response.writeHead(status, headers).end(body));
  const { gate, log } = gated();
  const reading = await openService({ url }, WORDS, { gate, from: '.' }).json('/subjects');
  return { reading, requests, log, url };
}

describe('a service that is only looked at', () => {
  it('answers with what it says, is asked with GET, and is written down', async () => {
    const { reading, requests, log, url } = await asked(200, '["orders-value"]', {
      date: 'Sat, 21 Nov 2026 10:00:00 GMT',
    });
    expect(reading).toEqual({
      obtained: true,
      how: `GET /subjects of ${url}`,
      value: { status: 200, body: ['orders-value'], date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
      missing: [],
    });
    expect(requests).toEqual(['GET /subjects']);
    expect(log).toMatchObject([
      { service: 'schema-registry', to: url, request: 'GET /subjects', version: null, outcome: 'answered' },
    ]);
    expect(log[0]?.receivedBytes).toBe(16);
  });

  it('says that there is none in its own words, which is an answer', async () => {
    const { reading } = await asked(404, '{"error_code":40408}');
    expect(reading).toMatchObject({ obtained: true, value: { status: 404, body: { error_code: 40408 } } });
  });

  it.each([
    [401, '', 'not-permitted', 'asks who is there (401)'],
    [403, '{"message":"canary"}', 'not-permitted', 'asks who is there (403)'],
    [404, '<html>canary', 'failed', 'does not answer as Schema Registry does (404)'],
    [200, '<html>canary', 'failed', 'answers /subjects with text/html that is no JSON'],
    [500, '{"message":"canary"}', 'failed', 'refuses a request (500): to /subjects'],
  ])('answers with %i %s: %s', async (status, body, reason, why) => {
    const { reading, log } = await asked(status, body, { 'content-type': 'text/html; charset=utf-8' });
    expect(reading).toMatchObject({ obtained: false, reason });
    expect(reading.obtained ? '' : reading.why).toContain(why);
    expect(JSON.stringify([reading, log])).not.toContain('canary');
  });

  it('leads elsewhere, and is not followed', async () => {
    const { reading, requests } = await asked(302, '', { location: 'http://127.0.0.1:1/' });
    expect(reading).toMatchObject({ obtained: false, reason: 'failed' });
    expect(requests).toHaveLength(1);
  });

  it('is busy twice, and answers the third time', async () => {
    let round = 0;
    const { url, asked: requests } = await answering((_, response) =>
      response.writeHead(++round < 3 ? 503 : 200).end('{}'),
    );
    const { gate, log } = gated();
    const reading = await openService({ url }, WORDS, { gate, from: '.' }).json('/');
    expect(reading).toMatchObject({ obtained: true });
    expect(requests).toHaveLength(3);
    expect(log.map(({ outcome }) => outcome)).toEqual(['answered with 503', 'answered with 503', 'answered']);
  });

  it('that does not answer is not asked again', async () => {
    const { gate, log } = gated();
    const service = openService({ url: 'http://127.0.0.1:1' }, WORDS, { gate, from: '.' });
    const first = await service.json('/subjects');
    expect(first).toMatchObject({ obtained: false, reason: 'not-reachable' });
    expect(await service.json('/config')).toEqual(first);
    expect(log.map(({ outcome }) => outcome)).toEqual(['ECONNREFUSED']);
  });

  it('whose kept connection was reset is asked once more, and stays', async () => {
    let round = 0;
    const { url, asked: requests } = await answering((request, response) =>
      ++round === 2 ? void request.socket.resetAndDestroy() : void response.writeHead(200).end('{}'),
    );
    const { gate, log } = gated();
    const service = openService({ url }, WORDS, { gate, from: '.' });
    await service.json('/a');
    expect(await service.json('/b')).toMatchObject({ obtained: true });
    expect(await service.json('/c')).toMatchObject({ obtained: true });
    expect(requests).toEqual(['GET /a', 'GET /b', 'GET /b', 'GET /c']);
    expect(log.map(({ outcome }) => outcome)).toEqual(['answered', 'ECONNRESET', 'answered', 'answered']);
  });

  it('that fails two questions in a row is asked no third, and one in between starts anew', async () => {
    let isFailing = true;
    const { url, asked: requests } = await answering((request, response) =>
      isFailing ? void request.socket.resetAndDestroy() : void response.writeHead(200).end('{}'),
    );
    const { gate } = gated();
    const service = openService({ url }, WORDS, { gate, from: '.' });
    expect(await service.json('/a')).toMatchObject({ obtained: false });
    isFailing = false;
    expect(await service.json('/b')).toMatchObject({ obtained: true });
    isFailing = true;
    expect(await service.json('/c')).toMatchObject({ obtained: false });
    expect(await service.json('/d')).toMatchObject({ obtained: false });
    expect(await service.json('/e')).toMatchObject({ obtained: false });
    expect(requests.at(-1)).toBe('GET /d');
  });

  it('that breaks off in the middle of an answer has its bytes counted', async () => {
    const { url } = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('x'.repeat(300), () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
    });
    const { gate, log } = gated();
    expect(await openService({ url }, WORDS, { gate, from: '.' }).json('/a')).toMatchObject({ obtained: false });
    expect(log.map(({ receivedBytes }) => receivedBytes)).toEqual([300, 300]);
    expect(gate.spent().receivedBytes).toBe(600);
  });

  it('that says nothing is given up in time', async () => {
    const { url } = await answering(() => undefined);
    const { gate } = gated();
    const reading = await openService({ url }, WORDS, { gate, from: '.', timeoutMs: 50 }).json('/subjects');
    expect(reading).toMatchObject({ obtained: false, why: `${url} did not answer in time` });
  });

  it('shows its password to nobody but itself', async () => {
    const { url } = await answering((request, response) =>
      response.writeHead(request.headers.authorization === 'Basic bWU6aHVudGVyMg==' ? 200 : 401).end('{}'),
    );
    const { gate, log } = gated();
    const address = { url, usernameEnv: 'WHO', passwordEnv: 'WORD' };
    const service = openService(address, WORDS, { gate, from: '.', env: { WHO: 'me', WORD: 'hunter2' } });
    const reading = await service.json('/subjects');
    expect(reading).toMatchObject({ obtained: true });
    expect(JSON.stringify([reading, log])).not.toMatch(/hunter2|bWU6/);
  });

  it('is left in the middle of an answer with the reason of the interruption', async () => {
    const over = new AbortController();
    const { url } = await answering(() => over.abort(new Error('interrupted')));
    const { gate, log } = gated(over.signal);
    await expect(openService({ url }, WORDS, { gate, from: '.' }).json('/subjects')).rejects.toThrow('interrupted');
    expect(log).toMatchObject([{ outcome: 'interrupted' }]);
  });
});
