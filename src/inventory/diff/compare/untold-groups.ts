import type { Missing } from '../../../kafka/read-only/reading.ts';
import { Untold } from './untold.ts';

/** What one side may have of groups and commits, and did not tell. */
export class UntoldGroups {
  readonly #untold: Untold;
  readonly #sees: (topic: string) => boolean;

  /** @param sees whether the principal may describe a topic: commits on it would have been told */
  constructor(missing: readonly Missing[], sees: (topic: string) => boolean) {
    this.#untold = new Untold(missing);
    this.#sees = sees;
  }

  /** A group of a broker that did not answer, or that the principal may not see, may be there, and its commits, too. */
  group(id: string, topics: Iterable<string>): Missing | undefined {
    const whole = this.#untold.of('group', id) ?? this.#untold.of('group-commits', id) ?? this.#untold.any('broker');
    return whole ?? [...topics].map((topic) => this.#onHidden(topic)).find((missing) => missing !== undefined);
  }

  commits(id: string, topic: string): Missing | undefined {
    return this.#untold.of('group-commits', id) ?? this.#onHidden(topic);
  }

  #onHidden(topic: string): Missing | undefined {
    return this.#sees(topic) ? undefined : this.#untold.of('topic-commits', topic);
  }
}
