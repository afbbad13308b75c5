import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import type { ProducerContext } from '../driver.ts';

/** One producer id. */
export interface Session {
  readonly producer: Promise<Producer>;
  /** Requests without an answer. */
  open: number;
  /** Replaced by a newer one; left when nothing is open. */
  stale: boolean;
}

/**
 * After an outcome that is not known kafkajs would number the next batch like the last, and the broker
 * would take it for a repetition and acknowledge without writing. A new session has a new producer id; the
 * old one is left when its other requests have their answers.
 */
export class Sessions {
  readonly #kafka: Pick<Kafka, 'producer'>;
  readonly #context: Pick<ProducerContext, 'client' | 'onError'>;
  /** The current one, and stale ones that have not been left yet. */
  readonly #held = new Set<Session>();
  #current: Session;

  constructor(kafka: Pick<Kafka, 'producer'>, context: Pick<ProducerContext, 'client' | 'onError'>) {
    this.#kafka = kafka;
    this.#context = context;
    this.#current = this.#open();
  }

  get current(): Session {
    return this.#current;
  }

  /** Only an idempotent producer has an id to change. */
  renew(old: Session): void {
    if (!this.#context.client.idempotence || old.stale) return;
    this.replace(old);
    this.leaveIfDone(old);
  }

  replace(old: Session): void {
    old.stale = true;
    if (old === this.#current) this.#current = this.#open();
  }

  leaveIfDone(session: Session): void {
    if (session.stale && session.open === 0) void this.#leave(session);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#held].map((session) => this.#leave(session)));
  }

  async #leave(session: Session): Promise<void> {
    this.#held.delete(session);
    await session.producer.then((producer) => producer.disconnect()).catch(() => undefined);
  }

  /** kafkajs takes the producer id on connecting. */
  #open(): Session {
    const { idempotence, deliveryTimeoutMs } = this.#context.client;
    const producer = this.#kafka.producer({
      idempotent: idempotence,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: Math.ceil(deliveryTimeoutMs / 1_000) },
      ...(idempotence ? { maxInFlightRequests: 1 } : {}),
    });
    const connected = producer.connect().then(() => producer);
    connected.catch((error: Error) => this.#context.onError('connect', error.message));
    const session = { producer: connected, open: 0, stale: false };
    this.#held.add(session);
    return session;
  }
}
