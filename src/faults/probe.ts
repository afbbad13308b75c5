import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionSettings } from '../kafka/connection.ts';
import { tlsOptions } from '../kafka/credentials.ts';
import type { Endpoint } from '../platforms/types.ts';
import { probeRequest, wholeAnswers } from './probe-request.ts';

/** A broker takes no longer request from someone who has not said who they are. */
const LONGEST_REQUEST = 400_000;

export interface ProbeOptions {
  readonly security: ConnectionSettings['security'];
  readonly withinMs: number;
  /** How much is sent, at least; absent: no more than a request needs. */
  readonly bytes?: number;
}

/** `refused`: no connection, or one that was closed before the answer; `silent`: no answer in time. */
export type Probe =
  | { readonly kind: 'answered'; readonly millis: number; readonly answer: Buffer }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'silent' };

/**
 * Asks a broker or a controller, on a connection of its own, for its API versions, which it tells anyone.
 * `millis` is from the request to the last byte of the answer. Never rejects but for unreadable TLS settings.
 */
export function probe(at: Endpoint, { security, withinMs, bytes = 0 }: ProbeOptions): Promise<Probe> {
  const tls = tlsOptions(security);
  const name = isIP(at.host) === 0 ? { servername: at.host } : {};
  const socket = tls === null ? connectPlain(at.port, at.host) : connectTls({ ...at, ...tls, ...name });
  return new Promise<Probe>((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'silent' }), withinMs);
    socket.once('error', (error) => resolve({ kind: 'refused', reason: error.message }));
    socket.once('close', () => resolve({ kind: 'refused', reason: 'the connection was closed' }));
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      void exchange(socket, bytes).then((answered) => resolve(answered));
    });
    socket.once('close', () => clearTimeout(timer));
  }).finally(() => socket.destroy());
}

/** Resolves when every request has its answer; never where one has none. */
function exchange(socket: Socket, bytes: number): Promise<Probe> {
  const count = Math.max(1, Math.ceil(bytes / LONGEST_REQUEST));
  const began = performance.now();
  let received: Buffer = Buffer.alloc(0);
  return new Promise((resolve) => {
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (wholeAnswers(received) < count) return;
      resolve({ kind: 'answered', millis: performance.now() - began, answer: received });
    });
    for (let i = 0; i < count; i++) socket.write(probeRequest(Math.ceil(bytes / count)));
  });
}
