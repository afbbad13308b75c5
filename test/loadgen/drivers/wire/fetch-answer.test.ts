import { createRecordsBatch, fetchV11, Reader, Writer } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { Answers } from '../../../../src/loadgen/drivers/wire/answers.ts';
import { FetchAnswerReader } from '../../../../src/loadgen/drivers/wire/protocol/fetch-answer.ts';

interface Partition {
  readonly topic: string;
  readonly partition: number;
  readonly error: number;
  readonly highWatermark: bigint;
  readonly aborted: number;
  readonly records: Buffer;
}

const batchOf = (values: readonly string[]): Buffer =>
  createRecordsBatch(
    values.map((value) => ({ topic: 'any', value: Buffer.from(value) })),
    { producerId: -1n, producerEpoch: -1 },
  ).buffer;

const small = batchOf(['one', 'two']);
const large = batchOf(['x'.repeat(150_000)]);

const partitions: Partition[] = [
  { topic: 'orders', partition: 0, error: 0, highWatermark: 7n, aborted: 0, records: Buffer.concat([small, large]) },
  { topic: 'orders', partition: 3, error: 6, highWatermark: -1n, aborted: 0, records: Buffer.alloc(0) },
  { topic: 'orders', partition: 4, error: 0, highWatermark: 9n, aborted: 2, records: small },
  {
    topic: 'a-topic-with-a-longer-name',
    partition: 1,
    error: 0,
    highWatermark: 2n ** 40n,
    aborted: 0,
    records: Buffer.concat([large, small, large.subarray(0, 90_000)]),
  },
  { topic: 'last', partition: 0, error: 0, highWatermark: 1n, aborted: 0, records: small.subarray(0, 40) },
];

/** The answer's body, after the grammar of the protocol's version 11. */
function bodyOf(given: readonly Partition[]): Buffer {
  const writer = Writer.create().appendInt32(25).appendInt16(0).appendInt32(0);
  writer.appendArray(
    [...Map.groupBy(given, ({ topic }) => topic)],
    (topics, [topic, ofTopic]) => {
      topics.appendString(topic, false).appendArray(
        ofTopic,
        (each, { partition, error, highWatermark, aborted, records }) => {
          each.appendInt32(partition).appendInt16(error).appendInt64(highWatermark).appendInt64(0n).appendInt64(0n);
          each.appendInt32(aborted === 0 ? -1 : aborted);
          for (let i = 0; i < aborted; i++) each.appendInt64(BigInt(i)).appendInt64(0n);
          each.appendInt32(-1).appendInt32(records.length).append(records);
        },
        false,
        false,
      );
    },
    false,
    false,
  );
  return writer.buffer;
}

function read(body: Buffer, cut: number) {
  const events: unknown[] = [];
  const reader = new FetchAnswerReader({
    onHead: (throttleMs, error) => events.push({ throttleMs, error }),
    onPartition: (partition) => events.push(partition),
    onBatch: (batch) => events.push(Buffer.from(batch)),
    onDamage: () => events.push('damage'),
    onEnd: () => events.push('end'),
  });
  const answers = new Answers(() => reader);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 4);
  const stream = Buffer.concat([head, body]);
  for (let at = 0; at < stream.length; at += cut) answers.push(stream.subarray(at, at + cut));
  return events;
}

const told = ({ topic, partition, error, highWatermark }: Partition) => ({
  topic,
  partition,
  error,
  highWatermark: Number(highWatermark),
  preferredReplica: -1,
});

describe('an answer to a fetch', () => {
  it.each([1, 61, 1_000, 65_536, 1_000_000])('is read as it comes, in pieces of %i bytes', (cut) => {
    const [first, refused, aborted, second, last] = partitions.map(told);
    expect(read(bodyOf(partitions), cut)).toEqual([
      { throttleMs: 25, error: 0 },
      first,
      small,
      large,
      refused,
      aborted,
      small,
      second,
      large,
      small,
      last,
      'end',
    ]);
  });

  it('says what the client library reads in it', () => {
    const whole = partitions.slice(0, 3).filter(({ error }) => error === 0);
    const answer = fetchV11.parseResponse(1, 1, 11, Reader.from(bodyOf(whole)));
    const theirs = answer.responses.flatMap(({ topicId: topic, partitions: ofTopic }) =>
      ofTopic.map(({ partitionIndex, errorCode, highWatermark }) => ({
        topic,
        partition: partitionIndex,
        error: errorCode,
        highWatermark: Number(highWatermark),
        preferredReplica: -1,
      })),
    );
    const ours = read(bodyOf(whole), 500).filter((event) => typeof event === 'object' && 'partition' in (event ?? {}));
    expect(ours).toEqual(theirs);
  });

  it('goes on after a batch whose length cannot be: that partition is passed over, the others are read', () => {
    for (const length of [-5, 0, 48, 2_000_000]) {
      const wrong = Buffer.concat([small, large]);
      wrong.writeInt32BE(length, 8);
      const [one, , three] = partitions as [Partition, Partition, Partition];
      const events = read(bodyOf([{ ...one, records: wrong }, three]), 1_000);
      expect(events).toEqual([{ throttleMs: 25, error: 0 }, told(one), 'damage', told(three), small, 'end']);
    }
  });
});
