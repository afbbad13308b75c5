import type { OffsetAt, PartitionOffset } from '../answers.ts';
import { atMost, inParts } from '../at-most.ts';
import type { PartitionName } from '../cluster.ts';
import { type Collected, readingOf } from '../collected.ts';
import { errorOf, hasMoved } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { listOffsets } from '../protocol/messages/list-offsets.ts';
import type { Reading } from '../reading.ts';
import { Unanswered, unanswered } from '../unanswered.ts';
import { byLeader, byTopic, inOrder } from './by-leader.ts';
import { Lacking } from './lacking.ts';

/** ListOffsets' special times, and the versions that came with them (KIP-79, KIP-734, KIP-405, KIP-1005). */
const SPECIAL = {
  latest: { timestamp: -1, since: 0 },
  earliest: { timestamp: -2, since: 0 },
  'max-timestamp': { timestamp: -3, since: 7 },
  'earliest-local': { timestamp: -4, since: 8 },
  'latest-tiered': { timestamp: -5, since: 9 },
} as const;

/** A time is looked up in an index of each partition. */
const PARTITIONS_AT_A_TIME = { special: 2_000, time: 500 };
const BYTES_OF_A_PARTITION = 40;
const LEADERS_AT_A_TIME = 8;
const ASK_WITHIN_MS = 15_000;
const CONSUMER = -1 as const;
const TOPIC_REFUSED = 29;
/** Until others have heard who leads now. */
const MOVING_MS = 500;

export const readOffsets = (
  known: Known,
  partitions: readonly PartitionName[],
  at: OffsetAt,
): Promise<Reading<readonly PartitionOffset[]>> =>
  readingOf(async (collected) => {
    await known.live();
    const lacking = new Lacking();
    const found: PartitionOffset[] = [];
    let left = partitions;
    for (const isLast of [false, true]) {
      const moved: PartitionName[] = [];
      const groups = await byLeader(known, left, isLast ? lacking : moved);
      await atMost(LEADERS_AT_A_TIME, groups, async ([leader, led]) => {
        const size = typeof at === 'number' ? PARTITIONS_AT_A_TIME.time : PARTITIONS_AT_A_TIME.special;
        for (const part of inParts(led, size)) {
          await askLeader({ known, collected, leader, at, found, lacking, moved: isLast ? null : moved }, part);
        }
      });
      if (moved.length === 0) break;
      await known.settle(moved, MOVING_MS);
      left = moved;
    }
    lacking.into(collected, found, () => errorOf(TOPIC_REFUSED, 'asking for offsets', needed(known, '*')));
    return collected.reading(inOrder(found), found.length === 0);
  });

interface Asking {
  readonly known: Known;
  readonly collected: Collected;
  readonly leader: number;
  readonly at: OffsetAt;
  readonly found: PartitionOffset[];
  readonly lacking: Lacking;
  /** Where those go that are to be asked once more; null: nobody is. */
  readonly moved: PartitionName[] | null;
}

async function askLeader(asking: Asking, partitions: readonly PartitionName[]): Promise<void> {
  const { known, collected, leader, at, found, lacking, moved } = asking;
  const { timestamp, since } = typeof at === 'number' ? { timestamp: at, since: 0 } : SPECIAL[at];
  try {
    const question = (version: number) => {
      if (version >= since) return questionOf(partitions, timestamp);
      const why = `broker ${leader} does not know of ${at} offsets`;
      throw new Unanswered('not-supported', why, 'Nothing is to be done: the release is older than that.');
    };
    const about = `${typeof at === 'number' ? 'a time' : at} of ${partitions.length} partitions`;
    const expected = partitions.length * BYTES_OF_A_PARTITION;
    const told = await known.brokers.ask(leader, listOffsets, question, { about, expected });
    collected.told(listOffsets, told);
    const askedAtMs = Date.now();
    for (const { name: topic, partitions: answers } of told.body.topics) {
      for (const { partitionIndex: partition, errorCode, offset, timestamp: of } of answers) {
        if (errorCode === 0)
          found.push({ topic, partition, offset: orNull(offset), timestampMs: orNull(of), askedAtMs });
        else if (moved !== null && hasMoved(errorCode)) moved.push({ topic, partition });
        else
          lacking.partition(
            { topic, partition },
            errorOf(errorCode, `asking for offsets of ${topic}`, needed(known, topic)),
          );
      }
    }
  } catch (error) {
    lacking.broker(leader, unanswered(error), partitions.length);
  }
}

const orNull = (value: number): number | null => (value < 0 ? null : value);

const needed = ({ brokers }: Known, topic: string) =>
  ({ principal: brokers.principal, operation: 'Describe', resource: { type: 'topic', name: topic } }) as const;

const questionOf = (partitions: readonly PartitionName[], timestamp: number) => ({
  replicaId: CONSUMER,
  isolationLevel: 0,
  topics: byTopic(partitions).map(([name, indexes]) => ({
    name,
    partitions: indexes.map((partitionIndex) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp })),
  })),
  timeoutMs: ASK_WITHIN_MS,
});
