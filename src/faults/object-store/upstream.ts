import http from 'node:http';
import https from 'node:https';

/** Connections that nobody uses are closed before the store closes them under a request. */
const IDLE_MS = 4000;

/** The object store behind the proxy. */
export class Upstream {
  readonly #url: URL;
  readonly #agent: http.Agent;

  /** `http://host:port` or `https://…`; what stands behind the port is ignored. */
  constructor(url: string) {
    this.#url = new URL(url);
    const settings = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, timeout: IDLE_MS } as const;
    this.#agent = this.#isSecure ? new https.Agent(settings) : new http.Agent(settings);
  }

  get hostname(): string {
    return this.#url.hostname;
  }

  /** The same request as the client's, its Host included: a signature over it stays valid. */
  request({ method, url, rawHeaders }: http.IncomingMessage): http.ClientRequest {
    const { hostname, port } = this.#url;
    return (this.#isSecure ? https : http).request({
      host: hostname,
      port: port === '' ? undefined : port,
      // The Host header may name the proxy: the certificate is the store's.
      ...(this.#isSecure ? { servername: hostname } : {}),
      agent: this.#agent,
      method,
      path: url,
      headers: passedOn(rawHeaders),
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  get #isSecure(): boolean {
    return this.#url.protocol === 'https:';
  }
}

/** Headers that are about one connection, not about the request. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade'];

/** [name, value, name, value, …] as they came, in their order and spelling. */
export function passedOn(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)] ?? '';
    return !OF_THE_CONNECTION.includes(name.toLowerCase());
  });
}
