import { describe, expect, it } from 'vitest';
import type { QuotaAnswer } from '../../src/kafka/read-only/answers.ts';
import type { WrittenRecord } from '../../src/kafka/ten-records.ts';
import type { CheckAnswers } from '../../src/target-check/answers.ts';
import { offsetOfRecords, offsetOfService, offsetWords } from '../../src/target-check/clock-offset.ts';
import { factsOf } from '../../src/target-check/diagnose.ts';
import { roundTripsOf } from '../../src/target-check/lines/distance.ts';
import { quotasOf } from '../../src/target-check/quotas.ts';
import { answers, apis, lineOf, NOW, notObtained, obtained, target, topic, verdictOf } from './answers-of.ts';

const MIB = 1024 ** 2;

const HIDDEN = {
  what: 'topics that are hidden',
  reason: 'not-permitted',
  why: 'no Describe',
  todo: 'allow it',
} as const;
const SILENT = { what: 'broker 2', reason: 'not-reachable', why: 'does not answer', todo: 'start it' } as const;

const described = answers().cluster;
const third = { id: 3, host: 'b3.example', port: 9092, rack: 'c', fenced: true };
const withFenced = described.obtained
  ? obtained({ ...described.value, brokers: [...described.value.brokers, third] })
  : described;

describe('versions', () => {
  it('say which brokers speak another release', () => {
    const old = { ...apis(2), apis: [] };
    const line = lineOf('release', { apis: obtained([apis(1), old]) });
    expect(line.detail).toContain('broker 2: older than 2.4');
    expect(line.todo).toContain('differ');
    expect(verdictOf('needed', { apis: obtained([apis(1), old]) })).toBe('failed');
  });
});

describe('brokers', () => {
  it('fail where one is silent, and name it', () => {
    const missing = [{ what: 'broker 2', reason: 'not-reachable', why: 'does not answer', todo: 'start it' } as const];
    const line = lineOf('brokers', { apis: { obtained: true, how: '', value: [apis(1)], missing } });
    expect(line).toMatchObject({ verdict: 'failed', detail: 'broker 2: does not answer', todo: 'start it' });
  });

  it('fail where one is fenced, which is not counted', () => {
    const line = lineOf('brokers', { cluster: withFenced });
    expect(line).toMatchObject({ verdict: 'failed', detail: expect.stringContaining('broker 3: fenced') });
    expect(factsOf(answers({ cluster: withFenced })).racks).toBe('a (1), b (1)');
    expect(lineOf('leaders', { cluster: withFenced }).detail).toBe('1 on broker 1, 1 on broker 2');
  });

  it('are not known where nobody says what they speak', () => {
    expect(verdictOf('brokers', { apis: notObtained('no answer', 'not-reachable') })).toBe('not-known');
  });

  it('are not known to be in order by a part of the topics, while what is wrong with a part is wrong', () => {
    const whole = obtained([topic('orders', [[1, [1, 2]]])]);
    const part = { ...whole, missing: [HIDDEN] };
    for (const id of ['leaders', 'leaderless', 'in-sync', 'partitions']) {
      expect(verdictOf(id, { topics: whole }), id).toBe('passed');
      expect(lineOf(id, { topics: part }), id).toMatchObject({
        verdict: 'not-known',
        detail: expect.stringContaining('without topics that are hidden: no Describe'),
        todo: 'allow it',
      });
    }
    const broken = { ...obtained([topic('orders', [[null, []]])]), missing: [HIDDEN] };
    expect(verdictOf('leaderless', { topics: broken })).toBe('failed');
  });

  it('fail for partitions that lack a replica or a leader, and name them', () => {
    const topics = obtained([
      topic('orders', [
        [1, [1, 2]],
        [1, [1]],
        [null, []],
      ]),
    ]);
    expect(lineOf('in-sync', { topics })).toMatchObject({
      verdict: 'failed',
      detail: '2 of 3 partitions: orders 1, orders 2',
    });
    expect(lineOf('leaderless', { topics })).toMatchObject({ verdict: 'failed', detail: '1: orders 2' });
    expect(lineOf('leaders', { topics }).detail).toBe('2 on broker 1, 0 on broker 2');
  });
});

describe('distance', () => {
  it('is the middle of the samples and the longest of them', () => {
    // 100 200 300 900: the upper of the two in the middle.
    expect(roundTripsOf(answers())).toEqual([{ broker: 1, medianMicros: 300, maxMicros: 900 }]);
  });
});

