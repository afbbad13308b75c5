import { Connection, type ConnectionOptions, ConnectionStatuses, TimeoutError, Writer } from '@platformatic/kafka';
import { deepestReasons } from '../deepest-reasons.ts';
import type { Passage } from './gate.ts';
import type { Api } from './protocol/api.ts';
import { readingApi } from './reading-apis.ts';

/** Size, key, version, correlation id, length of the client id, and a byte for tags. */
const REQUEST_HEADER_BYTES = 4 + 2 + 2 + 4 + 2 + 1;
/** Size, correlation id, and a byte for tags. */
const RESPONSE_HEADER_BYTES = 4 + 4 + 1;
/** The one whose answer has no tags in its header, so that every release can read it. */
const API_VERSIONS = 18;
/** They go before everything else where a session is prolonged (KIP-368): its end does not wait for others. */
const SASL_HANDSHAKE = 17;
const SASL_AUTHENTICATE = 36;
/** Versions probe, handshake, and the two messages of SCRAM. */
const LOGIN_REQUESTS = 4;

export interface ConnectionGate {
  readonly gate: Passage;
  /** `host:port`, for the log. */
  readonly to: string;
  readonly logsIn: boolean;
}

export interface AskedBody<T> {
  readonly body: T;
  /** As `performance.now()` tells it. */
  readonly sentAt: number;
  /** From sending to the answer, without being held back. */
  readonly micros: number;
}

/** An answer came that is laid out otherwise than Kafka's. */
export class UnreadableAnswer extends Error {}

type SendArguments<T> = Parameters<typeof Connection.prototype.send<T>>;

interface Notes {
  /** For the log, without secrets. */
  readonly about: string | null;
  /** Bytes that the answer may have. */
  readonly expected: number;
  /** Told the time at which it went, as `performance.now()` tells it. */
  readonly onSent: (at: number) => void;
}

const NO_NOTES: Notes = { about: null, expected: 0, onSent: () => undefined };

/** In short, what became of a request that was not answered. */
const outcomeOf = (error: Error): string =>
  error instanceof TimeoutError ? 'no answer in time' : deepestReasons(error);

/**
 * A connection whose `send` is the one gate to a broker: what is not known to only read is refused, everything else
 * is paced and written down, connecting and logging in too.
 */
export class GatedConnection extends Connection {
  readonly #gate: Passage;
  readonly #to: string;
  readonly #logsIn: boolean;
  readonly #headerBytes: number;
  #notes: Notes = NO_NOTES;
  #isOpen = false;
  #loginFailure: Error | null = null;

  constructor(clientId: string, options: ConnectionOptions, { gate, to, logsIn }: ConnectionGate) {
    super(clientId, options);
    this.#gate = gate;
    this.#to = to;
    this.#logsIn = logsIn;
    this.#headerBytes = REQUEST_HEADER_BYTES + Buffer.byteLength(clientId);
    this.on('error', () => undefined); // Whoever waits for an answer is told as well.
  }

  /** Also while a session is prolonged, when questions wait and the connection stays. */
  isUsable(): boolean {
    return this.isConnected() || this.status === ConnectionStatuses.REAUTHENTICATING;
  }

