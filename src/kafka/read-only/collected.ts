import { atMost } from './at-most.ts';
import type { Api } from './protocol/api.ts';
import type { Missing, PartName, Reading } from './reading.ts';
import { missing, notObtained, type Unanswered, unanswered } from './unanswered.ts';

/** Brokers that are asked at the same time; the gate paces all of them. */
const AT_A_TIME = 8;

/** What several brokers, or several requests, say together, and how. */
export class Collected {
  readonly missing: Missing[] = [];
  readonly #failures: Unanswered[] = [];
  readonly #versions = new Map<string, Set<number>>();
  readonly #brokers = new Set<number>();

  /** That an answer came. */
  told(
    { name }: Pick<Api, 'name'>,
    { version, broker }: { readonly version: number; readonly broker: number | null },
  ): void {
    this.#versions.set(name, (this.#versions.get(name) ?? new Set()).add(version));
    if (broker !== null) this.#brokers.add(broker);
  }

  lacks(what: string, failure: Unanswered, part?: PartName): void {
    this.#failures.push(failure);
    this.missing.push(missing(what, failure, part));
  }

  /** Asks for a part; where there is no answer, it is missing, and null. */
  async part<T>(what: string, ask: () => Promise<T>, part?: PartName): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      this.lacks(what, unanswered(error), part);
      return null;
    }
  }

  /** The same of several brokers; those that gave no answer are missing. */
  async ofBrokers<T>(brokers: readonly number[], ask: (broker: number) => Promise<T>): Promise<readonly T[]> {
    const parts = await atMost(AT_A_TIME, brokers, (broker) =>
      this.part(`broker ${broker}`, () => ask(broker), { kind: 'broker', name: String(broker) }),
    );
    return parts.filter((part) => part !== null);
  }

  /** `DescribeConfigs v4 of brokers 1, 2 and 3`; of an address that no broker has said to be its own, without brokers. */
  how(): string {
    const requests = [...this.#versions].map(([name, versions]) => {
      return `${name} ${[...versions]
        .toSorted((a, b) => a - b)
        .map((version) => `v${version}`)
        .join(' and ')}`;
    });
    const brokers = [...this.#brokers].toSorted((a, b) => a - b);
    if (requests.length === 0) return 'nothing was asked for';
    const from = brokers.length === 0 ? '' : ` of broker${brokers.length === 1 ? '' : 's'} ${listed(brokers)}`;
    return `${listed(requests)}${from}`;
  }

  /** The reading, or where nothing of it was obtained and something is missing, why. */
  reading<T>(value: T, isNothing: boolean): Reading<T> {
    const [first] = this.#failures;
    if (isNothing && first !== undefined) return notObtained(first);
    return { obtained: true, how: this.how(), value, missing: this.missing };
  }
}

/** A reading of one question: what it throws as unanswered is why there is none. */
export async function readingOf<T>(ask: (collected: Collected) => Promise<Reading<T>>): Promise<Reading<T>> {
  try {
    return await ask(new Collected());
  } catch (error) {
    return notObtained(unanswered(error));
  }
}

function listed(items: readonly (string | number)[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