describe('what one broker keeps to itself', () => {
  it('is not known of it, and its row says so', () => {
    const roundTrips = { ...obtained(new Map([[1, [300]]])), missing: [SILENT] };
    expect(lineOf('round-trip/1', { roundTrips }).verdict).toBe('passed');
    expect(lineOf('round-trip/2', { roundTrips })).toMatchObject({
      verdict: 'not-known',
      title: 'Round trip to broker 2',
      detail: 'does not answer',
      todo: 'start it',
    });
  });

  it('keeps the least of all brokers from being known', () => {
    const dir = { broker: 1, dir: '/d', totalBytes: 100, usableBytes: 50, replicas: [] };
    const logDirs = obtained([dir]);
    const config = {
      name: 'message.max.bytes',
      value: '1000',
      source: 'default',
      sensitive: false,
      readOnly: false,
    } as const;
    const brokerConfigs = obtained(new Map([[1, [config]]]));
    expect([verdictOf('disk', { logDirs }), verdictOf('record-size', { brokerConfigs })]).toEqual(['passed', 'passed']);
    const missing = [SILENT];
    expect(verdictOf('disk', { logDirs: { ...logDirs, missing } })).toBe('not-known');
    expect(verdictOf('record-size', { brokerConfigs: { ...brokerConfigs, missing } })).toBe('not-known');
    expect(verdictOf('release', { apis: { ...obtained([apis(1)]), missing } })).toBe('not-known');
  });
});

describe('the brokers’ clock', () => {
  const record = (sentAtMs: number, acknowledgedAtMs: number, appendedAtMs: number): WrittenRecord => ({
    sentAtMs,
    acknowledgedAtMs,
    appendedAtMs,
  });

  it('lies within what every record allows: here 5 ms ahead, within a millisecond', () => {
    // Ahead by 5.0: sent 100.0, appended at 100.3 of ours = 105.3 of theirs, cut to 105; acknowledged 100.6.
    // It allows 105 − 100.6 = 4.4 to 106 − 100 = 6. The second: sent 200.8, appended 201.1 → 206, acknowledged 201.4:
    // 4.6 to 6.2. Both: 4.6 to 6.
    const offset = offsetOfRecords([record(100, 100.6, 105), record(200.8, 201.4, 206)]);
    expect(offset?.lowMs).toBeCloseTo(4.6, 9);
    expect(offset?.highMs).toBeCloseTo(6, 9);
    expect(offsetWords({ lowMs: 4.6, highMs: 6 })).toBe('5.3 ms ahead, ±0.7 ms');
    expect(offsetWords({ lowMs: -6, highMs: -4 })).toBe('5 ms behind, ±1 ms');
  });

  it('is not known where readings contradict each other, or nothing was written', () => {
    expect(offsetOfRecords([record(0, 1, 100), record(10, 11, 10)])).toBeNull();
    expect(verdictOf('clock/brokers')).toBe('not-known');
    expect(factsOf(answers()).clockOffset).toBeNull();
  });

  it('is told where ten records were written, and asks for NTP where it is far off', () => {
    const written = (appendedAtMs: number): Partial<CheckAnswers> => ({
      writing: {
        kind: 'written',
        topic: 't',
        leader: 2,
        readBack: 1,
        topicDeleted: true,
        records: [record(1_000, 1_002, appendedAtMs)],
      },
    });
    expect(lineOf('clock/brokers', written(1_001))).toMatchObject({
      verdict: 'passed',
      title: 'The clock of broker 2',
      todo: null,
    });
    expect(lineOf('clock/brokers', written(4_001)).todo).toContain('NTP');
    expect(factsOf(answers(written(1_001))).clockOffset).toBe('0.5 ms ahead, ±1.5 ms');
  });

  it('is this machine’s where the brokers were started here', () => {
    const local = { target: target({ connect: { kind: 'local', nodes: 1, zones: 1, port: null } }) };
    expect(verdictOf('clock/brokers', local)).toBe('passed');
    expect(factsOf(answers(local)).clockOffset).toBe('the same clock');
  });

  it('of a service is known to a second and the way there and back', () => {
    const clock = { askedAtMs: NOW, answeredAtMs: NOW + 40, dateMs: NOW };
    expect(offsetOfService(clock)).toEqual({ lowMs: -40, highMs: 1_000 });
    const services = [{ title: 'Schema Registry', url: 'http://r', answered: obtained(clock) }];
    expect(lineOf('clock/http://r', { services }).detail).toContain('480 ms ahead, ±520 ms');
  });
});

