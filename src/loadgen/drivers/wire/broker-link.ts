import { deepestReasons } from '../../../kafka/deepest-reasons.ts';
import { type AnswerTaker, ProtocolError } from './answers.ts';
import {
  type BrokerConnection,
  type BrokerConnectionOptions,
  connectToBroker,
  FIRST_CORRELATION,
} from './broker-connection.ts';

const FIRST_BACKOFF_MS = 100;
const LAST_BACKOFF_MS = 1_000;
/** How often a missing answer is looked for. */
const WATCH_MS = 250;

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly security: BrokerConnectionOptions['security'];
  /** A connection on which an answer takes longer is given up. */
  readonly requestTimeoutMs: number;
  onError(message: string): void;
  /** An answer took too long; before what was asked is lost. */
  onSilence?(): void;
}

export interface LinkRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  /** Later requests wait for it: their order is the order of `send`. */
  readonly ready?: Promise<unknown> | undefined;
  /** Called when it is written; in pieces, none of which may change before the answer. Null: no longer wanted. */
  body(): readonly Uint8Array[] | null;
  /** Null: no answer will come (acks=0), and it counts as answered once it was written. */
  readonly answer: AnswerTaker | null;
  onWritten?(): void;
  /** `written`: the broker may have got it. */
  onLost(written: boolean, reason: string): void;
}

interface Awaited {
  readonly correlationId: number;
  readonly request: LinkRequest;
  readonly sinceMillis: number;
}

interface QueuedRequest {
  readonly request: LinkRequest;
  ready: boolean;
}

