import { deepestReasons } from '../../../kafka/deepest-reasons.ts';

/** After a look that was asked for because of an error, the next one waits so long. */
const BETWEEN_LOOKS_MS = 100;

/** What a look at one topic shows: every broker, and the leader of each partition. */
export interface ClusterView {
  readonly brokers: ReadonlyMap<number, { readonly host: string; readonly port: number }>;
  readonly leaders: readonly number[];
}

/** Rejects where the topic does not exist or no broker answers. */
export type LookAtTopic = (topic: string) => Promise<ClusterView>;

/** Which broker leads which partition, and where brokers are; looked up again when an answer shows it is stale. */
export class ClusterMap {
  readonly #lookAt: LookAtTopic;
  readonly #topics: readonly string[];
  readonly #onError: (message: string) => void;
  readonly #leaders = new Map<string, readonly number[]>();
  /** Brokers that gave no answer in time, and since when: until a later look shows that they lead, they lead nothing. */
  readonly #silent = new Map<number, number>();
  #brokers: ClusterView['brokers'] = new Map();
  #looking = false;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(lookAt: LookAtTopic, topics: readonly string[], onError: (message: string) => void) {
    this.#lookAt = lookAt;
    this.#topics = [...new Set(topics)];
    this.#onError = onError;
  }

  /** Node id; −1 where nobody leads it, as far as known. */
  leaderOf(topic: string, partition: number): number {
    const leader = this.#leaders.get(topic)?.[partition] ?? -1;
    return this.#silent.has(leader) ? -1 : leader;
  }

  /**
   * A broker let a request go unanswered: nothing more is asked of it before others were asked who leads, or
   * what is sent once more would wait for it as long again.
   */
  fellSilent(node: number): void {
    this.#silent.set(node, performance.now());
    this.lookAgain();
  }

  brokerOf(node: number): { readonly host: string; readonly port: number } | undefined {
    return this.#brokers.get(node);
  }

  get nodes(): number[] {
    return [...this.#brokers.keys()];
  }

  partitionsOf(topic: string): number {
    return this.#leaders.get(topic)?.length ?? 0;
  }

  /** Rejects where a topic does not exist or no broker answers; what could be learnt is learnt. */
  async look(): Promise<void> {
    const since = performance.now();
    // Topic by topic, so that one that was deleted hides no other.
    const looks = await Promise.allSettled(this.#topics.map((topic) => this.#lookAt(topic)));
    for (const [index, look] of looks.entries()) {
      if (look.status === 'rejected') continue;
      const topic = this.#topics[index] as string;
      this.#brokers = look.value.brokers;
      this.#leaders.set(topic, look.value.leaders);
    }
    for (const [node, silentSince] of this.#silent) if (silentSince <= since) this.#silent.delete(node);
    const failed = looks.find((look) => look.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** Looks again soon; never throws, never blocks. */
  lookAgain(): void {
    if (this.#looking) return;
    this.#looking = true;
    const wait = Math.max(0, this.#lookedAt + BETWEEN_LOOKS_MS - performance.now());
    setTimeout(() => {
      this.look()
        .catch((error) => this.#onError(deepestReasons(error)))
        .finally(() => {
          this.#looking = false;
          this.#lookedAt = performance.now();
        });
    }, wait).unref();
  }
}
