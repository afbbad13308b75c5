import { setTimeout as delay } from 'node:timers/promises';
import { Connection, metadataV12, ResponseError } from '@platformatic/kafka';
import { splitAddress } from './address.ts';
import type { ConnectionSettings } from './connection.ts';
import { securityOptions } from './security-options.ts';

type MetadataResponse = metadataV12.MetadataResponse;

const ANSWER_WITHIN_MS = 5_000;
/** Once one broker has answered, the others are not waited for longer than this: they may be paused, or cut off. */
const OTHERS_WITHIN_MS = 1_000;
/** A large cluster is not asked broker by broker. */
const MOST_ASKED = 9;

/** What one broker says. */
export interface BrokerAnswer {
  readonly address: string;
  readonly metadata: MetadataResponse;
}

/**
 * Asks a cluster of which any broker may be dead, frozen or cut off from the others at any time: over new
 * connections, all at once, so that no broker's silence, and no broker's old view alone, decides the answer.
 */
export class LiveBrokers {
  readonly #connection: ConnectionSettings;
  readonly #clientId: string;
  #addresses: ReadonlySet<string>;

  constructor(connection: ConnectionSettings, clientId: string) {
    this.#connection = connection;
    this.#clientId = clientId;
    this.#addresses = new Set(connection.bootstrap);
  }

  /**
   * Metadata of the named topics, or with null of all, from every broker that answers in time. Topics and partitions
   * that a broker has an error for are in it, with their error codes.
   * Rejects when none answers, with what each of them failed with.
   */
  async metadata(topics: readonly string[] | null): Promise<readonly BrokerAnswer[]> {
    const asked = [...this.#addresses].slice(0, MOST_ASKED);
    const answers: BrokerAnswer[] = [];
    const failures: unknown[] = [];
    const over = new AbortController();
    const asking = asked.map((address) =>
      this.#over(address, over.signal, (connection) => metadataOver(connection, topics)).then(
        (metadata) => void answers.push({ address, metadata }),
        (error: unknown) => void failures.push(error),
      ),
    );
    const first = Promise.race([Promise.all(asking), untilSome(asking, answers)]);
    await first;
    await Promise.race([Promise.all(asking), delay(OTHERS_WITHIN_MS, undefined, { signal: over.signal })]);
    over.abort();
    if (answers.length === 0) throw new AggregateError(failures, 'no broker answered');
    this.#remember(answers);
    return answers;
  }

  /** Gives an order to the broker that the others call the controller, or where it does not answer to another one. */
  async order<T>(request: (connection: Connection) => Promise<T>): Promise<T> {
    const answers = await this.metadata([]);
    const failures: unknown[] = [];
    for (const address of controllerFirst(answers)) {
      try {
        return await this.#over(address, new AbortController().signal, request);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        failures.push(error);
      }
    }
    throw new AggregateError(failures, 'no broker took the order');
  }

  async #over<T>(address: string, signal: AbortSignal, request: (connection: Connection) => Promise<T>): Promise<T> {
    const { host, port } = splitAddress(address);
    const connection = new Connection(this.#clientId, {
      ...securityOptions(this.#connection.security),
      connectTimeout: ANSWER_WITHIN_MS,
      requestTimeout: ANSWER_WITHIN_MS,
    });
    connection.on('error', () => undefined); // Whoever waits for an answer is told as well.
    const close = () => void connection.close().catch(() => undefined);
    signal.addEventListener('abort', close);
    try {
      await connection.connect(host, port);
      return await request(connection);
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  }

  /** Bootstrap addresses stay: they may be all that is left when the known brokers are gone. */
  #remember(answers: readonly BrokerAnswer[]): void {
    const told = answers.flatMap(({ metadata }) => metadata.brokers.map(({ host, port }) => `${host}:${port}`));
    this.#addresses = new Set([...this.#connection.bootstrap, ...told]);
  }
}

/** Resolves at the first answer; where there is none, never. */
function untilSome(asking: readonly Promise<void>[], answers: readonly unknown[]): Promise<void> {
  return new Promise((resolve) => {
    for (const one of asking) void one.then(() => answers.length > 0 && resolve());
  });
}

async function metadataOver(connection: Connection, topics: readonly string[] | null): Promise<MetadataResponse> {
  try {
    return await metadataV12.api.async(connection, topics === null ? null : [...topics], false, false);
  } catch (error) {
    // A partition without a leader is an answer, not a failure to answer.
    if (error instanceof ResponseError && 'response' in error) return error.response as MetadataResponse;
    throw error;
  }
}

function controllerFirst(answers: readonly BrokerAnswer[]): string[] {
  const [first] = answers;
  const controller = first?.metadata.brokers.find(({ nodeId }) => nodeId === first.metadata.controllerId);
  const known = answers.map(({ address }) => address);
  return controller === undefined ? known : [...new Set([`${controller.host}:${controller.port}`, ...known])];
}
