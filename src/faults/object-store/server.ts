import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Endpoint } from '../../platforms/types.ts';
import type { ObjectStoreDisturbance } from '../types.ts';
import { pause } from './bandwidth.ts';
import { bucketOfHost, classify, type StoreRequest } from './classify.ts';
import { Disturbed } from './disturbed.ts';
import { Exchange } from './exchange.ts';
import { answerSlowDown } from './slow-down.ts';
import type { SettledRequest } from './tally.ts';
import type { Treatment } from './treatment.ts';
import { Upstream } from './upstream.ts';

/** Longer than clients keep a connection: they close it, never we under a request of theirs. */
const KEPT_MS = 300_000;

interface Open {
  readonly exchange: Exchange;
  readonly asked: StoreRequest;
  isInjected: boolean;
}

/** A reverse proxy before an object store, which disturbs requests as it is told and tells how each of them went. */
export class ProxyServer {
  readonly #upstream: Upstream;
  readonly #listen: Endpoint;
  readonly #onSettled: (request: SettledRequest) => void;
  readonly #open = new Set<Open>();
  readonly #server: Server;
  #disturbed: Disturbed | null = null;

  constructor(upstream: string, listen: Endpoint, onSettled: (request: SettledRequest) => void) {
    this.#upstream = new Upstream(upstream);
    this.#listen = listen;
    this.#onSettled = onSettled;
    this.#server = createServer({ keepAliveTimeout: KEPT_MS, requestTimeout: 0 });
    this.#server.on('request', (request, response) => void this.#take(request, response, false));
    this.#server.on('checkContinue', (request, response) => void this.#take(request, response, true));
  }

  /** Resolves with the port; rejects with Node's error where it cannot listen. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#listen.port, this.#listen.host, () =>
        resolve((this.#server.address() as AddressInfo).port),
      );
    });
  }

  /** One at a time: the next one ends the one before. */
  disturb(how: ObjectStoreDisturbance): void {
    this.clear();
    const disturbed = new Disturbed(how);
    this.#disturbed = disturbed;
    for (const open of this.#open) {
      if (!disturbed.cutsOff(open.asked)) continue;
      open.isInjected = true;
      open.exchange.reset();
    }
  }

  clear(): void {
    this.#disturbed?.end();
  }

  /** Since the last `disturb`. */
  get injected(): number {
    return this.#disturbed?.touched ?? 0;
  }

  /** Of the kind that the last disturbance was meant for, come after it was over, and answered to the end. */
  get passed(): number {
    return this.#disturbed?.passed ?? 0;
  }

  /** Cuts off what is under way. */
  close(): void {
    this.clear();
    this.#server.close();
    this.#server.closeAllConnections();
    this.#upstream.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): Promise<void> {
    const began = performance.now();
    const hostBucket = bucketOfHost(request.headers.host ?? '', [
      this.#upstream.hostname,
      this.#listen.host,
      'localhost',
    ]);
    const asked = classify(request.method ?? '', request.url ?? '', hostBucket);
    const isOver = this.#disturbed?.lifted.aborted ?? true;
    const [disturbed, before] = isOver ? [null, this.#disturbed] : [this.#disturbed, null];
    const treatment = disturbed?.treat(asked) ?? null;
    const exchange = new Exchange({
      request,
      response,
      expectsContinue,
      limit: () => (treatment?.isLimited ? (disturbed?.limit() ?? null) : null),
      onEnd: (outcome) => {
        this.#open.delete(open);
        if (outcome.status !== null && !open.isInjected) before?.noteAnswered(asked);
        const micros = (performance.now() - began) * 1e3;
        this.#onSettled({ ...outcome, operation: asked.operation, injected: open.isInjected, micros });
      },
    });
    const open: Open = { exchange, asked, isInjected: treatment !== null };
    this.#open.add(open);
    if (disturbed === null || treatment === null) return exchange.forward(this.#upstream);
    await this.#disturb(exchange, treatment, disturbed, () => answerSlowDown(response, asked));
  }

  async #disturb(exchange: Exchange, treatment: Treatment, { lifted }: Disturbed, slowDown: () => void): Promise<void> {
    switch (treatment.instead) {
      case 'reset':
        return exchange.reset();
      case 'slow-down':
        return slowDown();
      case null:
        if (treatment.delayMs > 0) await pause(treatment.delayMs, lifted);
        if (!exchange.isOver) exchange.forward(this.#upstream);
    }
  }
}
