import { setTimeout as delay } from 'node:timers/promises';
import type { Base } from '@platformatic/kafka';
import { splitAddress } from '../../../kafka/address.ts';
import type { ConnectionSettings } from '../../../kafka/connection.ts';
import { securityOptions } from '../../../kafka/security-options.ts';
import { wholeAnswer } from './answers.ts';
import { BrokerLink } from './broker-link.ts';
import type { ClusterView, LookAtTopic } from './cluster-map.ts';
import { ERROR, errorName } from './protocol/errors.ts';
import { METADATA, type MetadataAnswer, metadataBody, readMetadataAnswer } from './protocol/metadata.ts';

const ATTEMPTS = 6;
const BACKOFF_MS = 200;
const REQUEST_TIMEOUT_MS = 10_000;
/** A broker that has not answered by then is still waited for, but no longer alone. */
const SLOW_AFTER_MS = 1_000;

/** Looks at topics for as long as it is open; a look that is under way when it is closed rejects. */
export interface Lookups {
  readonly lookAt: LookAtTopic;
  close(): Promise<void>;
}

interface LookupsOptions {
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  onError(where: string, message: string): void;
}

/** Over links of our own where nothing has to be proven; TLS and SASL are the client library's, loaded only then. */
export async function openLookups(options: LookupsOptions): Promise<Lookups> {
  const { connection, clientId } = options;
  if (connection.security === null || (!connection.security.tls && !connection.security.sasl)) {
    return new PlainLookups(options);
  }
  const { Base } = await import('@platformatic/kafka');
  const client = new Base({
    clientId,
    bootstrapBrokers: [...connection.bootstrap],
    retries: ATTEMPTS - 1,
    retryDelay: BACKOFF_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ...securityOptions(connection.security),
  });
  return { lookAt: lookingWith(client), close: () => client.close() };
}

function lookingWith(client: Pick<Base, 'metadata'>): LookAtTopic {
  return async (topic) => {
    const { brokers, topics } = await client.metadata({ topics: [topic], forceUpdate: true });
    return { brokers, leaders: topics.get(topic)?.partitions.map(({ leader }) => leader) ?? [] };
  };
}

class PlainLookups implements Lookups {
  readonly #options: LookupsOptions;
  /** By address: where the last look succeeded first, then the bootstrap, then brokers learnt of. */
  readonly #links = new Map<string, BrokerLink>();
  #addresses: readonly string[];
  #closed = false;

  constructor(options: LookupsOptions) {
    this.#options = options;
    this.#addresses = options.connection.bootstrap;
  }

  readonly lookAt: LookAtTopic = async (topic) => {
    let refusal = new Error('no broker is known');
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await delay(BACKOFF_MS);
      try {
        return await this.#askInTurn(topic);
      } catch (error) {
        refusal = error as Error;
      }
      if (this.#closed) break;
    }
    throw refusal;
  };

  /** One broker after the other until one answers: the next when the one before refuses, or is slow. */
  async #askInTurn(topic: string): Promise<ClusterView> {
    const asked: Promise<ClusterView>[] = [];
    for (const address of this.#addresses) {
      // Its link would be closed by nobody any more.
      if (this.#closed) throw new Error('closed');
      asked.push(this.#ask(address, topic).then((answer) => this.#learn(address, answer, topic)));
      const answered = Promise.any(asked).catch(() => null);
      const view = await Promise.race([answered, delay(SLOW_AFTER_MS, null, { ref: false })]);
      if (view !== null) return view;
    }
    try {
      return await Promise.any(asked);
    } catch (error) {
      throw (error as AggregateError).errors.at(-1) ?? new Error('no broker is known');
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#links.values()].map((link) => link.close()));
  }

  #learn(address: string, { brokers, topics }: MetadataAnswer, name: string): ClusterView {
    const learnt = brokers.map(({ host, port }) => `${host}:${port}`);
    this.#addresses = [...new Set([address, ...this.#options.connection.bootstrap, ...learnt])];
    const topic = topics.find((candidate) => candidate.name === name);
    if (topic === undefined || topic.error !== ERROR.none) {
      throw new Error(`topic ${name}: ${topic === undefined ? 'no answer' : errorName(topic.error)}`);
    }
    return { brokers: new Map(brokers.map((broker) => [broker.node, broker])), leaders: topic.leaders };
  }

  #ask(address: string, topic: string): Promise<MetadataAnswer> {
    return new Promise((resolve, reject) => {
      this.#linkTo(address).send({
        ...METADATA,
        body: () => metadataBody([topic]),
        answer: wholeAnswer(readMetadataAnswer, resolve),
        onLost: (_written, reason) => reject(new Error(reason)),
      });
    });
  }

  #linkTo(address: string): BrokerLink {
    const known = this.#links.get(address);
    if (known !== undefined) return known;
    const link = new BrokerLink({
      ...splitAddress(address),
      clientId: this.#options.clientId,
      security: {},
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      // Each look that fails is told by the map.
      onError: () => undefined,
    });
    this.#links.set(address, link);
    return link;
  }
}
