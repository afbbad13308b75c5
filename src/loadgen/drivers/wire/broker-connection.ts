import { createConnection, type Socket } from 'node:net';
import type { ConnectionOptions } from '@platformatic/kafka';
import { deepestReasons } from '../../../kafka/deepest-reasons.ts';
import { Answers, type AnswerTaker, ProtocolError, wholeAnswer } from './answers.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** What is written by then is on its way; a peer that reads no more is not waited for. */
const CLOSE_WITHIN_MS = 1_000;
/** What one read brings at most: batches of the usual size then mostly come whole, and stay in the processor's cache. */
const READ_BYTES = 512 * 1024;
/** The library numbers its own requests from 1: ours begin where it does not get to. */
export const FIRST_CORRELATION = 0x4000_0000;

export interface BrokerConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly security: Pick<ConnectionOptions, 'tls' | 'sasl'>;
  /** Who takes the answer to a request of ours; ProtocolError where there is none. */
  takerOf(correlationId: number): AnswerTaker;
  /** Once, whenever and however it ends. */
  onLost(reason: string): void;
  /** It may be written to again: a client that proves anew who it is sends nothing else meanwhile. */
  onReauthenticated(): void;
  /** Ends it while it is being opened; of one that is open nothing. */
  readonly unwanted: AbortSignal;
}

/** A connection to a broker that is open and authenticated. */
export interface BrokerConnection {
  readonly socket: Socket;
  readonly reauthenticating: boolean;
  close(): Promise<void>;
}

/** Rejects where it cannot be opened, or is not wanted any more; its socket is gone then. */
export function connectToBroker(options: BrokerConnectionOptions): Promise<BrokerConnection> {
  const { tls, sasl } = options.security;
  return tls === undefined && sasl === undefined ? connectPlainly(options) : connectSecurely(options);
}

/** Reads into memory of its own again and again: a chunk a read would have to be collected. */
async function connectPlainly(options: BrokerConnectionOptions): Promise<BrokerConnection> {
  const { host, port, takerOf, onLost, unwanted } = options;
  const answers = new Answers(takerOf);
  const socket = createConnection({
    host,
    port,
    noDelay: true,
    timeout: CONNECT_TIMEOUT_MS,
    onread: {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (bytes, memory) => {
        readChunk(socket, answers, Buffer.from(memory.buffer, memory.byteOffset, bytes));
        return true;
      },
    },
  });
  const opening = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    socket.once('timeout', () => socket.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS / 1000} s`)));
  });
  await whileWanted(unwanted, opening, () => socket.destroy());
  socket.setTimeout(0);
  let reason = `the connection to ${host}:${port} was closed`;
  socket.on('error', (error) => {
    reason = deepestReasons(error);
  });
  socket.on('close', () => onLost(reason));
  return {
    socket,
    reauthenticating: false,
    close: () =>
      new Promise((resolve) => {
        socket.once('close', () => resolve());
        if (socket.closed) resolve();
        socket.end();
        setTimeout(() => socket.destroy(), CLOSE_WITHIN_MS).unref();
      }),
  };
}

/** TLS, SASL and its renewal are the client library's; the frames are ours, which it would copy. */
async function connectSecurely(options: BrokerConnectionOptions): Promise<BrokerConnection> {
  const { host, port, clientId, security, takerOf, onLost, onReauthenticated, unwanted } = options;
  const { Connection } = await import('@platformatic/kafka');
  const connection = new Connection(clientId, { ...security, connectTimeout: CONNECT_TIMEOUT_MS });
  await whileWanted(unwanted, Promise.resolve(connection.connect(host, port)), () => {
    // Closed first, so that whoever waits for it is told; by itself it would write a goodbye and wait for that.
    connection.close().catch(() => undefined);
    connection.socket.destroy();
  });
  let lost = false;
  const lose = (reason: string): void => {
    if (!lost) onLost(reason);
    lost = true;
  };
  connection.on('error', (error) => lose(deepestReasons(error)));
  connection.on('close', () => lose(`the connection to ${host}:${port} was closed`));
  const { socket } = connection;
  const theirs = socket.listeners('data') as ((chunk: Buffer) => void)[];
  socket.removeAllListeners('data');
  const answers = new Answers((correlationId, head) => {
    if (correlationId >= FIRST_CORRELATION) return takerOf(correlationId);
    const frameHead = Buffer.from(head);
    return wholeAnswer(
      (body) => Buffer.concat([frameHead, body]),
      (frame) => {
        for (const listener of theirs) listener(frame);
      },
    );
  });
  socket.on('data', (chunk: Buffer) => readChunk(socket, answers, chunk));
  connection.on('connect', onReauthenticated);
  return {
    socket,
    get reauthenticating() {
      return connection.status === 'reauthenticating';
    },
    close: () => connection.close(),
  };
}

/** Ends what is being opened when the signal aborts; `opening` rejects by that. */
async function whileWanted(unwanted: AbortSignal, opening: Promise<void>, end: () => void): Promise<void> {
  unwanted.addEventListener('abort', end);
  try {
    await opening;
  } finally {
    unwanted.removeEventListener('abort', end);
  }
}

/** What cannot be read ends the connection. An error of our own ends the thread: it must not pass for the broker's. */
function readChunk(socket: Socket, answers: Answers, chunk: Buffer): void {
  try {
    answers.push(chunk);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    socket.destroy(error);
  }
}
