import { describe, expect, it } from 'vitest';
import type { BrokerApis } from '../../src/kafka/read-only/answers.ts';
import type { CheckAnswers } from '../../src/target-check/answers.ts';
import { diagnose } from '../../src/target-check/diagnose.ts';
import { askPermissions } from '../../src/target-check/permissions/ask.ts';
import type { PermissionAnswers } from '../../src/target-check/permissions/needs.ts';
import { all, answers, lineOf, notObtained, obtained, target, topic, verdictOf } from './answers-of.ts';

const permissions = (change: Partial<PermissionAnswers>): Partial<CheckAnswers> => ({
  permissions: { ...answers().permissions, ...change },
});
const refusing = (...operations: string[]) => ({ allowed: [], told: operations });

/** What 2.8 speaks, and these, by Kafka's keys. */
const speaking = (...more: (readonly [key: number, max: number])[]): BrokerApis => {
  const until28 = [
    [1, 12],
    [3, 11],
    [9, 7],
    [10, 3],
    [11, 7],
    [14, 5],
    [15, 5],
    [16, 4],
    [19, 6],
    [20, 5],
    [21, 2],
  ] as const;
  const others = [
    [22, 4],
    [23, 4],
    [32, 4],
    [35, 2],
    [47, 0],
    [60, 0],
    [0, 9],
    [2, 6],
  ] as const;
  const most = new Map<number, number>([...until28, ...others, ...more]);
  return { broker: 1, apis: [...most].map(([key, max]) => ({ key, name: '', min: 0, max })), features: [] };
};

