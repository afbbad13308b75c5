import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WorkbenchError } from '../../../src/errors.ts';
import { shippedImpacts } from '../../../src/inventory/diff/impacts/read-impacts.ts';
import { replicationNamed } from '../../../src/inventory/diff/replicators/read-replicator.ts';
import { judgeDiff } from '../../../src/inventory/diff/thresholds/judge-diff.ts';
import { readDiffThresholds } from '../../../src/inventory/diff/thresholds/read-thresholds.ts';
import { config, got, group, refused, topic } from '../build-inventory.ts';
import { diffOf } from './differences.ts';

const impacts = shippedImpacts();

const withRetention = (names: readonly string[], value: string) => ({
  topics: got(names.map((name) => topic(name, { configs: [config('retention.ms', value, 'topic')] }))),
});
const NAMES = ['payments.a', 'payments.b', 'logs'];
const shorter = diffOf(withRetention(NAMES, '2'), withRetention(NAMES, '1'));

const verdicts = (rules: string, diff = shorter) =>
  judgeDiff(diff, readDiffThresholds(rules, 'rules.yaml'), impacts).map(({ id, found, verdict }) => [
    id,
    found,
    verdict,
  ]);

const rule = (where: string, atMost = 0): string => `rules: [{ id: one, where: ${where}, atMost: ${atMost} }]`;

describe('a rule', () => {
  it('counts the things that differ as it says, and is broken by one more than it allows', () => {
    expect(verdicts(rule('{ kind: config, name: payments\\..*, property: retention\\.ms }', 1))).toEqual([
      ['one', 2, 'fail'],
    ]);
    expect(verdicts(rule('{ kind: config, name: payments\\..*, property: retention\\.ms }', 2))).toEqual([
      ['one', 2, 'pass'],
    ]);
    expect(verdicts(rule('{ kind: config, name: payments }'))).toEqual([['one', 0, 'pass']]);
  });

  it('without conditions is about everything', () => {
    expect(verdicts('rules: [{ id: one, atMost: 2 }]')).toEqual([['one', 3, 'fail']]);
  });

  it.each([
    ['{ impact: retention }', 3],
    ['{ impact: [refused, access] }', 0],
    ['{ difference: clamped }', 3],
    ['{ difference: [missing, extra] }', 0],
    ['{ intent: override }', 3],
    ['{ intent: default }', 0],
    ['{ kind: [topic, config] }', 3],
    ['{ kind: group }', 0],
    ['{ property: retention }', 0],
  ])('%s counts %i of three', (where, found) => {
    expect(verdicts(rule(where, 9))).toEqual([['one', found, 'pass']]);
  });

  it('counts each topic of a difference that all of them have', () => {
    const side = (value: string) => ({
      topics: got(NAMES.map((name) => topic(name, { configs: [config('retention.ms', value)] }))),
    });
    expect(verdicts(rule('{ kind: config }'), diffOf(side('2'), side('1')))).toEqual([['one', 3, 'fail']]);
    expect(verdicts(rule('{ name: logs }'), diffOf(side('2'), side('1')))).toEqual([['one', 1, 'fail']]);
  });

  it('is not decided by what was not obtained, unless it is broken already', () => {
    const noAcls = { acls: refused('not-permitted', 'no') };
    const diff = diffOf({ groups: got([group('g', { t: 1 })]) }, noAcls);
    expect(verdicts(rule('{ kind: acl }'), diff)).toEqual([['one', 0, 'undecided']]);
    expect(verdicts(rule('{ kind: quota }'), diff)).toEqual([['one', 0, 'pass']]);
    expect(verdicts('rules: [{ id: one, atMost: 1 }]', diff)).toEqual([['one', 1, 'undecided']]);
    expect(verdicts('rules: [{ id: one, atMost: 0 }]', diff)).toEqual([['one', 1, 'fail']]);
    expect(judgeDiff(diff, readDiffThresholds(rule('{ kind: acl }'), 'x'), impacts)[0]?.because).toEqual([
      'not compared: ACLs of B were not permitted: no',
    ]);
  });

  it('of an impact is decided without what can have no such impact', () => {
    const noUsers = diffOf({ scramUsers: refused('not-supported', 'an old release') }, {});
    expect(verdicts(rule('{ impact: refused }'), noUsers)).toEqual([['one', 0, 'pass']]);
    expect(verdicts(rule('{ impact: access }'), noUsers)).toEqual([['one', 0, 'undecided']]);
    expect(verdicts(rule('{ impact: [refused, access] }'), noUsers)).toEqual([['one', 0, 'undecided']]);
    const noTopics = diffOf({ topics: refused('not-reachable', 'down') }, {});
    expect(verdicts(rule('{ impact: refused }'), noTopics)).toEqual([['one', 0, 'undecided']]);
    expect(verdicts(rule('{ impact: refused, kind: acl }'), noTopics)).toEqual([['one', 0, 'pass']]);
  });

  it('that names no kind is not about a service that neither target has', () => {
    const none = { kafkaConnect: refused('not-asked', 'the target names none') };
    expect(verdicts('rules: [{ id: one, atMost: 0 }]', diffOf(none, none))).toEqual([['one', 0, 'pass']]);
    expect(verdicts(rule('{ kind: connector }'), diffOf(none, none))).toEqual([['one', 0, 'undecided']]);
    expect(verdicts('rules: [{ id: one, atMost: 0 }]', diffOf(none, {}))).toEqual([['one', 0, 'undecided']]);
  });

  it('about a replicator wants one to be named', () => {
    const dropped = rule('{ replicator: dropped, kind: group }');
    const a = { groups: got([group('g', { t: 1 })]) };
    expect(verdicts(dropped, diffOf(a, a))).toEqual([['one', 0, 'undecided']]);
    const replication = replicationNamed({ replicator: 'mirrormaker-2', policy: 'identity' }, '/');
    expect(verdicts(dropped, diffOf(a, {}, replication))).toEqual([['one', 1, 'fail']]);
    expect(verdicts(dropped, diffOf(a, a, replication))).toEqual([['one', 0, 'pass']]);
  });
});

