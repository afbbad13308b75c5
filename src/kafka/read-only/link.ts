import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectionOptions, GenericError, TimeoutError } from '@platformatic/kafka';
import type { Security } from '../../scenarios/target-types.ts';
import type { Gate } from './gate.ts';
import { type AskedBody, GatedConnection, UnreadableAnswer } from './gated-connection.ts';
import type { Api } from './protocol/api.ts';
import { refusedConnection } from './refused-connection.ts';
import { type Offered, type Spoken, spokenBy, versionBetween } from './spoken.ts';
import { throttleIn } from './throttle.ts';
import { Silent, Unanswered } from './unanswered.ts';

export interface LinkOptions {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly gate: Gate;
  readonly security: Security | null;
  readonly options: ConnectionOptions;
  readonly connectWithinMs: number;
  readonly answerWithinMs: number;
}

/** Questions in a row that a broker leaves without an answer before it counts as down: one may be the question's fault. */
const SILENT_TWICE = 2;
/** A broker that is down is left alone for so long: for the whole of a scan, not for the whole of a long watch. */
const LEFT_ALONE_MS = 60_000;

interface Opened {
  readonly connection: GatedConnection;
  readonly spoken: Spoken;
}

/** The one connection to an address: opened when it is first needed, and again where it was lost. */
export class Link {
  readonly #settings: LinkOptions;
  #opening: Promise<Opened> | null = null;
  #opened: Opened | null = null;
  #down: { readonly failure: Unanswered; readonly at: number } | null = null;
  #isClosed = false;
  #silences = 0;
  /** KIP-219: the broker reads nothing from the connection until then. */
  #heldUntil = 0;

  constructor(settings: LinkOptions) {
    this.#settings = settings;
  }

  get isOpen(): boolean {
    return this.#opened?.connection.isUsable() === true;
  }

  async spoken(): Promise<Spoken> {
    return (await this.#open()).spoken;
  }

  async versionOf(api: Offered): Promise<number> {
    return versionBetween(api, await this.spoken(), this.#settings.address);
  }

  /** What gets lost with its connection is asked once more over a new one. @throws Unanswered */
  async ask<Q, R>(
    api: Api<Q, R>,
    version: number,
    question: Q,
    notes: { readonly about?: string; readonly expected?: number },
  ): Promise<AskedBody<R>> {
    for (let round = 1; ; round++) {
      await this.#hold();
      const { connection } = await this.#open();
      try {
        const answer = await connection.ask(api, version, question, notes);
        this.#silences = 0;
        this.#heldUntil = Math.max(this.#heldUntil, performance.now() + throttleIn(answer.body));
        return answer;
      } catch (error) {
        this.#settings.gate.signal.throwIfAborted();
        if (this.#opened?.connection === connection) this.#opened = null;
        void connection.close().catch(() => undefined);
        if (error instanceof TimeoutError && ++this.#silences < SILENT_TWICE) throw this.#silent(api.name);
        if (round === 2 || !isLost(error)) throw this.#isDown(error, this.#settings.answerWithinMs);
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opened?.connection.close().catch(() => undefined);
  }

  /** No time-out runs meanwhile. */
  async #hold(): Promise<void> {
    const { signal } = this.#settings.gate;
    for (let left = this.#left(); left > 0; left = this.#left()) {
      await delay(left, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  #left = (): number => Math.ceil(this.#heldUntil - performance.now());

  async #open(): Promise<Opened> {
    const { signal } = this.#settings.gate;
    signal.throwIfAborted();
    if (this.isOpen && this.#opened !== null) return this.#opened;
    if (this.#down !== null && performance.now() - this.#down.at < LEFT_ALONE_MS) throw this.#down.failure;
    this.#opening ??= this.#connect().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #connect(): Promise<Opened> {
    const { address, host, port, clientId, gate, options, connectWithinMs, answerWithinMs } = this.#settings;
    const connection = new GatedConnection(
      clientId,
      {
        ...options,
        connectTimeout: connectWithinMs,
        requestTimeout: answerWithinMs,
        ...(options.tls === undefined || isIP(host) > 0 ? {} : { tlsServerName: true }),
      },
      { gate, to: address, logsIn: options.sasl !== undefined },
    );
    const close = (): void => void connection.close().catch(() => undefined);
    gate.signal.addEventListener('abort', close);
    connection.once('close', () => gate.signal.removeEventListener('abort', close));
    try {
      await connection.open(host, port);
      void this.#opened?.connection.close().catch(() => undefined);
      this.#opened = { connection, spoken: await spokenBy(connection) };
      this.#down = null;
      if (this.#isClosed) close();
      return this.#opened;
    } catch (error) {
      gate.signal.removeEventListener('abort', close);
      close();
      gate.signal.throwIfAborted();
      throw this.#isDown(error, connectWithinMs);
    }
  }

  #silent(name: string): Silent {
    const { address, answerWithinMs } = this.#settings;
    const why = `${address} did not answer ${name} within ${answerWithinMs / 1e3} s`;
    return new Silent('not-reachable', why, 'Run it again; where it stays, look at the broker’s log.');
  }

  /** @throws what is no trouble with a connection, but a defect */
  #failureOf(error: unknown, withinMs: number): Unanswered {
    const { address, security } = this.#settings;
    if (error instanceof Unanswered) return new Unanswered(error.reason, `${address}: ${error.message}`, error.todo);
    if (error instanceof UnreadableAnswer) {
      const todo = 'Check that a Kafka broker, or what speaks as one, listens there.';
      return new Unanswered('failed', `${address}: ${error.message}`, todo, error);
    }
    if (!(error instanceof GenericError || error instanceof AggregateError)) throw error;
    return refusedConnection(address, security, withinMs, error);
  }

  #isDown(error: unknown, withinMs: number): Unanswered {
    const failure = this.#failureOf(error, withinMs);
    this.#down = { failure, at: performance.now() };
    return failure;
  }
}

/** The connection was closed, or the answer could not be read; a time-out is not worth a second one. */
const isLost = (error: unknown): boolean => /closed|ECONNRESET|EPIPE|Connection error/.test((error as Error).message);
