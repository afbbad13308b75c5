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
  /** Of a request: what is answered to it may be changed as well. */
  | { readonly instead: Buffer; readonly answered?: (answer: Buffer) => Buffer }
  /** What comes behind it waits, too. */
  | { readonly until: Promise<Buffer> }
  /** A second request behind it, whose answer nobody gets: its correlation id is none of the client's. */
  | { readonly also: Buffer }
  | { readonly afterMillis: number };

export interface Meddling {
  readonly direction: 'request' | 'answer';
  /** Null: of every kind. */
  readonly apiKey: number | null;
  /** Frames that it meddles with; the others pass. */
  readonly times: number;
  /** `client`: the id that the client gives itself. */
  fate(frame: Buffer, client: string): Fate;
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

  const fateOf = (direction: Meddling['direction'], { apiKey, client }: Asked, frame: Buffer): Fate => {
    if (meddling?.direction !== direction || meddled >= meddling.times) return 'pass';
    if (meddling.apiKey !== null && meddling.apiKey !== apiKey) return 'pass';
    const fate = meddling.fate(frame, client);
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
    const askedAs = new Map<number, Asked>();
    const toBroker = deliveryTo(upstream);
    const toClient = deliveryTo(client);
    client.on(
      'data',
      framesOf((frame) => {
        const client = frame.toString('utf8', 14, 14 + Math.max(0, frame.readInt16BE(12)));
        const asked: Asked = { apiKey: frame.readInt16BE(4), client, answered: (answer) => answer };
        askedAs.set(frame.readInt32BE(8), asked);
        const fate = fateOf('request', asked, frame);
        if (typeof fate === 'object' && 'instead' in fate) asked.answered = fate.answered ?? asked.answered;
        toBroker(frame, fate);
      }),
    );
    upstream.on(
      'data',
      framesOf((frame) => {
        const asked = askedAs.get(frame.readInt32BE(4));
        if (asked === undefined) return;
        askedAs.delete(frame.readInt32BE(4));
        toClient(asked.answered(frame), fateOf('answer', asked, frame));
      }),
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

interface Asked {
  readonly apiKey: number;
  readonly client: string;
  answered: (answer: Buffer) => Buffer;
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
      else if ('until' in fate) socket.write(await fate.until);
      else if ('also' in fate) socket.write(Buffer.concat([frame, fate.also]));
      else if ('cutAfter' in fate) socket.end(frame.subarray(0, fate.cutAfter));
      else {
        await new Promise((resolve) => setTimeout(resolve, fate.afterMillis));
        socket.write(frame);
      }
    });
  };
}
