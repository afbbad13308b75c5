import type { Asking } from '../service-answers.ts';
import { definitionsAnswer } from './answers.ts';
import type { Definitions } from './redact.ts';

type Config = Readonly<Record<string, string | null>>;

/** Settings that name a class of their own, and what the names of that class's settings begin with. */
const PARTS = /^((key|value|header)\.converter|(transforms|predicates)\.[^.]+\.type)$/;

/** What Connect says that each setting is, asked once a class. */
export class DefinitionsOf {
  readonly #asking: Asking;
  readonly #asked = new Map<string, Promise<Definitions | null>>();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** Null where it does not tell of the connector's class, as before 3.2. */
  async of(config: Config): Promise<Definitions | null> {
    const own = await this.#ofClass(config['connector.class'] ?? null);
    if (own === null) return null;
    const parts = Object.entries(config).filter(([name]) => PARTS.test(name));
    const found = await Promise.all(
      parts.map(async ([name, type]) => {
        const prefix = name.endsWith('.type') ? name.slice(0, -'type'.length) : `${name}.`;
        return [...((await this.#ofClass(type)) ?? [])].map(([key, kind]) => [`${prefix}${key}`, kind] as const);
      }),
    );
    return new Map([...found.flat(), ...own]);
  }

  #ofClass(name: string | null): Promise<Definitions | null> {
    if (name === null || name === '') return Promise.resolve(null);
    const known = this.#asked.get(name) ?? this.#ask(name);
    this.#asked.set(name, known);
    return known;
  }

  /** A class without definitions is no gap in the inventory: names and values are looked at all the same. */
  async #ask(name: string): Promise<Definitions | null> {
    const reading = await this.#asking.ask(`/connector-plugins/${encodeURIComponent(name)}/config`, definitionsAnswer);
    if (!reading.obtained || reading.value === null) return null;
    return new Map(reading.value.map((definition) => [definition.name, definition.type]));
  }
}
