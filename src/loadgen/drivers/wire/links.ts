import type { ConnectionSettings } from '../../../kafka/connection.ts';
import { securityOptions } from '../../../kafka/security-options.ts';
import { BrokerLink } from './broker-link.ts';
import type { ClusterMap } from './cluster-map.ts';

export interface LinksOptions {
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  readonly requestTimeoutMs: number;
  onError(where: string, message: string): void;
}

/** One link a broker, opened on first use; another one when the broker moved to another address. */
export class Links {
  readonly #options: LinksOptions;
  readonly #map: ClusterMap;
  readonly #security: ReturnType<typeof securityOptions>;
  readonly #links = new Map<number, { readonly address: string; readonly link: BrokerLink }>();

  #closed = false;

  constructor(options: LinksOptions, map: ClusterMap) {
    this.#options = options;
    this.#map = map;
    this.#security = securityOptions(options.connection.security);
  }

  /** Undefined where the broker's address is not known, and once they were closed. */
  to(node: number): BrokerLink | undefined {
    if (this.#closed) return undefined;
    const broker = this.#map.brokerOf(node);
    const known = this.#links.get(node);
    if (broker === undefined) return known?.link;
    const address = `${broker.host}:${broker.port}`;
    if (known?.address === address) return known.link;
    void known?.link.close();
    const { clientId, requestTimeoutMs, onError } = this.#options;
    const link = new BrokerLink({
      host: broker.host,
      port: broker.port,
      clientId,
      security: this.#security,
      requestTimeoutMs,
      onError: (message) => {
        onError(`broker ${node}`, message);
        this.#map.lookAgain();
      },
      onSilence: () => this.#map.fellSilent(node),
    });
    this.#links.set(node, { address, link });
    return link;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#links.values()].map(({ link }) => link.close()));
  }

  /** Ends every connection at once: what was not written yet never is. */
  async crash(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#links.values()].map(({ link }) => link.crash()));
  }
}