describe('headroom', () => {
  it('is what the vendor advises without what is there', () => {
    const partitionAdvice = { replicasPerBroker: 3, source: 'a page' };
    expect(lineOf('partitions', { partitionAdvice })).toMatchObject({
      detail:
        '1 topic, 2 partitions, at most 2 replicas on a broker; the vendor advises at most 3 (a page), which leaves 1',
      todo: null,
    });
    expect(lineOf('partitions', { partitionAdvice: { ...partitionAdvice, replicasPerBroker: 2 } }).todo).not.toBeNull();
    expect(lineOf('partitions').detail).toContain('no limit of the platform is known');
  });

  it('shows the fullest disk', () => {
    const dir = (broker: number, usable: number) => ({
      broker,
      dir: '/d',
      totalBytes: 100 * 1024 ** 3,
      usableBytes: usable * 1024 ** 3,
      replicas: [],
    });
    const line = lineOf('disk', { logDirs: obtained([dir(1, 50), dir(2, 5)]) });
    expect(line.detail).toBe('least free: 5 GiB of 100 GiB (5%), on broker 2');
    expect(line.todo).not.toBeNull();
    expect(lineOf('disk', { logDirs: notObtained('no Describe on the cluster') })).toMatchObject({
      verdict: 'not-known',
      detail: 'no Describe on the cluster',
    });
  });
});

describe('quotas', () => {
  const quota = (entity: QuotaAnswer['entity'], key: string, value: number): QuotaAnswer => ({
    entity,
    values: [{ key, value }],
  });
  const user = (name: string | null) => ({ type: 'user', name });
  const client = (name: string | null) => ({ type: 'client-id', name });

  it('are those that Kafka looks for first', () => {
    const given = [
      quota([client(null)], 'producer_byte_rate', 1),
      quota([user(null)], 'producer_byte_rate', 2),
      quota([user('alice')], 'producer_byte_rate', 3),
      quota([user('alice'), client('app')], 'producer_byte_rate', 4),
      quota([user('bob')], 'consumer_byte_rate', 5),
      quota([{ type: 'ip', name: null }], 'connection_creation_rate', 6),
    ];
    expect([...quotasOf(given, 'alice')]).toEqual([['producer_byte_rate', 3]]);
    expect([...quotasOf(given, 'carol')]).toEqual([['producer_byte_rate', 2]]);
    expect([...quotasOf(given.slice(0, 1), null)]).toEqual([['producer_byte_rate', 1]]);
    expect([...quotasOf([...given, quota([user('alice'), client(null)], 'producer_byte_rate', 7)], 'alice')]).toEqual([
      ['producer_byte_rate', 7],
    ]);
  });

  it('fail where all brokers together allow less than the budget, which they are multiplied for', () => {
    const budget = { mibPerSecond: 20, gib: 1, minutes: 1, usd: 1 };
    const line = (rate: number) =>
      lineOf('quotas', {
        target: target({ budget }),
        quotas: obtained([quota([user('alice')], 'producer_byte_rate', rate)]),
      });
    expect(line(9 * MIB)).toMatchObject({
      verdict: 'failed',
      detail: expect.stringContaining('18 MiB/s over 2 brokers'),
    });
    expect(line(10 * MIB)).toMatchObject({ verdict: 'passed', detail: 'producers 10 MiB/s a broker' });
  });

  it('are of live brokers: a fenced one takes nothing', () => {
    const budget = { mibPerSecond: 20, gib: 1, minutes: 1, usd: 1 };
    const line = lineOf('quotas', {
      cluster: withFenced,
      target: target({ budget }),
      quotas: obtained([quota([user('alice')], 'producer_byte_rate', 9 * MIB)]),
    });
    // 2 × 9 = 18 MiB/s; with the third it would be 27.
    expect(line).toMatchObject({ verdict: 'failed', detail: expect.stringContaining('18 MiB/s over 2 brokers') });
  });

  it('say that answers were held back', () => {
    expect(lineOf('throttled', { throttledMillis: 1_200 })).toMatchObject({ detail: '1.2 s at most, by a quota' });
  });
});

describe('writing', () => {
  const written = { kind: 'written', topic: 'wb-check-1', leader: 1, readBack: 9, topicDeleted: true } as const;
  const records = Array.from({ length: 10 }, () => ({ sentAtMs: 0, acknowledgedAtMs: 2, appendedAtMs: 1 }));

  it('passes only where everything came back and nothing is left', () => {
    const of = (change: object) => verdictOf('ten-records', { writing: { ...written, records, ...change } });
    expect([of({ readBack: 10 }), of({}), of({ readBack: 10, topicDeleted: false })]).toEqual([
      'passed',
      'failed',
      'failed',
    ]);
  });

  it('is not known where it is not allowed, with the reason', () => {
    expect(lineOf('ten-records').detail).toBe('not allowed: --write is not given');
  });
});