describe('permissions', () => {
  it('name the ACL that is missing in kafka-acls’ words, without the user’s name', () => {
    const missing = permissions({
      runTopic: obtained(refusing('Write', 'Create')),
      cluster: obtained(refusing('Create')),
    });
    expect(lineOf('permission/run/run-topics/Write', missing)).toMatchObject({
      verdict: 'failed',
      todo: 'kafka-acls --add --allow-principal "User:$WB_USER" --operation Write --topic wb- --resource-pattern-type prefixed',
    });
    expect(lineOf('permission/run/run-topics/Create', missing).verdict).toBe('failed');
    const cluster = permissions({ cluster: obtained(refusing('Describe')) });
    expect(lineOf('permission/inventory/cluster/Describe', cluster).todo).toBe(
      'kafka-acls --add --allow-principal "User:$WB_USER" --operation Describe --cluster',
    );
    // Nobody said whether this one is.
    expect(verdictOf('permission/inventory/cluster/DescribeConfigs', cluster)).toBe('not-known');
  });

  it('of all that the inventory and capture ask for have a line, known or not', () => {
    expect(lineOf('permission/inventory/transactional-ids/Describe', {})).toMatchObject({
      verdict: 'not-known',
      todo: expect.stringContaining("--operation Describe --transactional-id '*'"),
    });
    const blind = permissions({ topics: obtained(new Map([['a', refusing('DescribeConfigs')]])) });
    expect(verdictOf('permission/capture/topics/DescribeConfigs', blind)).toBe('failed');
  });

  it('tell who may only read how to be asked for no more', () => {
    const ofRun = (change: Partial<CheckAnswers>) =>
      diagnose(answers(change)).filter(({ id }) => id === 'permission/run');
    const reader = permissions({ runTopic: obtained(refusing('Write', 'Create', 'Delete')) });
    expect(ofRun(reader)).toMatchObject([
      { verdict: 'not-known', todo: expect.stringContaining('--for inventory capture') },
    ]);
    expect(ofRun({})).toEqual([]);
    const { permissions: asked } = answers(reader);
    expect(ofRun({ permissions: { ...asked, steps: ['inventory', 'capture'] } })).toEqual([]);
  });

  it('let Create on the cluster stand for Create on topics, and Write for idempotence', () => {
    const creator = permissions({ runTopic: obtained(refusing('Create')), cluster: obtained(all('Create')) });
    expect(verdictOf('permission/run/run-topics/Create', creator)).toBe('passed');
    const since = { apis: obtained([speaking([2, 7], [9, 8], [10, 4], [65, 0], [66, 0])]) };
    const writer = permissions({ runTopic: obtained(all('Write')), cluster: obtained(refusing('IdempotentWrite')) });
    expect(lineOf('permission/run/cluster/IdempotentWrite', { ...writer, ...since }).detail).toContain(
      'Apache Kafka 3.0',
    );
    const neither = permissions({
      runTopic: obtained(refusing('Write')),
      cluster: obtained(refusing('IdempotentWrite')),
    });
    expect(verdictOf('permission/run/cluster/IdempotentWrite', { ...neither, ...since })).toBe('failed');
  });

  it('do not take Write for idempotence before 3.0, and do not know where a broker keeps its release to itself', () => {
    const writer = permissions({ runTopic: obtained(all('Write')), cluster: obtained(refusing('IdempotentWrite')) });
    const verdict = (apis: CheckAnswers['apis']) =>
      verdictOf('permission/run/cluster/IdempotentWrite', { ...writer, apis });
    const [newer, older] = [speaking([2, 7], [9, 8], [10, 4], [65, 0], [66, 0]), speaking()];
    expect(verdict(obtained([newer]))).toBe('passed');
    expect(verdict(obtained([newer, older]))).toBe('failed');
    const silent = { what: 'broker 2', reason: 'not-reachable', why: 'no answer', todo: '' } as const;
    expect(verdict({ ...obtained([newer]), missing: [silent] })).toBe('not-known');
    expect(verdict(notObtained('no answer', 'not-reachable'))).toBe('not-known');
  });

  it('name the topics that may not be read', () => {
    const topics = new Map([
      ['b', refusing('Read')],
      ['a', all('Read')],
      ['c', refusing('Read')],
    ]);
    const line = lineOf('permission/capture/topics/Read', permissions({ topics: obtained(topics) }));
    expect(line.verdict).toBe('failed');
    expect(line.detail).toContain('not allowed on 2 of 3 topics: b, c');
  });

  it('on what is shown do not stand for what may be hidden', () => {
    const shown = { topics: obtained(new Map([['a', all('Read')]])) };
    expect(lineOf('permission/capture/topics/Read', permissions(shown)).detail).toContain(
      'allowed on the 1 topic that is shown, and on new ones',
    );
    const some = permissions({ ...shown, anyTopic: obtained(refusing('Read')) });
    expect(lineOf('permission/capture/topics/Read', some)).toMatchObject({
      verdict: 'not-known',
      detail: 'allowed on 1 of 1 topic that is shown; not on every topic, and there may be others',
    });
    const none = permissions({ topics: obtained(new Map()), anyTopic: obtained(refusing('Read')) });
    expect(verdictOf('permission/capture/topics/Read', none)).toBe('failed');
  });

  it('on the first two thousand topics do not stand for the rest', async () => {
    const names = Array.from({ length: 2_500 }, (_, i) => topic(`t-${i}`, [[1, [1]]]));
    const rights = (those: readonly string[]) => new Map(those.map((name) => [name, all('Describe', 'Read')]));
    const cluster = {
      groups: async () => obtained([]),
      permitted: async (topics: readonly string[], groups: readonly string[]) =>
        obtained({ cluster: null, topics: rights(topics), groups: rights(groups) }),
    };
    const asked = await askPermissions(cluster, obtained(names), ['capture']);
    const line = lineOf('permission/capture/topics/Read', { permissions: asked });
    expect(line).toMatchObject({ verdict: 'not-known', detail: expect.stringContaining('without 500 more topics') });
    const few = await askPermissions(cluster, obtained(names.slice(0, 2_000)), ['capture']);
    expect(verdictOf('permission/capture/topics/Read', { permissions: few })).toBe('passed');
  });

  it('on topics that were not obtained are not known, and none is said not to be there', async () => {
    const cluster = {
      groups: async () => obtained([]),
      permitted: async () => obtained({ cluster: null, topics: new Map(), groups: new Map() }),
    };
    const asked = await askPermissions(cluster, notObtained('no answer', 'not-reachable'), ['capture']);
    expect(lineOf('permission/capture/topics/Read', { permissions: asked })).toMatchObject({
      verdict: 'not-known',
      detail: 'no answer',
    });
  });

  it('are not known where a release does not tell, and where nobody answered', () => {
    const silent = permissions({
      topics: obtained(new Map([['a', all()]])),
      anyTopic: notObtained('old', 'not-supported'),
    });
    expect(verdictOf('permission/inventory/topics/Describe', silent)).toBe('not-known');
    const unanswered = permissions({ runGroup: notObtained('no coordinator', 'not-reachable') });
    expect(lineOf('permission/run/run-groups/Read', unanswered)).toMatchObject({
      verdict: 'not-known',
      detail: 'no coordinator',
    });
  });

  it('of a run are not asked for in production, and the line says why', () => {
    const production = {
      target: target({ environment: 'production' }),
      permissions: { ...answers().permissions, steps: ['inventory', 'capture'] },
    } as const;
    const ofRun = diagnose(answers(production)).filter(({ id }) => id.startsWith('permission/run'));
    expect(ofRun).toMatchObject([{ verdict: 'not-known', detail: expect.stringContaining('production') }]);
  });
});
