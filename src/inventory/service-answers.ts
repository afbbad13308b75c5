import type { z } from 'zod';
import type { ReadOnlyService } from '../http/service.ts';
import type { ServiceWords } from '../http/service-words.ts';
import type { Missing, NotObtained, PartName, Reading } from '../kafka/read-only/reading.ts';
import { notObtained } from './assembly/combined.ts';

/** Each question that nobody answers takes as long as one waits: a service that hangs is not waited for a thousand times. */
const GIVEN_UP_AFTER = 3;

/** What a question is for, where a service that is there does not answer it. */
export interface AskedPart {
  /** For people: `the mode of subject orders`. */
  readonly what: string;
  readonly part?: PartName;
  /** Why there is no answer, where the service's own words mean something else. */
  readonly cause?: (refusal: NotObtained) => NotObtained;
}

/** Questions to one service whose answers have a shape; parts that it does not give are kept one by one. */
export class Asking {
  readonly #missing: Missing[] = [];
  readonly #service: ReadOnlyService;
  readonly #words: ServiceWords;
  /** Questions in a row that nobody answered. */
  #silences = 0;

  constructor(service: ReadOnlyService, words: ServiceWords) {
    this.#service = service;
    this.#words = words;
  }

  get url(): string {
    return this.#service.url;
  }

  /** Parts without an answer, in whatever order they were asked for. */
  get missing(): readonly Missing[] {
    return this.#missing.toSorted((a, b) => (a.what < b.what ? -1 : Number(a.what > b.what)));
  }

  /** That a part was left out, and why. */
  lacks(missing: Missing): void {
    this.#missing.push(missing);
  }

  /** Obtained with null where the service says that there is none (404). */
  async ask<T extends z.ZodType>(
    path: string,
    shape: T,
    parameters: readonly (readonly [string, string])[] = [],
  ): Promise<Reading<z.output<T> | null>> {
    if (this.#silences >= GIVEN_UP_AFTER) return this.#givenUp();
    const reading = await this.#service.json(path, { parameters });
    this.#silences = !reading.obtained && reading.reason === 'not-reachable' ? this.#silences + 1 : 0;
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
    { what, part, cause = (refusal) => refusal }: AskedPart,
    path: string,
    shape: T,
  ): Promise<z.output<T> | null> {
    const reading = await this.ask(path, shape);
    if (reading.obtained) return reading.value;
    const { reason, why, todo } = cause(reading);
    this.#missing.push({ what, reason, why, todo, ...(part === undefined ? {} : { part }) });
    return null;
  }

  #givenUp(): NotObtained {
    const why = `${this.url} left ${GIVEN_UP_AFTER} questions in a row without an answer, and was not asked any more`;
    return notObtained('not-reachable', why, `Look whether ${this.#words.name} is well, and scan again.`);
  }
}