describe('a thresholds file', () => {
  const problemsOf = (text: string) => {
    try {
      readDiffThresholds(text, 'rules.yaml');
      return [];
    } catch (error) {
      return (error as WorkbenchError).problems.map(({ what, at }) => [at?.line, at?.key, what]);
    }
  };

  it('that holds nothing is refused: it would pass whatever differs', () => {
    expect(problemsOf('rules: []')).toMatchObject([[1, 'rules', 'is an empty list']]);
    expect(problemsOf('')).toMatchObject([[1, 'rules', 'is missing']]);
  });

  it('is told every mistake with its line', () => {
    const text = `rules:
  - id: One
    where: { kind: topics, name: '(' }
    atMost: -1
  - id: two
    where: { config: retention.ms }
    at most: 0
`;
    expect(problemsOf(text)).toMatchObject([
      [2, 'rules[0].id', 'is "One", which holds more than small letters, digits and hyphens'],
      [3, 'rules[0].where.kind', 'is "topics"; did you mean "topic"?'],
      [3, 'rules[0].where.name', 'is "(", which is no regular expression'],
      [4, 'rules[0].atMost', 'is -1, less than 0'],
      [5, 'rules[1].atMost', 'is missing'],
      [6, 'rules[1].where.config', 'is not a known key'],
      [7, 'rules[1].at most', 'is not a known key'],
    ]);
  });

  it('is shipped as an example that works', () => {
    const file = new URL('../../../target-diff/thresholds.example.yaml', import.meta.url);
    const rules = readDiffThresholds(readFileSync(file, 'utf8'), 'thresholds.example.yaml');
    expect(judgeDiff(shorter, rules, impacts).map(({ id, found, verdict }) => [id, found, verdict])).toEqual([
      ['no-record-is-lost', 0, 'pass'],
      ['everybody-gets-in', 0, 'pass'],
      ['payments-keep-their-order', 0, 'pass'],
      ['overrides-arrive', 3, 'fail'],
    ]);
  });

  it('has no two rules of one name', () => {
    expect(problemsOf('rules: [{ id: a, atMost: 0 }, { id: a, atMost: 1 }]')).toMatchObject([
      [1, 'rules[1].id', 'is the id of another rule, too'],
    ]);
  });
});
