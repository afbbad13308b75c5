import { protocolAPIsById, Writer } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { Gate } from '../../../src/kafka/read-only/gate.ts';
import { GatedConnection } from '../../../src/kafka/read-only/gated-connection.ts';
import { READING_APIS } from '../../../src/kafka/read-only/reading-apis.ts';

/** Requests of Kafka 4.3 that a client may send, and that look at a cluster without changing it; by their names. */
const LOOKING =
  /^(Describe|List|Fetch$|Metadata$|OffsetFetch$|ApiVersions$|Sasl(Handshake|Authenticate)$|(Consumer|Share|Streams)GroupDescribe$)/;

const connection = () => {
  const sent: unknown[] = [];
  const gate = new Gate({
    limits: { requestsPerSecond: 1_000, mibPerSecond: 1 },
    log: (request) => sent.push(request),
    signal: new AbortController().signal,
  });
  return { sent, connection: new GatedConnection('test', {}, { gate, to: 'nowhere', logsIn: false }) };
};

const send = (to: GatedConnection, key: number, version: number): void =>
  to.send(
    key,
    version,
    () => Writer.create(),
    () => null,
    false,
    false,
    () => undefined,
  );

describe('the connection to somebody’s cluster', () => {
  it('refuses every request that is not on the list, before a byte of it is made', () => {
    const { connection: to, sent } = connection();
    const refused = Array.from({ length: 200 }, (_, key) => key).filter((key) => !READING_APIS.has(key));
    expect(refused).toContain(0); // Produce
    expect(refused).toContain(10); // FindCoordinator, which creates what it does not find
    expect(refused).toContain(11); // JoinGroup
    expect(refused).toContain(19); // CreateTopics
    expect(refused).toContain(68); // ConsumerGroupHeartbeat
    for (const key of refused) {
      expect(() => send(to, key, 0), `${key}`).toThrow('none that only reads');
    }
    expect(sent).toEqual([]);
  });

  it('refuses Metadata in versions that create the topics that they are asked for', () => {
    for (const version of [0, 1, 2, 3]) expect(() => send(connection().connection, 3, version)).toThrow('only reads');
    expect(() => send(connection().connection, 3, 4)).not.toThrow();
  });

  it('has a list whose keys are what they are called, and which says of each why it changes nothing', () => {
    for (const [key, { name, changesNothing }] of READING_APIS) {
      expect(protocolAPIsById[key]).toBe(name);
      expect(name).toMatch(LOOKING);
      expect(changesNothing).not.toBe('');
    }
  });
});
