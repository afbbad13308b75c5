import { type Fate, FETCH, type Meddling, PRODUCE } from '../hostile/hostile-proxy.ts';
import { batchesIn, offsetsOf, sequencesOf } from './batches.ts';
import { fetchedRecords, type PartitionRecords, producedRecords, withRecords } from './frames.ts';

/** A lie is about the first batch after so many records of its partition. */
const AFTER = 100;

export type Span = readonly [from: number, to: number];

/** One lie about one batch of one partition. */
export interface Lie {
  readonly partition: number;
  /** What was done, to hold the findings against. */
  readonly told: { sequences: Span; offsets: Span };
  fate(frame: Buffer, client: string): Fate;
}

/** One of them for each request; a lie that was begun goes first. */
export const onRequests = (lies: readonly Lie[]): Meddling => ({
  direction: 'request',
  apiKey: PRODUCE,
  times: Number.POSITIVE_INFINITY,
  fate(request, client) {
    for (const lie of lies) {
      const fate = lie.fate(request, client);
      if (fate !== 'pass') return fate;
    }
    return 'pass';
  },
});

/** All of them for each answer to a fetch. */
export const onAnswers = (lies: readonly Lie[]): Meddling => ({
  direction: 'answer',
  apiKey: FETCH,
  times: Number.POSITIVE_INFINITY,
  fate(answer, client) {
    return lies.reduce<Fate>((fate, lie) => {
      const given = typeof fate === 'object' && 'instead' in fate ? fate.instead : answer;
      const next = lie.fate(given, client);
      return next === 'pass' ? fate : next;
    }, 'pass');
  },
});

const ofPartition = (records: readonly PartitionRecords[], wanted: number): PartitionRecords | undefined =>
  records.find(({ partition, start, end }) => partition === wanted && end > start);

/** Once, to the first produced batch that is far enough. */
function withBatch(partition: number, lie: (request: Buffer, at: PartitionRecords) => Fate): Lie {
  const told: Lie['told'] = { sequences: [0, 0], offsets: [0, 0] };
  return {
    partition,
    told,
    fate(request) {
      const at = ofPartition(producedRecords(request), partition);
      if (at === undefined || told.sequences[1] > 0) return 'pass';
      const sequences = sequencesOf(request.subarray(at.start, at.end));
      if (sequences[0] < AFTER) return 'pass';
      told.sequences = sequences;
      return lie(request, at);
    },
  };
}

/** Acknowledged to the client; the broker gets the request without it. */
export const acknowledgedOnly = (partition: number): Lie =>
  withBatch(partition, (request, at) => {
    const [others, answered] = withoutPartition(request, at);
    return { instead: others, answered };
  });

/** Both times the same bytes. */
export const forwardedTwice = (partition: number): Lie =>
  withBatch(partition, (request, at) => {
    const again = ofOnly(request, at);
    again.writeInt32BE(request.readInt32BE(8) + 1_000_000_000, 8);
    return { also: again };
  });

/** The batch and the next one of its partition change places; each request is otherwise as it was. */
export function swapped(partition: number): Lie {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  let held: { readonly request: Buffer; readonly at: PartitionRecords } | null = null;
  const hold = withBatch(partition, (request, at) => {
    held = { request: Buffer.from(request), at };
    return { until: promise };
  });
  return {
    ...hold,
    fate(request, client) {
      const at = ofPartition(producedRecords(request), partition);
      if (held === null || at === undefined) return hold.fate(request, client);
      const [one, other] = [held, request.subarray(at.start, at.end)];
      held = null;
      resolve(withRecords(one.request, one.at, other));
      return { instead: withRecords(request, at, one.request.subarray(one.at.start, one.at.end)) };
    },
  };
}

/** Whenever such a reader is given the batch, it gets another instead. */
export function givenInstead(
  partition: number,
  lie: (batch: Buffer) => Buffer,
  toClient: (client: string) => boolean = () => true,
): Lie {
  const told: Lie['told'] = { sequences: [0, 0], offsets: [0, 0] };
  return {
    partition,
    told,
    fate(answer, client) {
      const at = ofPartition(fetchedRecords(answer), partition);
      if (at === undefined || !toClient(client)) return 'pass';
      const records = answer.subarray(at.start, at.end);
      const chosen = batchesIn(records).find(({ batch }) => {
        const [base] = offsetsOf(batch);
        return told.offsets[1] === 0 ? base >= AFTER : base === told.offsets[0];
      });
      if (chosen === undefined) return 'pass';
      const { batch } = chosen;
      told.offsets = offsetsOf(batch);
      told.sequences = sequencesOf(batch);
      const after = records.subarray(chosen.at + batch.length);
      return { instead: withRecords(answer, at, Buffer.concat([records.subarray(0, chosen.at), lie(batch), after])) };
    },
  };
}

/** The request without the partition, and its answer with it: acknowledged, as the only one of a topic of its own. */
function withoutPartition(request: Buffer, at: PartitionRecords): [Buffer, (answer: Buffer) => Buffer] {
  // The partition's number, its length and its records go; the count of partitions stands before the first of them.
  const others = Buffer.concat([request.subarray(0, at.start - 8), request.subarray(at.end)]);
  others.writeInt32BE(others.length - 4, 0);
  const countAt = partitionCountAt(request, at.topic);
  others.writeInt32BE(request.readInt32BE(countAt) - 1, countAt);
  return [
    others,
    (answer) => {
      const name = Buffer.from(at.topic);
      const entry = Buffer.alloc(2 + name.length + 4 + 4 + 2 + 8 + 8 + 8 + 4 + 2);
      entry.writeInt16BE(name.length, 0);
      name.copy(entry, 2);
      let to = entry.writeInt32BE(1, 2 + name.length);
      to = entry.writeInt32BE(at.partition, to);
      to = entry.writeInt16BE(0, to);
      to = entry.writeBigInt64BE(BigInt(AFTER), to);
      to = entry.writeBigInt64BE(-1n, to);
      to = entry.writeBigInt64BE(0n, to);
      to = entry.writeInt32BE(0, to);
      entry.writeInt16BE(-1, to);
      const whole = Buffer.concat([answer.subarray(0, 12), entry, answer.subarray(12)]);
      whole.writeInt32BE(whole.length - 4, 0);
      whole.writeInt32BE(answer.readInt32BE(8) + 1, 8);
      return whole;
    },
  ];
}

/** The request with nothing but this partition, of one topic. */
function ofOnly(request: Buffer, { topic, start, end }: PartitionRecords): Buffer {
  const nameEnd = partitionCountAt(request, topic);
  const one = Buffer.alloc(4);
  one.writeInt32BE(1);
  const only = Buffer.concat([request.subarray(0, nameEnd), one, request.subarray(start - 8, end)]);
  only.writeInt32BE(only.length - 4, 0);
  return only;
}

/** Of a request about one topic: the count of partitions follows its name. */
function partitionCountAt(request: Buffer, topic: string): number {
  const name = Buffer.from(topic);
  return request.indexOf(name, 14 + request.readInt16BE(12)) + name.length;
}
