import type { FetchedBytes } from '../answers.ts';
import { atMost } from '../at-most.ts';
import type { PartitionName } from '../cluster.ts';
import { type Collected, readingOf } from '../collected.ts';
import { errorOf, hasMoved } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import type { Reading } from '../reading.ts';
import { unanswered } from '../unanswered.ts';
import { byLeader } from './by-leader.ts';
import { Lacking } from './lacking.ts';

export interface FetchPlace extends PartitionName {
  readonly offset: number;
}

const LEADERS_AT_A_TIME = 4;
/** Of one request; one place more than that goes alone. */
const MOST_BYTES = 1024 ** 2;
const CONSUMER = -1 as const;
const NO_SESSION = { sessionId: 0, sessionEpoch: -1, forgottenTopicsData: [] } as const;
const TOPIC_REFUSED = 29;
const MOVING_MS = 500;

export const readFetched = (
  known: Known,
  places: readonly FetchPlace[],
  maxBytes: number,
): Promise<Reading<readonly FetchedBytes[]>> =>
  readingOf(async (collected) => {
    await known.live();
    const lacking = new Lacking();
    const found: FetchedBytes[] = [];
    let left = places;
    for (const isLast of [false, true]) {
      const moved: FetchPlace[] = [];
      const groups = await byLeader(known, left, isLast ? lacking : moved);
      await atMost(LEADERS_AT_A_TIME, groups, async ([leader, led]) => {
        const asking = { known, collected, leader, maxBytes, found, lacking, moved: isLast ? null : moved };
        for (const part of inRequests(led, maxBytes)) await fromLeader(asking, part);
      });
      if (moved.length === 0) break;
      await known.settle(moved, MOVING_MS);
      left = moved;
    }
    lacking.into(collected, found, () => errorOf(TOPIC_REFUSED, 'fetching', needed(known, '*')));
    return collected.reading(found, found.length === 0);
  });

/** A partition stands once in a request, and places of one request do not add up to more than it may bring. */
export function inRequests(places: readonly FetchPlace[], maxBytes: number): readonly (readonly FetchPlace[])[] {
  const size = Math.max(1, Math.floor(MOST_BYTES / maxBytes));
  const requests: FetchPlace[][] = [];
  for (const place of places) {
    const has = (request: readonly FetchPlace[]): boolean =>
      request.some(({ topic, partition }) => topic === place.topic && partition === place.partition);
    const fitting = requests.find((request) => request.length < size && !has(request));
    if (fitting === undefined) requests.push([place]);
    else fitting.push(place);
  }
  return requests;
}

interface Asking {
  readonly known: Known;
  readonly collected: Collected;
  readonly leader: number;
  readonly maxBytes: number;
  readonly found: FetchedBytes[];
  readonly lacking: Lacking;
  readonly moved: FetchPlace[] | null;
}

async function fromLeader(asking: Asking, places: readonly FetchPlace[]): Promise<void> {
  const { known, collected, leader, maxBytes, found, lacking, moved } = asking;
  try {
    const about = `${places.length} partitions`;
    const expected = places.length * maxBytes;
    const told = await known.brokers.ask(leader, fetch, questionOf(places, maxBytes), { about, expected });
    if (told.body.errorCode !== 0) throw errorOf(told.body.errorCode, 'fetching', needed(known, '*'));
    collected.told(fetch, told);
    for (const { topic, partitions } of told.body.responses) {
      for (const { partitionIndex: partition, errorCode, highWatermark, logStartOffset, records } of partitions) {
        const place = places.find((one) => one.topic === topic && one.partition === partition);
        if (place === undefined) continue;
        const batches = records ?? NOTHING;
        if (errorCode !== 0) {
          if (moved !== null && hasMoved(errorCode)) moved.push(place);
          else lacking.partition(place, errorOf(errorCode, `fetching from ${topic}`, needed(known, topic)));
        } else if (batches.length === 0 && place.offset < highWatermark && places.length > 1) {
          // Only of the first in a request comes a batch that is larger than was asked for.
          await fromLeader(asking, [place]);
        } else found.push({ topic, partition, batches, highWatermark, logStart: Math.max(0, logStartOffset) });
      }
    }
  } catch (error) {
    lacking.broker(leader, unanswered(error), places.length);
  }
}

const NOTHING = Buffer.alloc(0);

const needed = ({ brokers }: Known, topic: string) =>
  ({ principal: brokers.principal, operation: 'Read', resource: { type: 'topic', name: topic } }) as const;

function questionOf(places: readonly FetchPlace[], maxBytes: number) {
  const topics = [...Map.groupBy(places, ({ topic }) => topic)];
  return {
    replicaId: CONSUMER,
    maxWaitMs: 0,
    minBytes: 0,
    maxBytes: places.length * maxBytes,
    isolationLevel: 0,
    ...NO_SESSION,
    topics: topics.map(([topic, of]) => ({
      topic,
      partitions: of.map(({ partition, offset }) => ({
        partition,
        currentLeaderEpoch: -1,
        fetchOffset: offset,
        lastFetchedEpoch: -1,
        logStartOffset: -1,
        partitionMaxBytes: maxBytes,
      })),
    })),
    rackId: '',
  };
}
