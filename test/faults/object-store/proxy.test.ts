import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkbenchError } from '../../../src/errors.ts';
import {
  type ObjectStoreProxy,
  type ObjectStoreSecond,
  startObjectStoreProxy,
} from '../../../src/faults/object-store/proxy.ts';
import { operationTotals } from './operation-totals.ts';
import { RecordingStore } from './recording-store.ts';

let store: RecordingStore;
let upstream: string;
let proxy: ObjectStoreProxy;
let seconds: ObjectStoreSecond[];
let deaths: WorkbenchError[];

const callbacks = {
  onSecond: (report: ObjectStoreSecond) => void seconds.push(report),
  onDied: (error: WorkbenchError) => void deaths.push(error),
};

beforeEach(async () => {
  seconds = [];
  deaths = [];
  store = new RecordingStore();
  upstream = await store.start();
  proxy = await startObjectStoreProxy({ upstream, ...callbacks });
  proxy.begin(process.hrtime.bigint());
});
afterEach(async () => {
  await proxy.stop();
  store.stop();
});

const url = (path: string) => `http://127.0.0.1:${proxy.endpoint.port}${path}`;
const put = (path: string, body: string | Buffer) =>
  fetch(url(path), { method: 'PUT', body: new Uint8Array(Buffer.from(body)) });
