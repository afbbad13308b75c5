import { describe, expect, it } from 'vitest';
import { aclLine, principalOf } from '../../../src/kafka/read-only/acl-line.ts';
import { describeGroups } from '../../../src/kafka/read-only/protocol/messages/describe-groups.ts';
import { operationsIn, rightsIn } from '../../../src/kafka/read-only/questions/rights.ts';
import { offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

/** Bits by Kafka's AclOperation: READ 3, DESCRIBE 8, DESCRIBE_CONFIGS 10. */
const READ = 2 ** 3;
const DESCRIBE = 2 ** 8;
const DESCRIBE_CONFIGS = 2 ** 10;

const groups = (id: number) =>
  offer(describeGroups, ({ groups: asked }) => ({
    throttleTimeMs: 0,
    groups: asked.map((groupId) => ({
      // Only broker 2 coordinates anything.
      errorCode: id === 1 ? 16 : groupId === 'theirs' ? 30 : 0,
      errorMessage: null,
      groupId,
      groupState: 'Dead',
      protocolType: '',
      protocolData: '',
      members: [],
      authorizedOperations: id === 1 ? -(2 ** 31) : READ + DESCRIBE,
    })),
  }));

describe('what a principal may do', () => {
  it('is told by bits, in the words of kafka-acls', () => {
    expect(operationsIn(READ + DESCRIBE + DESCRIBE_CONFIGS)).toEqual(['Read', 'Describe', 'DescribeConfigs']);
    expect(operationsIn(0)).toEqual([]);
    expect(operationsIn(-(2 ** 31))).toBeNull();
  });

  it('with the cluster is not known of what a principal without Describe is not told', () => {
    expect(rightsIn(0, 'cluster')).toEqual({ allowed: [], told: ['Describe', 'Alter'] });
    expect(rightsIn(DESCRIBE, 'cluster')?.told).toContain('IdempotentWrite');
    expect(rightsIn(0, 'topic')?.told).toContain('Create');
  });

  it('with groups is asked of every broker in a version that tells it, and what nobody tells is missing', async () => {
    const { cluster, brokers } = await fakeCluster({ brokers: 2, offers: (id) => [groups(id)] });
    const reading = await cluster.permitted([], ['mine', 'theirs']);
    expect(reading.obtained && [...reading.value.groups].toSorted()).toEqual([
      ['mine', { allowed: ['Read', 'Describe'], told: ['Read', 'Describe', 'Delete'] }],
      ['theirs', { allowed: [], told: ['Describe', 'Read', 'Delete'] }],
    ]);
    const asked = brokers.flatMap((broker) => broker.asked).filter(({ name }) => name === 'DescribeGroups');
    expect(asked.map(({ version }) => version)).toEqual([5, 5]);
    const one = await fakeCluster({ offers: () => [groups(1)] });
    expect(await one.cluster.permitted([], ['mine'])).toMatchObject({ missing: [{ what: 'group mine' }] });
  });

  it('that is missing is a line for a shell, which takes every name literally and knows who logs in', () => {
    const sasl = { mechanism: 'plain', usernameEnv: 'KAFKA_USERNAME', passwordEnv: 'KAFKA_PASSWORD' } as const;
    expect(principalOf({ tls: true, caFile: null, sasl })).toBe('"User:$KAFKA_USERNAME"');
    expect(principalOf(null)).toBe('User:ANONYMOUS');
    expect(aclLine('User:a', 'Read', { type: 'group', name: "it's $(here)" })).toBe(
      `kafka-acls --add --allow-principal User:a --operation Read --group 'it'\\''s $(here)'`,
    );
    expect(aclLine('User:a', 'Describe', { type: 'cluster', name: '' })).toBe(
      'kafka-acls --add --allow-principal User:a --operation Describe --cluster',
    );
  });
});
