import type { Batch } from '../batch.ts';
import type { DriverProducer, Outcome, ProducerContext } from './driver.ts';
import { Leaders, type LeadersByTopic } from './leaders.ts';

/** What a library said of one batch. */
export interface BatchResult {
  readonly outcome: Outcome;
  readonly baseOffset: number | null;
  readonly error: string | null;
}

/** A client library that numbers and retries batches itself. */
export interface ProducerLibrary {
  /** Rejects where a topic does not exist or no broker answers. */
  leaders(): Promise<LeadersByTopic>;
  /** Resolves when it may send: connected and, under idempotence, with a producer id. */
  ready(): Promise<unknown>;
  /** One produce request: a result for each batch, in their order, once the library has let go of it. Never rejects. */
  request(batches: readonly Batch[]): Promise<readonly BatchResult[]>;
  /** Ends every connection at once; it opens none again. Absent where it cannot. */
  crash?(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves when the leaders are known and the library may send; closes it where that fails. */
export async function openLibraryProducer(given: ProducerContext, library: ProducerLibrary): Promise<DriverProducer> {
  let hasCrashed = false;
  const context: ProducerContext = {
    ...given,
    // Whoever has crashed says nothing more.
    settled: (settlement) => hasCrashed || given.settled(settlement),
    onError: (where, message) => hasCrashed || given.onError(where, message),
  };
  const leaders = new Leaders(library.leaders, (message) => context.onError('leaders', message));
  try {
    await leaders.look();
    await library.ready();
  } catch (error) {
    await library.close();
    throw error;
  }
  const producer = new LibraryProducer(context, library, leaders);
  const { crash } = library;
  if (crash === undefined) return producer;
  return Object.assign(producer, {
    crash: () => {
      hasCrashed = true;
      return crash();
    },
  });
}

/**
 * Keeps a partition's order where the library would not: a batch that was given up cannot be called back,
 * and one with a new producer id could overtake it. So an idempotent producer gives the library the next
 * batch of a partition only when it has let go of the one before, as the Java client does.
 */
class LibraryProducer implements DriverProducer {
  readonly #context: ProducerContext;
  readonly #library: ProducerLibrary;
  readonly #leaders: Leaders;
  /** By partition that the library holds a batch of: those that come after it. */
  readonly #waiting = new Map<string, Batch[]>();

  constructor(context: ProducerContext, library: ProducerLibrary, leaders: Leaders) {
    this.#context = context;
    this.#library = library;
    this.#leaders = leaders;
  }

  leaderOf(topic: string, partition: number): number {
    return this.#leaders.of(topic, partition);
  }

  send(batches: readonly Batch[]): void {
    const free = this.#context.client.idempotence ? batches.filter((batch) => this.#takesTurn(batch)) : batches;
    if (free.length > 0) void this.#deliver(free);
  }

  abandoned(batches: readonly Batch[]): readonly Batch[] {
    return batches.filter((batch) => this.#withdrawn(batch));
  }

  close(): Promise<void> {
    this.#waiting.clear();
    return this.#library.close();
  }

  async #deliver(batches: readonly Batch[]): Promise<void> {
    const results = await this.#library.request(batches);
    const errors = new Set<string>();
    for (const [index, batch] of batches.entries()) {
      const { outcome, baseOffset, error } = results[index] as BatchResult;
      if (error !== null) errors.add(error);
      this.#context.settled({
        stream: batch.stream.id,
        partition: batch.partition,
        firstSequence: batch.firstSequence,
        count: batch.count,
        outcome,
        baseOffset,
        atMicros: this.#context.clock(),
        error,
      });
    }
    for (const message of errors) this.#context.onError('produce', message);
    if (errors.size > 0) this.#leaders.lookAgain();
    for (const batch of batches) this.#nextAfter(batch);
  }

  #takesTurn(batch: Batch): boolean {
    const waiting = this.#waiting.get(laneOf(batch));
    if (waiting === undefined) this.#waiting.set(laneOf(batch), []);
    else waiting.push(batch);
    return waiting === undefined;
  }

  #nextAfter(batch: Batch): void {
    const next = this.#waiting.get(laneOf(batch))?.shift();
    if (next === undefined) this.#waiting.delete(laneOf(batch));
    else void this.#deliver([next]);
  }

  /** True for one that never reached the library. */
  #withdrawn(batch: Batch): boolean {
    const waiting = this.#waiting.get(laneOf(batch)) ?? [];
    const at = waiting.indexOf(batch);
    if (at >= 0) waiting.splice(at, 1);
    return at >= 0;
  }
}

const laneOf = ({ topic, partition }: Batch): string => `${topic}/${partition}`;