const repeat = <T>(count: number, act: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

/** All that was reported until the proxy stopped, of one operation. */
async function totals(operation: string) {
  await proxy.stop();
  return operationTotals(seconds, operation);
}

/** Writes raw bytes on one connection and gathers what comes back until `enough` of it did. */
async function raw(parts: readonly string[], enough: (text: string) => boolean): Promise<string> {
  const socket = connect(proxy.endpoint.port, '127.0.0.1');
  let text = '';
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  for (const part of parts) {
    socket.write(part);
    await delay(100);
  }
  for (let waited = 0; !enough(text) && waited < 10_000 && !socket.destroyed; waited += 20) await delay(20);
  socket.destroy();
  await closed;
  return text;
}

describe('the proxy', () => {
  it('passes requests and answers on unchanged, and counts them with their bytes', async () => {
    const body = Buffer.alloc(300_000, 'segment ');
    store.answer = (_, response, received) => response.writeHead(200, { 'x-store': 'yes', etag: '"1"' }).end(received);
    const answer = await fetch(url('/tier/a%20b?x-id=PutObject'), {
      method: 'PUT',
      body,
      headers: { authorization: 'AWS4 signed', 'x-amz-date': '2026' },
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
    expect(answer.headers.get('x-store')).toBe('yes');
    expect(store.received).toMatchObject([
      {
        method: 'PUT',
        url: '/tier/a%20b?x-id=PutObject',
        headers: { host: `127.0.0.1:${proxy.endpoint.port}`, authorization: 'AWS4 signed', 'x-amz-date': '2026' },
      },
    ]);
    expect(store.received[0]?.body.equals(body)).toBe(true);
    expect(await totals('put')).toMatchObject({ requests: 1, bytesWritten: 300_000, bytesRead: 300_000, failed: 0 });
  });

  it('reports every second once, in order, and a latency for every answer', async () => {
    for (let round = 0; round < 3; round++) {
      await repeat(20, (index) => put(`/tier/${index}`, 'x').then((answer) => answer.arrayBuffer()));
      await delay(600);
    }
    const { requests, micros } = await totals('put');
    expect(requests).toBe(60);
    expect(micros).toHaveLength(60);
    expect(micros.every((value) => value > 0 && Number.isInteger(value))).toBe(true);
    expect(seconds.map(({ second }) => second)).toEqual(seconds.map((_, index) => index));
    expect(seconds.length).toBeGreaterThanOrEqual(2);
  });

  it('counts nothing of what was before the beginning', async () => {
    const early = await startObjectStoreProxy({ upstream, ...callbacks });
    await (await fetch(`http://127.0.0.1:${early.endpoint.port}/tier/a`)).arrayBuffer();
    early.begin(process.hrtime.bigint());
    await early.stop();
    expect(seconds.flatMap(({ lines }) => lines)).toEqual([]);
  });

  it('gives leave to send a body once, when the store has given it', async () => {
    const head = 'PUT /tier/a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n';
    const text = await raw([head, 'hello'], (text) => text.endsWith('hello'));
    expect(text.match(/HTTP\/1\.1 100 Continue/g)).toHaveLength(1);
    expect(text).toContain('HTTP/1.1 200');
    expect(store.received[0]?.body.toString()).toBe('hello');
  });

  it('passes on a refusal instead of leave, and ends the connection whose body nobody will read', async () => {
    store.server.on('checkContinue', (_, response) => response.writeHead(403).end());
    const head = 'PUT /tier/a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n';
    const text = await raw([head], (text) => text.includes('403'));
    expect(text).not.toContain('100 Continue');
    expect(text).toMatch(/HTTP\/1\.1 403[\s\S]*connection: close/i);
    expect(await totals('put')).toMatchObject({ requests: 1, failed: 1, bytesWritten: 0 });
  });

  it('keeps a chunked body of unknown length as it is', async () => {
    const text = await raw(
      ['PUT /tier/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n', '3\r\nabc\r\n', '2\r\nde\r\n0\r\n\r\n'],
      (text) => text.includes('abcde'),
    );
    expect(text).toContain('HTTP/1.1 200');
    expect(store.received[0]?.body.toString()).toBe('abcde');
  });

  it('counts as failed what the store breaks off, and the client sees it broken', async () => {
    store.answer = (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half');
      setTimeout(() => response.destroy(), 50);
    };
    const answer = await fetch(url('/tier/a'));
    await expect(answer.arrayBuffer()).rejects.toThrow();
    const { failed, micros, bytesRead } = await totals('get');
    expect({ failed, micros, bytesRead }).toEqual({ failed: 1, micros: [], bytesRead: 4 });
  });

  it('does not blame the store for a client that leaves', async () => {
    store.answer = (_, response) => void response.writeHead(200, { 'content-length': 1000 }).write('half');
    const leaving = new AbortController();
    const answer = await fetch(url('/tier/a'), { signal: leaving.signal });
    leaving.abort();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await delay(100);
    expect(await totals('get')).toMatchObject({ requests: 1, failed: 0, micros: [] });
  });

  it('resets a client whose store cannot be reached', async () => {
    store.stop();
    await expect(fetch(url('/tier/a'))).rejects.toThrow();
    expect(await totals('get')).toMatchObject({ requests: 1, failed: 1 });
  });
});

describe('a disturbance', () => {
  it('throttles its share of the requests with SlowDown, which never reach the store', async () => {
    await proxy.faults.disturb({ throttledShare: 0.25, operations: ['get'] });
    const answers = await repeat(40, async (index) => {
      const answer = await fetch(url(`/tier/a&${index}`));
      return { status: answer.status, text: await answer.text() };
    });
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.text).toMatch(/<Code>SlowDown<\/Code>[\s\S]*<Resource>\/tier\/a&amp;\d+<\/Resource>/);
    expect(store.received).toHaveLength(30);
    expect((await put('/tier/a', 'x')).status).toBe(200);
    expect(await proxy.faults.injected()).toBe(10);
    expect(await proxy.faults.passed()).toBe(0);
    await proxy.faults.clear();
    await put('/tier/b', 'x');
    await repeat(10, () => fetch(url('/tier/a')).then((answer) => answer.arrayBuffer()));
    while ((await proxy.faults.passed()) < 10) await delay(10);
    expect(await proxy.faults.passed()).toBe(10);
    expect(await totals('get')).toMatchObject({ requests: 50, throttled: 10, injected: 10, failed: 0 });
  });

  it('refuses a body that waits for leave without giving it', async () => {
    await proxy.faults.disturb({ throttledShare: 1 });
    const head = 'PUT /tier/a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n';
    const text = await raw([head], (text) => text.includes('SlowDown'));
    expect(text).not.toContain('100 Continue');
    expect(text).toMatch(/connection: close/i);
  });

  it('leaves a connection usable whose request it refused', async () => {
    await proxy.faults.disturb({ throttledShare: 0.5 });
    const request = 'PUT /tier/a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello';
    const text = await raw([request, request], (text) => text.includes('SlowDown') && text.includes('hello'));
    expect(text.indexOf('200 OK')).toBeLessThan(text.indexOf('503 Slow Down'));
    expect(text).toContain('200 OK');
  });

  it('resets connections where the store is unreachable, those of requests under way, too', async () => {
    store.answer = () => undefined;
    const underWay = fetch(url('/tier/a'));
    const isBroken = expect(underWay).rejects.toThrow();
    while (store.received.length === 0) await delay(10);
    await proxy.faults.disturb({ unreachable: true });
    await isBroken;
    await expect(fetch(url('/tier/b'))).rejects.toThrow();
    expect(await proxy.faults.injected()).toBe(2);
    await proxy.faults.clear();
    store.answer = (_, response) => response.end();
    expect((await fetch(url('/tier/c'))).status).toBe(200);
    expect(await totals('get')).toMatchObject({ requests: 3, failed: 2, injected: 2 });
  });

  it('delays a request before the store sees it, and lets it pass when it is over', async () => {
    await proxy.faults.disturb({ latencyMs: 200, keys: 'slow/' });
    const late = fetch(url('/tier/slow/a')).then((answer) => answer.arrayBuffer());
    await fetch(url('/tier/quick/a')).then((answer) => answer.arrayBuffer());
    expect(store.received.map(({ url }) => url)).toEqual(['/tier/quick/a']);
    await late;
    await proxy.faults.disturb({ latencyMs: 3_600_000 });
    const held = fetch(url('/tier/slow/b')).then((answer) => answer.arrayBuffer());
    while ((await proxy.faults.injected()) === 0) await delay(10);
    await proxy.faults.clear();
    await held;
    expect(await proxy.faults.passed()).toBe(0);
    const { micros, injected } = await totals('get');
    // Timers may fire a millisecond early.
    expect(micros.filter((value) => value >= 199_000).length).toBeGreaterThanOrEqual(1);
    expect(injected).toBe(2);
  });

  it('limits the bandwidth of all its requests together', async () => {
    await proxy.faults.disturb({ bytesPerSecond: 1_000_000 });
    store.answer = (_, response) => response.end(Buffer.alloc(100_000));
    const began = performance.now();
    await repeat(4, () => fetch(url('/tier/a')).then((answer) => answer.arrayBuffer()));
    // 400,000 bytes of bodies; their last chunks may end together, never before the link has carried them.
    expect(performance.now() - began).toBeGreaterThanOrEqual(390);
    expect(await totals('get')).toMatchObject({ injected: 4, bytesRead: 400_000 });
  });
});

describe('startObjectStoreProxy', () => {
  it('says that its port is in use', async () => {
    const again = startObjectStoreProxy({ listen: proxy.endpoint, upstream, ...callbacks });
    await expect(again).rejects.toMatchObject({ code: 'port-in-use', exitStatus: 2 });
  });

  it('tells once when its thread dies, and refuses what is asked of it then', async () => {
    const start = `const { parentPort } = require('node:worker_threads');
      parentPort.postMessage({ kind: 'listening', port: 1 });
      parentPort.on('message', () => { throw new Error('out of luck'); });`;
    const dying = await startObjectStoreProxy({ upstream, ...callbacks }, () => new Worker(start, { eval: true }));
    await expect(dying.faults.disturb({})).rejects.toMatchObject({ code: 'object-store-proxy-died', exitStatus: 4 });
    await expect(dying.faults.clear()).rejects.toMatchObject({ code: 'object-store-proxy-died' });
    await dying.stop();
    expect(deaths.map(({ message }) => message)).toEqual([expect.stringContaining('out of luck')]);
  });

  it('does not call it a death when it is stopped, however often', async () => {
    await proxy.stop();
    await proxy.stop();
    expect(deaths).toEqual([]);
  });
});
