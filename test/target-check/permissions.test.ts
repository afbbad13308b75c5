import { describe, expect, it } from 'vitest';
import type { CheckAnswers } from '../../src/target-check/answers.ts';
import { diagnose } from '../../src/target-check/diagnose.ts';
import type { PermissionAnswers } from '../../src/target-check/permissions/needs.ts';
import { all, answers, lineOf, notObtained, obtained, target, verdictOf } from './answers-of.ts';

const permissions = (change: Partial<PermissionAnswers>): Partial<CheckAnswers> => ({
  permissions: { ...answers().permissions, ...change },
});
const refusing = (...operations: string[]) => ({ allowed: [], told: operations });

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

  it('let Create on the cluster stand for Create on topics, and Write for idempotence', () => {
    const creator = permissions({ runTopic: obtained(refusing('Create')), cluster: obtained(all('Create')) });
    expect(verdictOf('permission/run/run-topics/Create', creator)).toBe('passed');
    const writer = permissions({ runTopic: obtained(all('Write')), cluster: obtained(refusing('IdempotentWrite')) });
    expect(lineOf('permission/run/cluster/IdempotentWrite', writer).detail).toContain('Apache Kafka 3.0');
    const neither = permissions({
      runTopic: obtained(refusing('Write')),
      cluster: obtained(refusing('IdempotentWrite')),
    });
    expect(verdictOf('permission/run/cluster/IdempotentWrite', neither)).toBe('failed');
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
      'allowed on every topic, 1 are there',
    );
    const some = permissions({ ...shown, anyTopic: obtained(refusing('Read')) });
    expect(lineOf('permission/capture/topics/Read', some)).toMatchObject({
      verdict: 'not-known',
      detail: 'allowed on 1 of 1 topic that are shown; not on every topic, and there may be others',
    });
    const none = permissions({ topics: obtained(new Map()), anyTopic: obtained(refusing('Read')) });
    expect(verdictOf('permission/capture/topics/Read', none)).toBe('failed');
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
