import type { FetchedBytes } from '../../kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../../kafka/read-only/cluster.ts';
import type { Missing } from '../../kafka/read-only/reading.ts';
import { type BatchHead, wholeBatches } from '../../kafka/records/batches.ts';

/** Offsets of a partition that are to be read whole. */
export interface Wanted {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

export interface ReadWindows<W extends Wanted> {
  /** Each with the batches that hold its offsets; they are to be looked at and let go. */
  readonly read: readonly { readonly wanted: W; readonly batches: readonly BatchHead[] }[];
  readonly receivedBytes: number;
  readonly missing: readonly Missing[];
}

/** A window that is not whole after so many fetches is given up: its batches are far larger than others were. */
const MOST_FETCHES = 24;

/** Reads windows of different partitions; goes on where an answer ended before a window did. */
export async function readWindows<W extends Wanted>(
  cluster: Pick<ReadOnlyCluster, 'fetch'>,
  windows: readonly W[],
  maxBytes: number,
): Promise<ReadWindows<W>> {
  const reading = windows.map((wanted): Reading<W> => ({ wanted, next: wanted.from, batches: [] }));
  let open = reading;
  let receivedBytes = 0;
  const missing: Missing[] = [];
  for (let round = 0; round < MOST_FETCHES && open.length > 0; round++) {
    const places = open.map(({ wanted: { topic, partition }, next }) => ({ topic, partition, offset: next }));
    const answer = await cluster.fetch(places, maxBytes);
    if (!answer.obtained) {
      const { reason, why, todo } = answer;
      return { read: wholeOnes(reading), receivedBytes, missing: [...missing, { what: 'samples', reason, why, todo }] };
    }
    missing.push(...answer.missing);
    const fetched = new Map(answer.value.map((bytes) => [placeOf(bytes), bytes]));
    open = open.filter((one) => {
      const bytes = fetched.get(placeOf(one.wanted));
      if (bytes === undefined) return false;
      receivedBytes += bytes.batches.length;
      return takes(one, bytes);
    });
  }
  return { read: wholeOnes(reading), receivedBytes, missing };
}

interface Reading<W extends Wanted> {
  readonly wanted: W;
  next: number;
  readonly batches: BatchHead[];
}

/** True while there is more of the window to come. */
function takes(one: Reading<Wanted>, { batches }: FetchedBytes): boolean {
  const before = one.next;
  for (const batch of wholeBatches(batches)) {
    if (batch.lastOffset < one.next) continue;
    if (batch.baseOffset < one.wanted.to) one.batches.push(batch);
    one.next = batch.lastOffset + 1;
  }
  return one.next < one.wanted.to && one.next > before;
}

const wholeOnes = <W extends Wanted>(reading: readonly Reading<W>[]): readonly Reading<W>[] =>
  reading.filter(({ next, wanted }) => next >= wanted.to);

const placeOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}\n${partition}`;
