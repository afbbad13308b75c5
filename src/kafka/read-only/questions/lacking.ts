import type { PartitionName } from '../cluster.ts';
import type { Collected } from '../collected.ts';
import { Unanswered } from '../unanswered.ts';

/** Partitions that are shown by their numbers. */
const MOST_SHOWN = 8;

/** What was not told of partitions, in a line for each topic or broker and reason, and not in thousands. */
export class Lacking {
  readonly #topics = new Map<
    string,
    { readonly topic: string; readonly failure: Unanswered; readonly partitions: number[] }
  >();
  readonly #brokers = new Map<number, { readonly failure: Unanswered; readonly partitions: number }>();

  partition({ topic, partition }: PartitionName, failure: Unanswered): void {
    const key = `${topic}/${failure.message}`;
    const known = this.#topics.get(key);
    if (known === undefined) this.#topics.set(key, { topic, failure, partitions: [partition] });
    else known.partitions.push(partition);
  }

  broker(broker: number, failure: Unanswered, partitions: number): void {
    const known = this.#brokers.get(broker)?.partitions ?? 0;
    this.#brokers.set(broker, { failure, partitions: known + partitions });
  }

  /** Of `all` topics that may not be read, where nothing was found, what opens all of them. */
  into(collected: Collected, found: readonly unknown[], all: () => Unanswered): void {
    const refused = [...this.#topics.values()].every(({ failure }) => failure.reason === 'not-permitted');
    if (found.length === 0 && this.#brokers.size === 0 && this.#topics.size > 1 && refused) {
      collected.lacks('every topic', all(), { kind: 'topic-offsets', name: null });
      return;
    }
    for (const [broker, { failure, partitions }] of this.#brokers) {
      const why = `${failure.message}; it leads ${partitions} of the partitions`;
      const part = { kind: 'broker', name: String(broker) } as const;
      collected.lacks(`broker ${broker}`, new Unanswered(failure.reason, why, failure.todo), part);
    }
    for (const { topic, failure, partitions } of this.#topics.values()) {
      const shown = partitions
        .toSorted((a, b) => a - b)
        .slice(0, MOST_SHOWN)
        .join(', ');
      const more = partitions.length > MOST_SHOWN ? ` and ${partitions.length - MOST_SHOWN} more` : '';
      const why = `partition ${shown}${more}: ${failure.message}`;
      const part = { kind: 'topic-offsets', name: topic } as const;
      collected.lacks(`topic ${topic}`, new Unanswered(failure.reason, why, failure.todo), part);
    }
  }
}
