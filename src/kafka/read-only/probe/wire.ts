import type { Socket } from 'node:net';
import type { Greeting, LoginOffer } from './answers.ts';
import { INTERRUPTED, type Patience } from './connect.ts';

/** Kafka's keys of the two requests that a broker takes before a login; neither changes anything. */
const API_VERSIONS = 18;
const SASL_HANDSHAKE = 17;
const CLIENT_ID = 'workbench-check';

const NONE = 0;
const UNSUPPORTED_SASL_MECHANISM = 33;
const ILLEGAL_SASL_STATE = 34;

/** An answer to ApiVersions has about 100 ranges of 6 bytes. */
const LARGEST_ANSWER = 1024 ** 2;

const string = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** Request => size INT32, key INT16, version INT16, correlation INT32, client id STRING, body. */
function request(key: number, version: number, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt16BE(key, 0);
  head.writeInt16BE(version, 2);
  const whole = Buffer.concat([head, string(CLIENT_ID), body]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(whole.length);
  return Buffer.concat([size, whole]);
}

/** ApiVersions v0: no body. */
export const apiVersionsRequest = (): Buffer => request(API_VERSIONS, 0, Buffer.alloc(0));

/** SaslHandshake v1 => mechanism STRING. */
export const saslHandshakeRequest = (mechanism: string): Buffer => request(SASL_HANDSHAKE, 1, string(mechanism));

/** Bytes that came, or why none did. */
export type Exchange =
  | { readonly came: Buffer }
  | {
      readonly came: null;
      readonly why: 'closed' | 'silent' | 'failed';
      readonly millis: number;
      readonly error: string;
    };

/** Sends a request and waits for one whole answer, or for what shows that there will be none. */
export function exchange(socket: Socket, bytes: Buffer, { timeoutMs, signal }: Patience): Promise<Exchange> {
  const from = performance.now();
  return new Promise((resolve) => {
    let came = Buffer.alloc(0);
    const end = (result: Exchange): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error');
      // What comes after that belongs to nobody.
      socket.on('error', () => undefined);
      resolve(result);
    };
    const without = (why: 'closed' | 'silent' | 'failed', error = ''): void =>
      end(came.length > 0 ? { came } : { came: null, why, millis: performance.now() - from, error });
    const interrupt = (): void => without('failed', INTERRUPTED);
    const timer = setTimeout(() => without('silent'), timeoutMs);
    socket.on('data', (chunk: Buffer) => {
      came = Buffer.concat([came, chunk]);
      if (isWhole(came)) end({ came });
    });
    socket.on('close', () => without('closed'));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE'
        ? without('closed')
        : without('failed', error.code ?? error.message),
    );
    if (signal.aborted) return interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    socket.write(bytes);
  });
}

function isWhole(came: Buffer): boolean {
  if (came.length < 4) return false;
  if (!looksLikeKafka(came)) return true;
  return came.length >= 4 + came.readInt32BE(0);
}

function looksLikeKafka(came: Buffer): boolean {
  const size = came.readInt32BE(0);
  return size >= 4 && size <= LARGEST_ANSWER;
}

/** What an answer to ApiVersions shows of who is there. Pure. */
export function readGreeting(answer: Exchange): Greeting | null {
  if (answer.came === null) {
    if (answer.why === 'failed') return { kind: 'failed', error: answer.error };
    return answer.why === 'silent' ? { kind: 'silent', millis: answer.millis } : { kind: 'closed' };
  }
  const { came } = answer;
  const text = came.toString('latin1');
  if (/^(HTTP\/|\s*<)/i.test(text)) return { kind: 'http', line: text.trimStart().split(/[\r\n]/)[0] ?? '' };
  if (came[0] !== undefined && came[0] >= 0x14 && came[0] <= 0x17 && came[1] === 0x03) return { kind: 'tls' };
  // size, correlation 0, error INT16, count INT32
  const kafka = came.length >= 14 && looksLikeKafka(came) && came.readInt32BE(4) === 0 && came.readInt16BE(8) === NONE;
  return kafka ? null : { kind: 'other' };
}

/** What an answer to SaslHandshake says of a login. Pure. */
export function readLoginOffer({ came }: Exchange): LoginOffer {
  if (came === null || came.length < 10) return { wants: 'not-known' };
  const code = came.readInt16BE(8);
  if (code === ILLEGAL_SASL_STATE) return { wants: 'nothing' };
  if (code !== NONE && code !== UNSUPPORTED_SASL_MECHANISM) return { wants: 'not-known' };
  return { wants: 'login', mechanisms: mechanismsIn(came.subarray(10)), accepted: code === NONE };
}

/** ARRAY of STRING. */
function mechanismsIn(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  let at = 4;
  for (let left = bytes.length < 4 ? 0 : bytes.readInt32BE(0); left > 0 && at + 2 <= bytes.length; left--) {
    const end = at + 2 + bytes.readInt16BE(at);
    found.push(bytes.toString('utf8', at + 2, end));
    at = end;
  }
  return found.toSorted();
}
