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
  /** Of the largest answer: at least one batch comes, however large it is. */
  readonly mostBytes: number;
  readonly missing: readonly Missing[];
}

export interface FetchSizes {
  /** Of one partition, and of all that are asked for together. */
  readonly maxBytes: number;
  readonly atOnceBytes: number;
}

/** A window that is not whole after so many fetches is given up: its batches are far larger than others were. */
const MOST_FETCHES = 24;

/** Reads windows of different partitions, no more than `atOnceBytes` at once; goes on where an answer ended too early. */
export async function readWindows<W extends Wanted>(
  cluster: Pick<ReadOnlyCluster, 'fetch'>,
  windows: readonly W[],
  { maxBytes, atOnceBytes }: FetchSizes,
): Promise<ReadWindows<W>> {
  const reading = windows.map((wanted): Reading<W> => ({ wanted, next: wanted.from, batches: [] }));
  let open = reading;
  let receivedBytes = 0;
  let mostBytes = 0;
  const size = Math.min(maxBytes, atOnceBytes);
  const together = Math.max(1, Math.floor(atOnceBytes / size));
  const missing: Missing[] = [];
  for (let round = 0; round < MOST_FETCHES && open.length > 0; round++) {
    const more: Reading<W>[] = [];
    for (let at = 0; at < open.length; at += together) {
      const turn = open.slice(at, at + together);
      const places = turn.map(({ wanted: { topic, partition }, next }) => ({ topic, partition, offset: next }));
      const answer = await cluster.fetch(places, size);
      if (!answer.obtained) {
        const { reason, why, todo } = answer;
        missing.push({ what: 'samples', reason, why, todo });
        return { read: wholeOnes(reading), receivedBytes, mostBytes, missing };
      }
      missing.push(...answer.missing);
      const bytes = answer.value.reduce((sum, { batches }) => sum + batches.length, 0);
      receivedBytes += bytes;
      mostBytes = Math.max(mostBytes, bytes);
      const fetched = new Map(answer.value.map((one) => [placeOf(one), one]));
      more.push(...turn.filter((one) => goesOn(one, fetched.get(placeOf(one.wanted)))));
    }
    open = more;
  }
  return { read: wholeOnes(reading), receivedBytes, mostBytes, missing };
}

const goesOn = (one: Reading<Wanted>, bytes: FetchedBytes | undefined): boolean =>
  bytes !== undefined && takes(one, bytes);

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
