import type { Socket } from 'node:net';
import type { Security } from '../../../scenarios/target-types.ts';
import { splitAddress } from '../../address.ts';
import { tlsOptions } from '../../credentials.ts';
import type { Gate } from '../gate.ts';
import { readingApi } from '../reading-apis.ts';
import type { AddressAnswer, ConnectAnswer, Greeting, NameAnswer, TlsAnswer } from './answers.ts';
import { INTERRUPTED, openSocket, openTls, type Patience } from './connect.ts';
import { resolveName } from './names.ts';
import {
  apiVersionsRequest,
  type Exchange,
  exchange,
  readGreeting,
  readLoginOffer,
  saslHandshakeRequest,
} from './wire.ts';

export interface ProbeOptions {
  readonly gate: Gate;
  /** Most that each step may take. */
  readonly timeoutMs: number;
}

/** Of a name with more addresses than this, the rest is not tried. */
const MOST_ADDRESSES = 8;

interface Place extends ProbeOptions, Patience {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly ca: readonly string[] | undefined;
  /** The mechanism that the target names; another where it names none, to see what is wanted. */
  readonly mechanism: string;
}

/**
 * What an address answers, from its name up to what login it wants: nobody logs in. What the target says does not fit
 * is told apart by trying the other: plain text for TLS, and the reverse. Rejects only where the gate's signal aborts.
 */
export async function probeAddress(
  address: string,
  security: Security | null,
  options: ProbeOptions,
): Promise<AddressAnswer> {
  const { host, port } = splitAddress(address);
  const place: Place = {
    ...options,
    signal: options.gate.signal,
    address,
    host,
    port,
    ca: tlsOptions(security)?.ca,
    mechanism: security?.sasl?.mechanism.toUpperCase() ?? 'PLAIN',
  };
  const name = await resolveName(host, place);
  place.signal.throwIfAborted();
  const connections = await connectToAll(name, place);
  const reached = connections.find(({ error }) => error === null);
  if (reached === undefined) return { address, name, connections, tls: null, greeting: null, plainGreeting: null };
  const channel = security?.tls ? await overTls(reached.ip, place) : await overPlain(reached.ip, place);
  return { address, name, connections, ...channel };
}

async function connectToAll({ addresses }: NameAnswer, place: Place): Promise<readonly ConnectAnswer[]> {
  return Promise.all(
    addresses.slice(0, MOST_ADDRESSES).map(async (ip) => {
      const opened = await connected(ip, place, 'connect');
      if ('socket' in opened) opened.socket.destroy();
      return { ip, millis: opened.millis, error: 'error' in opened ? opened.error : null };
    }),
  );
}

type Channel = Pick<AddressAnswer, 'tls' | 'greeting' | 'plainGreeting'>;

async function overTls(ip: string, place: Place): Promise<Channel> {
  const { answer, greeting } = await tlsAndGreeting(ip, place);
  if (answer?.established !== false) return { tls: answer, greeting, plainGreeting: null };
  return { tls: answer, greeting: null, plainGreeting: await plainGreeting(ip, place) };
}

async function overPlain(ip: string, place: Place): Promise<Channel> {
  const greeting = await plainGreeting(ip, place);
  if (greeting?.kind === 'kafka' || greeting?.kind === 'http') return { tls: null, greeting, plainGreeting: null };
  const { answer } = await tlsAndGreeting(ip, place);
  return { tls: answer, greeting, plainGreeting: null };
}

async function tlsAndGreeting(
  ip: string,
  place: Place,
): Promise<{ answer: TlsAnswer | null; greeting: Greeting | null }> {
  const opened = await connected(ip, place, 'connect');
  if ('error' in opened) return { answer: null, greeting: null };
  try {
    const paced = await place.gate.pass(0);
    const from = performance.now();
    const { answer, socket } = await openTls(opened.socket, place.host, place.ca, place);
    note(place, 'TLS handshake', from, paced, answer.established ? 'answered' : answer.error);
    place.signal.throwIfAborted();
    return { answer, greeting: socket === null ? null : await greet(socket, place) };
  } finally {
    // What runs over it goes with it.
    opened.socket.destroy();
  }
}

async function plainGreeting(ip: string, place: Place): Promise<Greeting | null> {
  const opened = await connected(ip, place, 'connect');
  if ('error' in opened) return null;
  try {
    return await greet(opened.socket, place);
  } finally {
    opened.socket.destroy();
  }
}

async function greet(socket: Socket, place: Place): Promise<Greeting> {
  const answer = await asked(socket, place, apiVersionsRequest());
  const other = readGreeting(answer);
  if (other !== null) return other;
  const offer = await asked(socket, place, saslHandshakeRequest(place.mechanism));
  return { kind: 'kafka', login: readLoginOffer(offer) };
}

async function connected(ip: string, place: Place, request: string) {
  const paced = await place.gate.pass(0);
  const from = performance.now();
  const opened = await openSocket(ip, place.port, place);
  note(place, request, from, paced, 'error' in opened ? opened.error : 'answered');
  if (place.signal.aborted && 'socket' in opened) opened.socket.destroy();
  place.signal.throwIfAborted();
  return opened;
}

/** Whatever leaves is looked up by the bytes themselves: key INT16 and version INT16 after the size. */
async function asked(socket: Socket, place: Place, bytes: Buffer): Promise<Exchange> {
  const version = bytes.readInt16BE(6);
  const { name } = readingApi(bytes.readInt16BE(4), version);
  const paced = await place.gate.pass(bytes.length);
  const from = performance.now();
  const answer = await exchange(socket, bytes, place);
  const why = answer.came === null ? `${answer.why} ${answer.error}`.trim() : 'answered';
  const outcome = place.signal.aborted && answer.came === null ? INTERRUPTED : why;
  note(place, name, from, paced, outcome, version, bytes.length, answer.came?.length ?? 0);
  place.signal.throwIfAborted();
  return answer;
}

function note(
  { gate, address }: Place,
  request: string,
  from: number,
  pacedMillis: number,
  outcome: string,
  version: number | null = null,
  sentBytes = 0,
  receivedBytes = 0,
): void {
  const millis = performance.now() - from;
  const at = new Date(Date.now() - millis).toISOString();
  gate.passed(
    {
      at,
      service: 'kafka',
      to: address,
      request,
      version,
      about: null,
      sentBytes,
      receivedBytes,
      millis,
      pacedMillis,
      outcome,
    },
    sentBytes,
  );
}
