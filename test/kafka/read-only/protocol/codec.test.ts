import { Reader, Writer } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../src/kafka/read-only/protocol/fields.ts';
import { apiVersions } from '../../../../src/kafka/read-only/protocol/messages/api-versions.ts';
import { describeShareGroupOffsets } from '../../../../src/kafka/read-only/protocol/messages/describe-share-group-offsets.ts';
import { fetch } from '../../../../src/kafka/read-only/protocol/messages/fetch.ts';
import { listGroups } from '../../../../src/kafka/read-only/protocol/messages/list-groups.ts';
import { metadata } from '../../../../src/kafka/read-only/protocol/messages/metadata.ts';
import { offsetFetch } from '../../../../src/kafka/read-only/protocol/messages/offset-fetch.ts';
import { inRange } from '../../../../src/kafka/read-only/protocol/versions.ts';

const hexOf = <T>(field: Field<T>, value: T, version: number, flexible: boolean): string => {
  const writer = Writer.create();
  field.write(writer, value, { version, flexible });
  return writer.buffer.toString('hex');
};

const readFrom = <T>(field: Field<T>, hex: string, version: number, flexible: boolean): T =>
  field.read(Reader.from(Buffer.from(hex, 'hex')), { version, flexible });

const NO_ID = '00000000-0000-0000-0000-000000000000';
const everyTopic = {
  topics: null,
  allowAutoTopicCreation: false as const,
  includeClusterAuthorizedOperations: false,
  includeTopicAuthorizedOperations: false,
};
const orders = { ...everyTopic, topics: [{ topicId: NO_ID, name: 'orders' }] };

// The bytes are put together by hand from the protocol's guide (kafka.apache.org/protocol).
describe('a message', () => {
  it('has lengths in two and four bytes in old versions, and −1 for null', () => {
    // an array of −1, then the flag
    expect(hexOf(metadata.request, everyTopic, 4, false)).toBe('ffffffff' + '00');
    // one topic, 6 letters, then the flag; version 8 adds two flags
    expect(hexOf(metadata.request, orders, 4, false)).toBe('00000001' + '0006' + '6f7264657273' + '00');
    expect(hexOf(metadata.request, orders, 8, false)).toBe('00000001' + '0006' + '6f7264657273' + '00' + '00' + '00');
  });

  it('has lengths plus one in as few bytes as they need, 0 for null, and tags in new versions', () => {
    expect(hexOf(metadata.request, everyTopic, 12, true)).toBe('00' + '00' + '00' + '00');
    const topic = `${'00'.repeat(16)}${'07'}${'6f7264657273'}00`;
    expect(hexOf(metadata.request, orders, 12, true)).toBe(`02${topic}${'00'}${'00'}00`);
  });

  it('is not made where it would create, keep or count something: with what only one value stands for', () => {
    const creating = { ...orders, allowAutoTopicCreation: true };
    expect(() => hexOf(metadata.request as Field<unknown>, creating, 12, true)).toThrow('nothing but false is sent');
    const fetching = {
      replicaId: -1,
      maxWaitMs: 0,
      minBytes: 0,
      maxBytes: 1,
      isolationLevel: 0,
      topics: [],
      rackId: '',
    };
    const without = { ...fetching, sessionId: 0, sessionEpoch: -1, forgottenTopicsData: [] };
    const made = (change: object) => () => hexOf(fetch.request as Field<unknown>, { ...without, ...change }, 12, true);
    expect(made({})).not.toThrow();
    expect(made({ sessionEpoch: 0 })).toThrow('nothing but -1 is sent');
    expect(made({ sessionId: 7 })).toThrow('nothing but 0 is sent');
    expect(made({ replicaId: 2 })).toThrow('nothing but -1 is sent');
    const named = { groups: [{ groupId: 'g', topics: [{ topicName: 'orders', partitions: [0] }] }] };
    const share = describeShareGroupOffsets.request as Field<unknown>;
    expect(() => hexOf(share, named, 1, true)).toThrow('nothing but null is sent');
  });

  it('has in each version the fields of that version, and of the others what they are without them', () => {
    const question = {
      groupId: 'a',
      topics: null,
      groups: [{ groupId: 'b', memberId: null, memberEpoch: -1, topics: null }],
      requireStable: true,
    };
    expect(hexOf(offsetFetch.request, question, 5, false)).toBe('0001' + '61' + 'ffffffff');
    expect(hexOf(offsetFetch.request, question, 8, true)).toBe('02' + '0262' + '00' + '00' + '01' + '00');
    expect(hexOf(offsetFetch.request, question, 9, true)).toBe(
      '02' + '0262' + '00' + 'ffffffff' + '00' + '00' + '01' + '00',
    );
    const group = { groupId: 'g', protocolType: '', groupState: '', groupType: '' };
    expect(readFrom(listGroups.response, '0000' + '00000001' + '0001' + '67' + '0000', 0, false)).toEqual({
      throttleTimeMs: 0,
      errorCode: 0,
      groups: [group],
    });
  });

  it('is read with the tags that are known, wherever they stand, and without those that are not', () => {
    // no error, no apis, no throttling, then three tags: 5 is unknown, 2 is known, 1 is an epoch
    const unknown = '05' + '03' + 'aabbcc';
    const finalized = '02' + '08' + '02' + '0261' + '0003' + '0001' + '00';
    const epoch = '01' + '08' + '0000000000000007';
    const bytes = `0000${'01'}00000000${'03'}${unknown}${finalized}${epoch}`;
    expect(readFrom(apiVersions.response, bytes, 4, true)).toMatchObject({
      errorCode: 0,
      supportedFeatures: [],
      finalizedFeaturesEpoch: 7,
      finalizedFeatures: [{ name: 'a', maxVersionLevel: 3, minVersionLevel: 1 }],
    });
  });

  it('that ends too early is not read as if the rest were empty', () => {
    expect(() => readFrom(listGroups.response, '0000' + '00000002' + '0001' + '67' + '0000', 0, false)).toThrow();
  });
});

describe('versions', () => {
  it.each([
    ['3+', 2, false],
    ['3+', 3, true],
    ['3+', 99, true],
    ['0-7', 7, true],
    ['0-7', 8, false],
    ['2', 2, true],
    ['2', 3, false],
  ] as const)('of %s and %i: %s', (versions, version, expected) => {
    expect(inRange(version, versions)).toBe(expected);
  });
});
