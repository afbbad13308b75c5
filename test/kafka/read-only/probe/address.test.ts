import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Gate } from '../../../../src/kafka/read-only/gate.ts';
import { probeAddress } from '../../../../src/kafka/read-only/probe/address.ts';
import type { AddressAnswer } from '../../../../src/kafka/read-only/probe/answers.ts';
import type { AskedRequest } from '../../../../src/kafka/read-only/requests-log.ts';
import type { Security } from '../../../../src/scenarios/target-types.ts';
import { type IssueOptions, makeAuthority } from '../../certificates.ts';

const DAY_MS = 86_400_000;
const authority = makeAuthority();
const scratch = mkdtempSync(join(tmpdir(), 'workbench-probe-'));
const caFile = join(scratch, 'ca.pem');
writeFileSync(caFile, authority.pem);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const open: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As Kafka frames them: size, correlation id, then what the question's version has. */
function frame(body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 4, 0);
  return Buffer.concat([head, body]);
}

/** One range, Produce 0 to 9, without an error. */
const API_VERSIONS_ANSWER = frame(Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 9]));
const NO_LOGIN_HERE = frame(Buffer.from([0, 34, 0, 0, 0, 0]));
const PLAIN_AND_OTHER = (code: number): Buffer =>
  frame(Buffer.concat([Buffer.from([0, code, 0, 0, 0, 2, 0, 5]), Buffer.from('PLAIN'), Buffer.from([0, 1, 0x58])]));

/** Answers ApiVersions and then a handshake, in the bytes of the protocol. */
function broker(handshake: Buffer): (socket: Socket) => void {
  return (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => socket.write(bytes.readInt16BE(4) === 18 ? API_VERSIONS_ANSWER : handshake));
  };
}

const certified = (options?: IssueOptions, handshake = NO_LOGIN_HERE): Promise<string> => {
  const { certificate, key } = authority.issue(options);
  return listening(
    createTlsServer({ cert: certificate, key }, broker(handshake)).on('tlsClientError', () => undefined),
  );
};

const security = (given: Partial<Security> = {}): Security => ({ tls: true, caFile, sasl: null, ...given });
const PLAIN = security({ tls: false, caFile: null });

async function probe(address: string, given: Security, timeoutMs = 5_000) {
  const asked: AskedRequest[] = [];
  const gate = new Gate({
    limits: { requestsPerSecond: 1_000, mibPerSecond: 5 },
    log: (request) => asked.push(request),
    signal: new AbortController().signal,
  });
  const answer: AddressAnswer = await probeAddress(address, given, { gate, timeoutMs });
  return { answer, asked };
}

