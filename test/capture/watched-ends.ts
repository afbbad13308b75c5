import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

/** The end of a topic over time, as another client tells it. */
export class WatchedEnds {
  readonly #seen: { readonly atMs: number; readonly end: number }[] = [];
  #stopped = false;
  readonly #watching: Promise<void>;

  constructor(bootstrap: string, topic: string) {
    this.#watching = this.#watch(bootstrap, topic);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#watching;
  }

  /** Records written in [from, to), ms since 1970, between looks in proportion to time. */
  written(fromMs: number, toMs: number): number {
    return this.#endAt(toMs) - this.#endAt(fromMs);
  }

  /** The first and last time that it knows of. */
  get known(): readonly [number, number] {
    return [this.#seen[0]?.atMs ?? 0, this.#seen.at(-1)?.atMs ?? 0];
  }

  #endAt(atMs: number): number {
    const after = this.#seen.findIndex((look) => look.atMs >= atMs);
    const [a, b] = [this.#seen[after - 1], this.#seen[after]];
    if (a === undefined || b === undefined) throw new Error(`nobody looked around ${atMs}`);
    return a.end + ((b.end - a.end) * (atMs - a.atMs)) / (b.atMs - a.atMs);
  }

  async #watch(bootstrap: string, topic: string): Promise<void> {
    const admin = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    while (!this.#stopped) {
      // The topic is removed when the load is over.
      const offsets = await admin.fetchTopicOffsets(topic).catch(() => []);
      const end = offsets.reduce((sum, { high }) => sum + Number(high), 0);
      if (offsets.length > 0) this.#seen.push({ atMs: Date.now(), end });
      await delay(200);
    }
    await admin.disconnect();
  }
}
