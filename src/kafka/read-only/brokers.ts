import { splitAddress } from '../address.ts';
import type { ConnectionSettings } from '../connection.ts';
import { securityOptions } from '../security-options.ts';
import { principalOf } from './acl-line.ts';
import type { Gate } from './gate.ts';
import { Link } from './link.ts';
import type { Api } from './protocol/api.ts';
import type { Offered, Spoken } from './spoken.ts';
import { throttleIn } from './throttle.ts';
import { NotLetIn, Silent, Unanswered, unanswered } from './unanswered.ts';

export interface BrokersOptions {
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  readonly gate: Gate;
  readonly connectWithinMs: number;
  readonly answerWithinMs: number;
}

export interface Notes {
  readonly about?: string;
  readonly expected?: number;
}

export interface Told<R> {
  readonly body: R;
  readonly version: number;
  /** Who said so: its id, or where that is not known its address. */
  readonly broker: number | null;
  readonly micros: number;
}

/** A question that two brokers leave without an answer is not asked a third. */
const SILENT_TWICE = 2;
/** Addresses, and reasons, that are shown. */
const MOST_SHOWN = 3;

/** A question may be laid out otherwise in another version. */
type Question<Q> = Q | ((version: number) => Q);

/** The brokers of one cluster: one connection each, kept, and none that is down asked again and again. */
export class Brokers {
  readonly principal: string;
  readonly gate: Gate;
  /** Most that a broker said it held back an answer. */
  throttledMillis = 0;
  readonly #options: BrokersOptions;
  readonly #security: ReturnType<typeof securityOptions>;
  readonly #links = new Map<string, Link>();
  readonly #addresses = new Map<number, string>();

  constructor(options: BrokersOptions) {
    this.#options = options;
    this.#security = securityOptions(options.connection.security);
    this.gate = options.gate;
    this.principal = principalOf(options.connection.security);
  }

  /** Where brokers are, as one of them says. */
  learn(brokers: readonly { readonly id: number; readonly host: string; readonly port: number }[]): void {
    for (const { id, host, port } of brokers) {
      this.#addresses.set(id, host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
    }
  }

  /** @throws Unanswered; the signal's reason where it aborts */
  async ask<Q, R>(broker: number, api: Api<Q, R>, question: Question<Q>, notes?: Notes): Promise<Told<R>> {
    return { ...(await this.#over(this.#linkTo(broker), api, question, notes)), broker };
  }

  /** Asks one after the other until one answers. @throws Unanswered with why the first one did not */
  async askAny<Q, R>(api: Api<Q, R>, question: Question<Q>, notes?: Notes): Promise<Told<R>> {
    const failures: [address: string, failure: Unanswered][] = [];
    let silences = 0;
    for (const address of this.#inTurn()) {
      try {
        const told = await this.#over(this.#link(address), api, question, notes);
        return { ...told, broker: this.#idAt(address) };
      } catch (error) {
        const failure = unanswered(error);
        if (failure.reason === 'not-supported' || failure instanceof NotLetIn) throw failure;
        failures.push([address, failure]);
        if (failure instanceof Silent && ++silences === SILENT_TWICE) break;
      }
    }
    throw noneAnswered(failures);
  }

  /** The version in which a broker would be asked. @throws Unanswered */
  async versionOf(broker: number, api: Offered): Promise<number> {
    return this.#linkTo(broker).versionOf(api);
  }

  /** What a broker speaks. @throws Unanswered */
  async apisOf(broker: number): Promise<Spoken> {
    return this.#linkTo(broker).spoken();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map((link) => link.close()));
  }

  async #over<Q, R>(link: Link, api: Api<Q, R>, question: Question<Q>, notes: Notes = {}) {
    const version = await link.versionOf(api);
    const body = typeof question === 'function' ? (question as (version: number) => Q)(version) : question;
    const answer = await link.ask(api, version, body, notes);
    this.throttledMillis = Math.max(this.throttledMillis, throttleIn(answer.body));
    return { ...answer, version };
  }

  /** Connected ones first, then those that the target names, then those that the cluster names. */
  #inTurn(): readonly string[] {
    const open = [...this.#links].filter(([, { isOpen }]) => isOpen).map(([address]) => address);
    return [...new Set([...open, ...this.#options.connection.bootstrap, ...this.#addresses.values()])];
  }

  #idAt(address: string): number | null {
    return [...this.#addresses].find(([, known]) => known === address)?.[0] ?? null;
  }

  #linkTo(broker: number): Link {
    const address = this.#addresses.get(broker);
    if (address !== undefined) return this.#link(address);
    throw new Unanswered('not-reachable', `broker ${broker} is not in the cluster now`, 'Check that the broker runs.');
  }

  #link(address: string): Link {
    const { connection, ...same } = this.#options;
    const link =
      this.#links.get(address) ??
      new Link({
        ...same,
        ...splitAddress(address),
        address,
        security: connection.security,
        options: this.#security,
      });
    this.#links.set(address, link);
    return link;
  }
}

/** What is wrong with several addresses is said once. */
function noneAnswered(failures: readonly (readonly [address: string, failure: Unanswered])[]): Unanswered {
  const [[, first] = []] = failures;
  if (first === undefined) return new Unanswered('not-reachable', 'no broker is known', 'Give bootstrap addresses.');
  const alike = Map.groupBy(failures, ([address, { message }]) => message.replaceAll(address, ''));
  const reasons = [...alike.values()].map(([one, ...others]) => {
    const also = others.slice(0, MOST_SHOWN).map(([address]) => address);
    return `${one?.[1].message ?? ''}${also.length === 0 ? '' : ` (likewise ${also.join(', ')}${others.length > MOST_SHOWN ? ', …' : ''})`}`;
  });
  return new Unanswered(first.reason, reasons.slice(0, MOST_SHOWN).join('; '), first.todo, first);
}
