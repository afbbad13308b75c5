import { type Fate, FETCH, type Meddling, PRODUCE } from '../hostile/hostile-proxy.ts';
import { batchesIn, offsetsOf, sequencesOf } from './batches.ts';
import { fetchedRecords, type PartitionRecords, producedRecords, withRecords } from './frames.ts';

/** The partition that is lied about, and after how many records. */
export const PARTITION = 1;
const AFTER_SEQUENCE = 100;
const AFTER_OFFSET = 100;

type Span = readonly [from: number, to: number];

/** What was done, to hold the findings against. */
export interface Told {
  sequences: Span;
  offsets: Span;
}

const nothingYet = (): Told => ({ sequences: [0, 0], offsets: [0, 0] });

interface Lie {
  readonly told: Told;
  readonly meddling: Meddling;
}

const ofPartition = (records: readonly PartitionRecords[]): PartitionRecords | undefined =>
  records.find(({ partition, start, end }) => partition === PARTITION && end > start);

/** Does something to the first produced batch of the partition after `AFTER_SEQUENCE`. */
function withBatch(lie: (request: Buffer, at: PartitionRecords, batch: Buffer, told: Told) => Fate): Lie {
  const told = nothingYet();
  return {
    told,
    meddling: {
      direction: 'request',
      apiKey: PRODUCE,
      times: 1,
      fate(request) {
        const at = ofPartition(producedRecords(request));
        if (at === undefined) return 'pass';
        const batch = request.subarray(at.start, at.end);
        const sequences = sequencesOf(batch);
        if (sequences[0] < AFTER_SEQUENCE) return 'pass';
        told.sequences = sequences;
        return lie(request, at, Buffer.from(batch), told);
      },
    },
  };
}

/** Acknowledged to the client; the broker gets an empty request instead. */
export const acknowledgedOnly = (): Lie =>
  withBatch((request, at) => {
    const [others, answered] = withoutPartition(request, at);
    return { instead: others, answered };
  });

/** Both times the same bytes. */
export const forwardedTwice = (): Lie =>
  withBatch((request, at) => {
    const again = ofOnly(request, at);
    again.writeInt32BE(request.readInt32BE(8) + 1_000_000_000, 8);
    return { also: again };
  });

/** The batch and the next one of its partition change places; each request is otherwise as it was. */
export function swapped(): Lie {
  const told = nothingYet();
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  let held: { readonly request: Buffer; readonly at: PartitionRecords; readonly batch: Buffer } | null = null;
  return {
    told,
    meddling: {
      direction: 'request',
      apiKey: PRODUCE,
      times: 2,
      fate(request) {
        const at = ofPartition(producedRecords(request));
        if (at === undefined) return 'pass';
        const batch = Buffer.from(request.subarray(at.start, at.end));
        if (held !== null) {
          resolve(withRecords(held.request, held.at, batch));
          return { instead: withRecords(request, at, held.batch) };
        }
        if (sequencesOf(batch)[0] < AFTER_SEQUENCE) return 'pass';
        held = { request: Buffer.from(request), at, batch };
        told.sequences = sequencesOf(batch);
        return { until: promise };
      },
    },
  };
}

/** Whenever a reader is given the first batch after `AFTER_OFFSET`, it gets another instead. */
export function givenInstead(lie: (batch: Buffer) => Buffer, toClient: (client: string) => boolean): Lie {
  const told = nothingYet();
  return {
    told,
    meddling: {
      direction: 'answer',
      apiKey: FETCH,
      times: Number.POSITIVE_INFINITY,
      fate(answer, client) {
        const at = ofPartition(fetchedRecords(answer));
        if (at === undefined || !toClient(client)) return 'pass';
        const records = answer.subarray(at.start, at.end);
        const chosen = batchesIn(records).find(({ batch }) => {
          const [base] = offsetsOf(batch);
          return told.offsets[1] === 0 ? base >= AFTER_OFFSET : base === told.offsets[0];
        });
        if (chosen === undefined) return 'pass';
        const { batch } = chosen;
        told.offsets = offsetsOf(batch);
        told.sequences = sequencesOf(batch);
        const after = records.subarray(chosen.at + batch.length);
        return {
          instead: withRecords(answer, at, Buffer.concat([records.subarray(0, chosen.at), lie(batch), after])),
        };
      },
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
      to = entry.writeBigInt64BE(BigInt(AFTER_SEQUENCE), to);
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