  /** Connects and logs in. No time-out counts waiting for the gate: all that logging in asks is waited for before. */
  async open(host: string, port: number): Promise<void> {
    let paced = await this.#gate.pass(0);
    for (let left = this.#logsIn ? LOGIN_REQUESTS : 0; left > 0; left--) paced += await this.#gate.pass(0);
    const log = this.#logged('connect', null, NO_NOTES.about, 0, paced);
    try {
      await this.connect(host, port);
      this.#isOpen = true;
      log(0, 'answered');
    } catch (error) {
      // What ended the login says more than that the connection was closed.
      const cause = this.#loginFailure ?? (error as Error);
      log(0, outcomeOf(cause));
      throw cause;
    }
  }

  /** One question and its answer, in a version that both know. */
  ask<Q, R>(api: Api<Q, R>, version: number, question: Q, notes: Partial<Notes> = {}): Promise<AskedBody<R>> {
    const form = { version, flexible: version >= api.flexibleFrom };
    const { promise, resolve, reject } = Promise.withResolvers<AskedBody<R>>();
    let sentAt = 0;
    this.#notes = { ...NO_NOTES, ...notes, onSent: (at) => (sentAt = at) };
    this.send(
      api.key,
      version,
      () => {
        const writer = Writer.create();
        api.request.write(writer, question, form);
        return writer;
      },
      (_correlation, _key, _version, reader) => {
        try {
          return api.response.read(reader, form);
        } catch (error) {
          throw new UnreadableAnswer(`its answer to ${api.name} is not Kafka's`, { cause: error });
        }
      },
      form.flexible,
      form.flexible && api.key !== API_VERSIONS,
      (error, body) => {
        if (error === null) resolve({ body: body as R, sentAt, micros: (performance.now() - sentAt) * 1e3 });
        else reject(error);
      },
    );
    return promise;
  }

  /** @throws Error where such a request is not sent */
  protected nameOf(key: number, version: number): string {
    return readingApi(key, version).name;
  }

  override send<T>(...args: SendArguments<T>): void {
    const [key, version, createPayload, parse, requestTags, responseTags, callback] = args;
    const name = this.nameOf(key, version);
    const notes = this.#notes;
    this.#notes = NO_NOTES;
    const logsIn = key === SASL_HANDSHAKE || key === SASL_AUTHENTICATE;
    void this.#paced(createPayload, notes, logsIn).then(
      ({ payload, bytes, paced }) => {
        const expected = this.#isOpen && !logsIn ? bytes + notes.expected : 0;
        const log = this.#logged(name, version, notes.about, bytes, paced, expected);
        let received = 0;
        notes.onSent(performance.now());
        super.send(
          key,
          version,
          () => payload,
          (correlation, apiKey, apiVersion, reader) => {
            received = reader.remaining + RESPONSE_HEADER_BYTES;
            return parse(correlation, apiKey, apiVersion, reader);
          },
          requestTags,
          responseTags,
          (error, answer) => {
            if (error !== null && !this.#isOpen) this.#loginFailure ??= error;
            log(received, error === null ? 'answered' : outcomeOf(error));
            callback(error, answer);
          },
        );
      },
      (error: Error) => callback(error),
    );
  }

  async #paced(createPayload: SendArguments<unknown>[2], { expected }: Notes, logsIn: boolean) {
    const payload = await createPayload();
    const bytes = payload.length + this.#headerBytes;
    if (!this.#isOpen || logsIn) return { payload, bytes, paced: 0 };
    const paced = await this.#gate.pass(bytes + expected);
    await this.#prolonged();
    return { payload, bytes, paced };
  }

  /** A broker hangs up where anything is asked while a session is prolonged. */
  async #prolonged(): Promise<void> {
    if (this.status !== ConnectionStatuses.REAUTHENTICATING) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = ['connect', 'error', 'close'] as const;
    for (const event of over) this.once(event, resolve);
    await promise;
    for (const event of over) this.off(event, resolve);
  }

  /** Notes when it went; call what it gives with what came. */
  #logged(
    request: string,
    version: number | null,
    about: string | null,
    sentBytes: number,
    pacedMillis: number,
    expected = 0,
  ): (receivedBytes: number, outcome: string) => void {
    const at = new Date().toISOString();
    const from = performance.now();
    return (receivedBytes, outcome) => {
      const said = outcome !== 'answered' && this.#gate.signal.aborted ? 'interrupted' : outcome;
      const asked = { at, service: 'kafka', to: this.#to, request, version, about, sentBytes, receivedBytes };
      this.#gate.passed({ ...asked, millis: performance.now() - from, pacedMillis, outcome: said }, expected);
    };
  }
}
