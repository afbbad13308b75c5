import {
  fetchV11,
  initProducerIdV1,
  metadataV5,
  protocolErrors,
  protocolErrorsCodesById,
  Reader,
  Writer,
} from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../src/loadgen/drivers/wire/protocol/error-codes.ts';
import { fetchBody } from '../../../../src/loadgen/drivers/wire/protocol/fetch.ts';
import { initProducerIdBody } from '../../../../src/loadgen/drivers/wire/protocol/init-producer-id.ts';
import { metadataBody, readMetadataAnswer } from '../../../../src/loadgen/drivers/wire/protocol/metadata.ts';
import { bytes } from '../../../../src/units.ts';

const hex = (pieces: readonly Uint8Array[]): string => Buffer.concat(pieces).toString('hex');

/** After the grammar of version 5, as a broker of two writes it. */
function metadataAnswer(): Buffer {
  const writer = Writer.create().appendInt32(0).appendInt32(2);
  writer.appendInt32(7).appendString('a.example', false).appendInt32(9_092).appendString('zone-1', false);
  writer.appendInt32(9).appendString('127.0.0.1', false).appendInt32(19_092).appendString(null, false);
  writer.appendString('cluster', false).appendInt32(9).appendInt32(1);
  writer.appendInt16(0).appendString('orders', false).appendInt8(0).appendInt32(3);
  for (const [index, leader] of [
    [2, 9],
    [0, 7],
    [1, 7],
  ] as const) {
    writer
      .appendInt16(leader < 0 ? 5 : 0)
      .appendInt32(index)
      .appendInt32(leader);
    writer.appendInt32(2).appendInt32(7).appendInt32(9).appendInt32(1).appendInt32(7).appendInt32(0);
  }
  return writer.buffer;
}

describe('the protocol', () => {
  it('asks for metadata, a producer id and records as the client library does', () => {
    const topics = ['orders', 'a-much-longer-name'.repeat(20)];
    expect(hex(metadataBody(topics))).toBe(metadataV5.createRequest(topics, false).buffer.toString('hex'));
    expect(hex(initProducerIdBody())).toBe(initProducerIdV1.createRequest(null, 0, -1n, -1).buffer.toString('hex'));
    const wanted = [
      { topic: 'orders', partition: 3, position: 2 ** 40 },
      { topic: 'orders', partition: 0, position: 0 },
      { topic: 'payments', partition: 1, position: 17 },
    ];
    const partition = ({ partition: number, position }: (typeof wanted)[number]) => ({
      partition: number,
      currentLeaderEpoch: -1,
      fetchOffset: BigInt(position),
      lastFetchedEpoch: -1,
      partitionMaxBytes: 1_000,
    });
    const theirs = fetchV11.createRequest(
      500,
      1,
      5_000,
      0,
      0,
      -1,
      [
        { topicId: 'orders', partitions: wanted.slice(0, 2).map(partition) },
        { topicId: 'payments', partitions: wanted.slice(2).map(partition) },
      ] as unknown as Parameters<typeof fetchV11.createRequest>[6],
      [],
      'zone-1',
    );
    const ours = fetchBody(wanted, 'zone-1', { partitionBytes: bytes(1_000), allBytes: bytes(5_000) });
    expect(hex(ours)).toBe(theirs.buffer.toString('hex'));
  });

  it('reads in metadata what the client library reads in it', () => {
    const theirs = metadataV5.parseResponse(1, 3, 5, Reader.from(metadataAnswer()));
    const ours = readMetadataAnswer(metadataAnswer());
    expect(ours.brokers).toEqual(theirs.brokers.map(({ nodeId: node, host, port }) => ({ node, host, port })));
    expect(ours.topics).toEqual([{ error: 0, name: 'orders', leaders: [7, 7, 9] }]);
    const [topic] = theirs.topics;
    for (const { partitionIndex, leaderId } of topic?.partitions ?? []) {
      expect(ours.topics[0]?.leaders[partitionIndex]).toBe(leaderId);
    }
  });

  it('is not read beyond the bytes that came', () => {
    const answer = metadataAnswer();
    for (let end = 0; end < answer.length; end++) {
      expect(() => readMetadataAnswer(answer.subarray(0, end))).toThrow(RangeError);
    }
  });

  it('names errors, and knows which may be tried again, as the client library does', () => {
    const theirs = Object.entries(protocolErrorsCodesById)
      .map(([code, name]) => [Number(code), name, protocolErrors[name]?.canRetry ?? false])
      .sort(([a], [b]) => Number(a) - Number(b));
    expect(ERROR_CODES.map(([code, name, retriable]) => [code, name, retriable !== undefined])).toEqual(theirs);
  });
});
