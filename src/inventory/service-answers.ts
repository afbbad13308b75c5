import type { z } from 'zod';
import type { ReadOnlyService } from '../http/service.ts';
import type { ServiceWords } from '../http/service-words.ts';
import type { Missing, NotObtained, Reading } from '../kafka/read-only/reading.ts';
import { notObtained } from './assembly/combined.ts';

/** Of parts that are missing for one cause, as many are named. */
const NAMED = 3;

/** Questions to one service whose answers have a shape; parts that it does not give are kept by name. */
export class Asking {
  readonly #missing: Missing[] = [];
  readonly #service: ReadOnlyService;
  readonly #words: ServiceWords;

  constructor(service: ReadOnlyService, words: ServiceWords) {
    this.#service = service;
    this.#words = words;
  }

  get url(): string {
    return this.#service.url;
  }

  /** Parts without an answer; where many have the same cause it is said once. */
  get missing(): readonly Missing[] {
    const causes = Map.groupBy(this.#missing, ({ reason, why }) => JSON.stringify([reason, why]));
    return [...causes.values()].flatMap((all) => {
      const more = all.length - NAMED;
      const named = all
        .map(({ what }) => what)
        .sort()
        .slice(0, NAMED);
      const what = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
      return all.slice(0, 1).map((first) => ({ ...first, what }));
    });
  }

  /** Obtained with null where the service says that there is none (404). */
  async ask<T extends z.ZodType>(
    path: string,
    shape: T,
    parameters: readonly (readonly [string, string])[] = [],
  ): Promise<Reading<z.output<T> | null>> {
    const reading = await this.#service.json(path, { parameters });
    if (!reading.obtained) return reading;
    const { how, value, missing } = reading;
    if (value.status === 404) return { obtained: true, how, value: null, missing };
    const read = shape.safeParse(value.body);
    if (read.success) return { obtained: true, how, value: read.data, missing };
    const { name, stands } = this.#words;
    const why = `${this.url} answers ${path} otherwise than ${name} does`;
    return notObtained('failed', why, `Check the address under ${stands}.`);
  }

  /** Null where there is none, and where it does not tell, which is then among what is missing, for the cause given. */
  async part<T extends z.ZodType>(
    what: string,
    path: string,
    shape: T,
    cause: (refusal: NotObtained) => NotObtained = (refusal) => refusal,
  ): Promise<z.output<T> | null> {
    const reading = await this.ask(path, shape);
    if (reading.obtained) return reading.value;
    const { reason, why, todo } = cause(reading);
    this.#missing.push({ what, reason, why, todo });
    return null;
  }
}
