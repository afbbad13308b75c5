import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { passedOn, type Upstream } from './upstream.ts';

/** A store that says nothing to `Expect: 100-continue` is sent the body after this, as clients do. */
const CONTINUE_WITHIN_MS = 1000;

/** How one request of a client went. */
export interface Outcome {
  readonly status: number | null;
  readonly clientLeft: boolean;
  readonly bytesWritten: number;
  readonly bytesRead: number;
}

export interface ExchangeOptions {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether the client waits for leave to send its body. */
  readonly expectsContinue: boolean;
  /** A way of a link of limited bandwidth; null where there is no limit. */
  limit(): Transform | null;
  /** Told once, when nothing more will happen. */
  onEnd(outcome: Outcome): void;
}

/** One request of a client on its way to the store, and its answer back; both are streamed. */
export class Exchange {
  readonly #options: ExchangeOptions;
  #toStore: ClientRequest | null = null;
  #status: number | null = null;
  #bytesWritten = 0;
  #bytesRead = 0;
  #bodyBegun = false;
  #over = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const { response } = options;
    response.once('finish', () => this.#end({ status: this.#status ?? response.statusCode, clientLeft: false }));
    response.once('close', () => this.#end({ status: null, clientLeft: true }));
  }

  get isOver(): boolean {
    return this.#over;
  }

  forward(upstream: Upstream): void {
    const { request, expectsContinue } = this.#options;
    const toStore = upstream.request(request);
    this.#toStore = toStore;
    toStore.once('response', (answer) => this.#passBack(answer));
    toStore.on('error', () => {
      if (this.#over) return;
      // Answered before all of the body was there: the answer has errors of its own.
      if (this.#status !== null) request.unpipe().resume();
      // The store closed a kept connection while the request was on its way: nothing was asked of it yet.
      else if (toStore.reusedSocket && !this.#bodyBegun) this.forward(upstream);
      else this.reset();
    });
    if (!expectsContinue) {
      this.#sendBody(toStore);
      return;
    }
    const impatience = setTimeout(() => this.#sendBody(toStore), CONTINUE_WITHIN_MS);
    toStore.once('continue', () => this.#sendBody(toStore));
    toStore.once('close', () => clearTimeout(impatience));
  }

  /** Ends the client's connection without an answer. */
  reset(): void {
    this.#end({ status: null, clientLeft: false });
    this.#options.request.socket.resetAndDestroy();
  }

  #sendBody(toStore: ClientRequest): void {
    const { request, response, expectsContinue, limit } = this.#options;
    if (this.#over || this.#bodyBegun || this.#status !== null) return;
    if (!hasBody(request)) {
      toStore.end();
      return;
    }
    this.#bodyBegun = true;
    if (expectsContinue) response.writeContinue();
    const body = through(limit(), request);
    body.on('data', (chunk: Buffer) => {
      this.#bytesWritten += chunk.length;
    });
    body.pipe(toStore);
  }

  #passBack(answer: IncomingMessage): void {
    const { response, limit } = this.#options;
    if (this.#over) return void answer.destroy();
    this.#status = answer.statusCode ?? null;
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer.rawHeaders));
    answer.once('error', () => this.reset());
    const body = through(limit(), answer);
    body.on('data', (chunk: Buffer) => {
      this.#bytesRead += chunk.length;
    });
    body.pipe(response);
  }

  #end({ status, clientLeft }: Pick<Outcome, 'status' | 'clientLeft'>): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.onEnd({ status, clientLeft, bytesWritten: this.#bytesWritten, bytesRead: this.#bytesRead });
    if (status === null) this.#toStore?.destroy();
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const through = (limit: Transform | null, from: Readable): Readable => (limit === null ? from : from.pipe(limit));