/** Requests and answers of one broker, in order, over one connection at a time. Opens again after a loss. */
export class BrokerLink {
  readonly #options: LinkOptions;
  readonly #awaited: Awaited[] = [];
  readonly #queued: QueuedRequest[] = [];
  readonly #watch: NodeJS.Timeout;
  readonly #unwanted = new AbortController();
  #connection: BrokerConnection | null = null;
  #connecting: Promise<void> = Promise.resolve();
  #again: NodeJS.Timeout | undefined;
  #usable = false;
  #opening = false;
  #closed = false;
  #failures = 0;
  #heldUntil = 0;
  #correlation = FIRST_CORRELATION;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#watch = setInterval(() => this.#giveUpOnSilence(), WATCH_MS);
    this.#watch.unref();
  }

  /** Writes the request at once, or when the connection is open and the broker does not throttle. */
  send(request: LinkRequest): void {
    const queued = { request, ready: request.ready === undefined };
    this.#queued.push(queued);
    if (queued.ready) this.#flush();
    request.ready?.then(
      () => {
        queued.ready = true;
        this.#flush();
      },
      (error) => {
        const at = this.#queued.indexOf(queued);
        // Lost with the connection meanwhile.
        if (at < 0) return;
        this.#queued.splice(at, 1);
        const reason = deepestReasons(error);
        this.#options.onError(`a request could not be made: ${reason}`);
        request.onLost(false, reason);
        this.#flush();
      },
    );
  }

  /** The broker asked for a pause: sends nothing more for so long. */
  hold(millis: number): void {
    this.#heldUntil = performance.now() + millis;
    setTimeout(() => this.#flush(), millis + 1).unref();
  }

  /** Resolves when its connection is gone, also where that is only being opened. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#usable = false;
    clearInterval(this.#watch);
    clearTimeout(this.#again);
    this.#unwanted.abort();
    this.#lose('closed');
    await Promise.all([this.#connecting, this.#connection?.close()]);
  }

  /** Ends the connection at once: what was not written yet never is. */
  async crash(): Promise<void> {
    this.#connection?.socket.destroy();
    await this.close();
  }

  #flush(): void {
    if (this.#closed) this.#lose('closed');
    else if (!this.#usable) this.#open();
    // While a client proves anew who it is, a broker takes no other request of it.
    if (!this.#usable || performance.now() < this.#heldUntil) return;
    if (this.#connection?.reauthenticating) return;
    while (this.#queued[0]?.ready) this.#write((this.#queued.shift() as QueuedRequest).request);
  }

  #write(request: LinkRequest): void {
    const body = request.body();
    if (body === null) {
      request.onLost(false, 'no longer wanted');
      return;
    }
    const { socket } = this.#connection as BrokerConnection;
    const correlationId = this.#correlation;
    this.#correlation = correlationId === 0x7fff_ffff ? FIRST_CORRELATION : correlationId + 1;
    if (request.answer !== null) {
      this.#awaited.push({ correlationId, request, sinceMillis: performance.now() });
    }
    socket.cork();
    socket.write(this.#head(request, body, correlationId));
    for (const piece of body) socket.write(piece);
    if (request.answer === null) {
      socket.write(Buffer.alloc(0), (error) => {
        if (error) request.onLost(true, error.message);
        else request.onWritten?.();
      });
    }
    socket.uncork();
  }

  /** Length and request header v1: api key i16, version i16, correlation i32, client id string. */
  #head({ apiKey, apiVersion }: LinkRequest, body: readonly Uint8Array[], correlationId: number): Buffer {
    const clientIdBytes = Buffer.byteLength(this.#options.clientId);
    const head = Buffer.allocUnsafe(14 + clientIdBytes);
    const bodyBytes = body.reduce((sum, piece) => sum + piece.length, 0);
    head.writeInt32BE(head.length - 4 + bodyBytes, 0);
    head.writeInt16BE(apiKey, 4);
    head.writeInt16BE(apiVersion, 6);
    head.writeInt32BE(correlationId, 8);
    head.writeInt16BE(clientIdBytes, 12);
    head.write(this.#options.clientId, 14);
    return head;
  }

  #open(): void {
    if (this.#opening) return;
    this.#opening = true;
    const backoff = this.#failures === 0 ? 0 : Math.min(FIRST_BACKOFF_MS * 2 ** (this.#failures - 1), LAST_BACKOFF_MS);
    this.#again = setTimeout(() => {
      this.#connecting = this.#connect();
    }, backoff);
  }

  async #connect(): Promise<void> {
    const { host, port, clientId, security, onError } = this.#options;
    const lose = (reason: string): void => {
      this.#usable = false;
      this.#opening = false;
      this.#failures++;
      if (!this.#closed) onError(reason);
      this.#lose(reason);
    };
    try {
      const connection = await connectToBroker({
        host,
        port,
        clientId,
        security,
        takerOf: (correlationId) => this.#takerOf(correlationId),
        onLost: lose,
        onReauthenticated: () => this.#flush(),
        unwanted: this.#unwanted.signal,
      });
      if (this.#closed) {
        connection.socket.destroy();
        await connection.close();
        return;
      }
      this.#connection = connection;
      this.#opening = false;
      this.#usable = true;
      this.#failures = 0;
      this.#flush();
    } catch (error) {
      lose(deepestReasons(error));
    }
  }

  /** The request stays awaited until its answer has ended: one that breaks off is lost. */
  #takerOf(correlationId: number): AnswerTaker {
    const [awaited] = this.#awaited;
    const answer = awaited?.correlationId === correlationId ? awaited.request.answer : null;
    if (answer === null) throw new ProtocolError('an answer to no request of ours');
    // What was given up meanwhile, with the link, wants nothing more.
    const isAwaited = (): boolean => this.#awaited[0] === awaited;
    return {
      begin: (bytes) => answer.begin(bytes),
      take: (piece) => (isAwaited() ? answer.take(piece) : 0),
      end: () => {
        if (!isAwaited()) return;
        this.#awaited.shift();
        answer.end();
      },
    };
  }

  #lose(reason: string): void {
    for (const { request } of this.#awaited.splice(0)) request.onLost(true, reason);
    for (const { request } of this.#queued.splice(0)) request.onLost(false, reason);
  }

  #giveUpOnSilence(): void {
    const oldest = this.#awaited[0];
    if (oldest === undefined || performance.now() - oldest.sinceMillis < this.#options.requestTimeoutMs) return;
    const { host, port, requestTimeoutMs, onSilence } = this.#options;
    onSilence?.();
    this.#connection?.socket.destroy(new Error(`no answer from ${host}:${port} within ${requestTimeoutMs / 1000} s`));
  }
}