describe('an address that is probed', () => {
  it('tells a plain-text listener without a login, by two requests that are logged', async () => {
    const { answer, asked } = await probe(await listening(createServer(broker(NO_LOGIN_HERE))), PLAIN);
    expect(answer).toMatchObject({ tls: null, greeting: { kind: 'kafka', login: { wants: 'nothing' } } });
    expect(asked.map(({ request, outcome }) => `${request} ${outcome}`)).toEqual([
      'connect answered',
      'connect answered',
      'ApiVersions answered',
      'SaslHandshake answered',
    ]);
  });

  it('tells which mechanisms are offered, and whether the one that the target names is', async () => {
    const login = { mechanism: 'scram-sha-512', usernameEnv: 'U', passwordEnv: 'P' } as const;
    const offered = { wants: 'login', mechanisms: ['PLAIN', 'X'] };
    const refused = await probe(await certified({}, PLAIN_AND_OTHER(33)), security({ sasl: login }));
    expect(refused.answer.greeting).toEqual({ kind: 'kafka', login: { ...offered, accepted: false } });
    const accepted = await probe(await certified({}, PLAIN_AND_OTHER(0)), security({ sasl: login }));
    expect(accepted.answer.greeting).toEqual({ kind: 'kafka', login: { ...offered, accepted: true } });
  });

  it('tells the certificate: its chain, its name and its dates', async () => {
    const until = new Date(Math.floor(Date.now() / 1e3) * 1e3 + 12 * DAY_MS);
    const { answer } = await probe(await certified({ until, subject: 'kafka.example' }), security());
    expect(answer.tls).toMatchObject({ established: true, protocol: 'TLSv1.3', chainError: null, nameError: null });
    const [own] = answer.tls?.established ? answer.tls.certificates : [];
    expect(own).toMatchObject({ subject: 'kafka.example', issuer: 'Test authority', untilMs: until.getTime() });
  });

  it('tells an expired certificate, one for another host and one of an unknown authority, and goes on', async () => {
    const expired = await probe(await certified({ until: new Date(Date.now() - DAY_MS) }), security());
    expect(expired.answer.tls).toMatchObject({ established: true, chainError: 'CERT_HAS_EXPIRED', nameError: null });
    const other = await probe(await certified({ hosts: ['kafka.example'] }), security());
    expect(other.answer.tls).toMatchObject({ established: true, chainError: null });
    expect(other.answer.tls?.established && other.answer.tls.nameError).toContain('127.0.0.1');
    const unknown = await probe(await certified(), security({ caFile: null }));
    expect(unknown.answer.tls).toMatchObject({ chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', nameError: null });
    expect(unknown.answer.greeting).toMatchObject({ kind: 'kafka' });
  });

  it('finds TLS where the target says plain text, and plain text where it says TLS', async () => {
    const wantsTls = await probe(await certified(), PLAIN);
    expect(wantsTls.answer.greeting?.kind).not.toBe('kafka');
    expect(wantsTls.answer.tls).toMatchObject({ established: true });
    const plain = await probe(await listening(plainBroker()), security());
    expect(plain.answer).toMatchObject({ tls: { established: false }, greeting: null });
    expect(plain.answer.plainGreeting).toEqual({ kind: 'kafka', login: { wants: 'nothing' } });
  });

  it('recognises a web server, with and without TLS', async () => {
    const web = await probe(await listening(createHttpServer()), PLAIN);
    expect(web.answer.greeting).toMatchObject({ kind: 'http', line: expect.stringMatching(/^HTTP\/1\.1 400/) });
    const instead = await probe(await listening(createHttpServer()), security());
    expect(instead.answer).toMatchObject({ tls: { established: false }, plainGreeting: { kind: 'http' } });
  });

  it('gives up after the time-out on one that takes connections and never answers, and says so', async () => {
    const silent = await listening(createServer());
    const { answer, asked } = await probe(silent, PLAIN, 50);
    expect(answer.connections.map(({ error }) => error)).toEqual([null]);
    expect(answer).toMatchObject({ greeting: { kind: 'silent' }, tls: { established: false, error: 'ETIMEDOUT' } });
    expect(asked.filter(({ request }) => request === 'ApiVersions')).toMatchObject([{ outcome: 'silent' }]);
  });

  it('gives up after the time-out where packets are dropped, as they are before a queue that nobody empties', async () => {
    const { process: blocked, port } = await neverAccepting();
    // Linux holds one more than the backlog of 1; what comes then is dropped without a word.
    const filling = Array.from({ length: 4 }, () => connect({ host: '127.0.0.1', port }).on('error', () => undefined));
    await delay(100);
    const { answer, asked } = await probe(`127.0.0.1:${port}`, PLAIN, 300);
    for (const socket of filling) socket.destroy();
    blocked.kill('SIGKILL');
    expect(answer.connections).toMatchObject([{ ip: '127.0.0.1', error: 'ETIMEDOUT' }]);
    expect(answer).toMatchObject({ greeting: null, tls: null });
    expect(asked.map(({ request, outcome }) => `${request} ${outcome}`)).toEqual(['connect ETIMEDOUT']);
  });

  it('tells one that refuses from one whose name is not known', async () => {
    const refusing = createServer();
    const address = await listening(refusing);
    await new Promise((resolve) => refusing.close(resolve));
    expect((await probe(address, PLAIN)).answer.connections).toMatchObject([{ error: 'ECONNREFUSED' }]);
    const { answer } = await probe('no-such-host.invalid:9092', PLAIN);
    expect(answer.name).toMatchObject({ literal: false, addresses: [] });
    expect(answer.name.error).not.toBeNull();
    expect(answer.connections).toEqual([]);
  });
});

/** A process that listens and then does nothing any more. */
async function neverAccepting(): Promise<{ process: ChildProcess; port: number }> {
  const code = `const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, server.address().port + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, port: Number(printed.toString()) };
}

/** Hangs up on what is no request of its own, as a broker does. */
function plainBroker(): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      if (first[0] === 0x16) return void socket.destroy();
      broker(NO_LOGIN_HERE)(socket);
      socket.emit('data', first);
    });
  });
}

describe('an interruption', () => {
  async function interrupted(address: string, given: Security, after: Promise<unknown>) {
    const asked: AskedRequest[] = [];
    const over = new AbortController();
    const gate = new Gate({
      limits: { requestsPerSecond: 1_000, mibPerSecond: 5 },
      log: (request) => asked.push(request),
      signal: over.signal,
    });
    const probed = probeAddress(address, given, { gate, timeoutMs: 50_000 });
    void after.then(() => over.abort(new Error('interrupted')));
    await expect(probed).rejects.toThrow('interrupted');
    return asked;
  }

  it('ends the wait for an answer, and hangs up', async () => {
    const spoken = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const silent = (socket: Socket): void => {
      socket.on('data', () => spoken.resolve());
      socket.on('close', () => void spoken.promise.then(() => closed.resolve()));
    };
    const address = await listening(createServer(silent));
    const asked = await interrupted(address, PLAIN, spoken.promise);
    await closed.promise;
    expect(asked.at(-1)).toMatchObject({ request: 'ApiVersions', outcome: 'interrupted' });
  });

  it('ends the wait for TLS, and hangs up', async () => {
    const spoken = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const silent = (socket: Socket): void => {
      socket.on('data', () => spoken.resolve());
      socket.on('close', () => void spoken.promise.then(() => closed.resolve()));
    };
    const address = await listening(createServer(silent));
    const asked = await interrupted(address, security(), spoken.promise);
    await closed.promise;
    expect(asked.at(-1)).toMatchObject({ request: 'TLS handshake', outcome: 'interrupted' });
  });
});
