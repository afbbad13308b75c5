import { platformError } from '../../errors.ts';
import type { Toxic } from './toxics.ts';

const ANSWER_WITHIN_MS = 5_000;
const NOT_FOUND = 404;

export interface ProxyState {
  readonly name: string;
  /** `host:port`, with the port that it really has. */
  readonly listen: string;
  readonly upstream: string;
  readonly enabled: boolean;
  readonly toxics: readonly { readonly name: string }[];
}

/**
 * The HTTP API of a toxiproxy at `host:port`. Every call rejects with WorkbenchError `toxiproxy-unreachable` or
 * `toxiproxy-refused` (exit status 4).
 */
export class ToxiproxyApi {
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  async version(): Promise<string> {
    const text = (await this.#ask('GET', '/version')) ?? '';
    return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? text.trim();
  }

  async proxies(): Promise<ReadonlyMap<string, ProxyState>> {
    const text = (await this.#ask('GET', '/proxies')) ?? '{}';
    return new Map(Object.entries(JSON.parse(text) as Record<string, ProxyState>));
  }

  /** Port 0 in `listen` takes a free one. */
  async create(proxy: { name: string; listen: string; upstream: string }): Promise<ProxyState> {
    return JSON.parse((await this.#ask('POST', '/proxies', proxy)) ?? '{}') as ProxyState;
  }

  async remove(proxy: string): Promise<void> {
    await this.#ask('DELETE', `/proxies/${encodeURIComponent(proxy)}`);
  }

  async addToxic(proxy: string, toxic: Toxic): Promise<void> {
    const made = await this.#ask('POST', `/proxies/${encodeURIComponent(proxy)}/toxics`, toxic);
    if (made === null) throw this.#refused(`there is no proxy "${proxy}"`);
  }

  /** Nothing happens where there is no such toxic or no such proxy. */
  async removeToxic(proxy: string, toxic: string): Promise<void> {
    await this.#ask('DELETE', `/proxies/${encodeURIComponent(proxy)}/toxics/${encodeURIComponent(toxic)}`);
  }

  /** Null where it says that there is no such thing. */
  async #ask(method: string, path: string, body?: object): Promise<string | null> {
    const answer = await fetch(`http://${this.address}${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw platformError(
        'toxiproxy-unreachable',
        `toxiproxy did not answer at ${this.address} (${reasonOf(cause)})`,
        'check that it runs, and faults.toxiproxy.api in the target file where that names it',
        cause,
      );
    });
    const text = await answer.text();
    if (answer.ok) return text;
    if (answer.status === NOT_FOUND) return null;
    throw this.#refused(`it answered ${method} ${path} with ${answer.status}: ${text.trim()}`);
  }

  #refused(what: string): Error {
    const todo = 'compare the names of the proxies in the target file with those that toxiproxy-cli list shows';
    return platformError('toxiproxy-refused', `toxiproxy at ${this.address}: ${what}`, todo);
  }
}

/** fetch says only that it failed; why stands in its cause. */
function reasonOf(cause: unknown): string {
  const { message, cause: deeper } = cause as Error;
  return deeper instanceof Error ? deeper.message || ((deeper as NodeJS.ErrnoException).code ?? message) : message;
}
