import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Endpoint } from '../../../src/platforms/types.ts';

export const PRODUCE = 0;
export const FETCH = 1;

/** What becomes of a frame on its way; bytes are a length i32 and as many bytes. */
export type Fate =
  | 'pass'
  | 'swallow'
  /** Only its first bytes pass, then both connections are closed. */
  | { readonly cutAfter: number }
  | { readonly instead: Buffer }
  | { readonly afterMillis: number };

export interface Meddling {
  readonly direction: 'request' | 'answer';
  /** Null: of every kind. */
  readonly apiKey: number | null;
  /** Frames that it meddles with; the others pass. */
  readonly times: number;
  fate(frame: Buffer): Fate;
}

/** A TCP proxy between clients and one broker that knows the frames of Kafka's protocol, to break them. */
export interface HostileProxy {
  /** Until the frames are used up, or for ever where `times` is infinite; null ends it. */
  meddle(meddling: Meddling | null): void;
  /** Frames that were meddled with since the last `meddle`. */
  readonly meddled: number;
  /** Closes every connection and refuses new ones until `admit`. */
  refuse(): void;
  admit(): Promise<void>;
  close(): void;
}

export async function startHostileProxy(at: Endpoint, broker: Endpoint): Promise<HostileProxy> {
  const sockets = new Set<Socket>();
  let meddling: Meddling | null = null;
  let meddled = 0;

  const fateOf = (direction: Meddling['direction'], apiKey: number | undefined, frame: Buffer): Fate => {
    if (meddling?.direction !== direction || meddled >= meddling.times) return 'pass';
    if (meddling.apiKey !== null && meddling.apiKey !== apiKey) return 'pass';
    const fate = meddling.fate(frame);
    if (fate !== 'pass') meddled++;
    return fate;
  };

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...broker, noDelay: true });
    const pair = [client, upstream];
    for (const socket of pair) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        for (const other of pair) other.destroy();
      });
    }
    const apiOf = new Map<number, number>();
    const toBroker = deliveryTo(upstream);
    const toClient = deliveryTo(client);
    client.on(
      'data',
      framesOf((frame) => {
        const apiKey = frame.readInt16BE(4);
        apiOf.set(frame.readInt32BE(8), apiKey);
        toBroker(frame, fateOf('request', apiKey, frame));
      }),
    );
    upstream.on(
      'data',
      framesOf((frame) => toClient(frame, fateOf('answer', apiOf.get(frame.readInt32BE(4)), frame))),
    );
  });

  const admit = async (): Promise<void> => {
    server.listen(at);
    await once(server, 'listening');
  };
  const refuse = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  await admit();
  return {
    meddle(next) {
      meddling = next;
      meddled = 0;
    },
    get meddled() {
      return meddled;
    },
    refuse,
    admit,
    close: refuse,
  };
}

/** Calls `onFrame` with each whole frame of a stream of chunks. */
function framesOf(onFrame: (frame: Buffer) => void): (chunk: Buffer) => void {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 4 && held.length >= 4 + held.readInt32BE(0)) {
      const end = 4 + held.readInt32BE(0);
      onFrame(held.subarray(0, end));
      held = held.subarray(end);
    }
  };
}

/** Frames leave in the order in which they came, also after one that is held back. */
function deliveryTo(socket: Socket): (frame: Buffer, fate: Fate) => void {
  let before: Promise<void> = Promise.resolve();
  return (frame, fate) => {
    before = before.then(async () => {
      if (fate === 'swallow' || socket.destroyed) return;
      if (fate === 'pass') socket.write(frame);
      else if ('instead' in fate) socket.write(fate.instead);
      else if ('cutAfter' in fate) socket.end(frame.subarray(0, fate.cutAfter));
      else {
        await new Promise((resolve) => setTimeout(resolve, fate.afterMillis));
        socket.write(frame);
      }
    });
  };
}
