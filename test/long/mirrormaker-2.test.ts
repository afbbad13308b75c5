import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aclWord } from '../../src/inventory/diff/acl-words.ts';
import { replicationNamed } from '../../src/inventory/diff/replicators/read-replicator.ts';
import type { ConfigSource } from '../../src/kafka/read-only/answers.ts';
import { keptFolder } from '../../src/platforms/local/maven.ts';
import { acl, config } from '../inventory/build-inventory.ts';

const HERE = join(import.meta.dirname, 'mirrormaker-2');
const { version } = parse(
  readFileSync(join(import.meta.dirname, '../../target-diff/replicators/mirrormaker-2.yaml'), 'utf8'),
) as { version: string };

let jars: string;

beforeAll(async () => {
  const kept = {
    name: `mirrormaker-2-${version}`,
    title: 'MirrorMaker 2',
    announcement: 'Fetching MirrorMaker 2',
    errorCode: 'mirrormaker-not-fetched',
    goals: (folder: string) => [
      '-f',
      join(HERE, 'pom.xml'),
      `-Dkafka.version=${version}`,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${folder}`,
    ],
  };
  jars = await keptFolder(kept, { signal: AbortSignal.timeout(300_000), onProgress: () => {} }, process.env);
}, 300_000);

/** What MirrorMaker 2's own code answers, line by line. */
function asked(lines: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = spawnSync('java', ['-cp', join(jars, '*'), join(HERE, 'Fates.java')], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return stdout.trimEnd().split('\n');
}

const identity = replicationNamed({ replicator: 'mirrormaker-2', policy: 'identity' }, '/');
const renaming = replicationNamed({ replicator: 'mirrormaker-2', sourceAlias: 'old' }, '/');

const TOPICS = [
  'orders',
  'orders.v1',
  'x.replica',
  'replica',
  '.hidden',
  '__consumer_offsets',
  '_schemas',
  'connect-configs',
  'mm2-offset-syncs.old.internal',
  'old.checkpoints.internal',
  'app-store-changelog.internal',
  'a-internal',
  'mm2.x',
  'A-Z_0.9',
];
const GROUPS = ['billing', 'console-consumer-1', 'connect-sink', '__x', 'my-connect-sink', 'console-consumer', '_x'];
const CONFIGS = [
  'retention.ms',
  'min.insync.replicas',
  'unclean.leader.election.enable',
  'message.timestamp.type',
  'message.timestamp.difference.max.ms',
  'message.timestamp.before.max.ms',
  'message.timestamp.after.max.ms',
  'follower.replication.throttled.replicas',
  'leader.replication.throttled.replicas',
  'max.message.bytes',
  'cleanup.policy',
];
const SOURCES: readonly (readonly [ConfigSource, string])[] = [
  ['topic', 'DYNAMIC_TOPIC_CONFIG'],
  ['dynamic-broker', 'DYNAMIC_BROKER_CONFIG'],
  ['dynamic-default-broker', 'DYNAMIC_DEFAULT_BROKER_CONFIG'],
  ['static-broker', 'STATIC_BROKER_CONFIG'],
  ['default', 'DEFAULT_CONFIG'],
];
const ACLS = ['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID'].flatMap((type) =>
  ['orders', '__secret', '*'].flatMap((name) =>
    ['LITERAL', 'PREFIXED'].flatMap((pattern) =>
      ['ALL', 'READ', 'WRITE', 'DESCRIBE', 'ALTER', 'DESCRIBE_CONFIGS'].flatMap((operation) =>
        ['ALLOW', 'DENY'].map((permission) => [type, name, pattern, operation, permission] as const),
      ),
    ),
  ),
);

describe(`the data on MirrorMaker 2 ${version}`, () => {
  it('say of every topic what its own code does', () => {
    const carried = TOPICS.map((name) => String(identity.topic({ name, internal: false }).outcome === 'carried'));
    expect(carried).toEqual(asked(TOPICS.map((name) => `topic ${name}`)));
    expect(TOPICS.map(renaming.remoteName)).toEqual(asked(TOPICS.map((name) => `renamed ${name}`)));
    expect(TOPICS.map(identity.remoteName)).toEqual(asked(TOPICS.map((name) => `kept ${name}`)));
  });

  it('say of every config what its own code does, from wherever it comes', () => {
    const all = CONFIGS.flatMap((name) => SOURCES.map(([source, javaName]) => ({ name, source, javaName })));
    const carried = all.map(({ name, source }) =>
      String(identity.config(config(name, 'x', source)).outcome === 'carried'),
    );
    expect(carried).toEqual(asked(all.map(({ name, javaName }) => `config ${name} ${javaName}`)));
  });

  it('say of every config that was set on the target alone what its own code does', () => {
    const reset = CONFIGS.map((name) => String(identity.setOnTarget(config(name, 'x')) !== null));
    expect(reset).toEqual(asked(CONFIGS.map((name) => `resets ${name} DEFAULT_CONFIG`)));
    expect(new Set(reset)).toEqual(new Set(['true', 'false']));
  });

  it('say of every ACL what its own code does', () => {
    const fates = ACLS.map(([resourceType, resourceName, patternType, operation, permission]) => {
      const given = acl({ resourceType, resourceName, patternType, operation });
      return identity.acl({ ...given, permission: permission === 'ALLOW' ? 'allow' : 'deny' }).outcome;
    });
    const answers = asked(ACLS.map((words) => `acl ${words.join(' ')}`));
    expect(fates).toEqual(answers.map((answer) => answer.split(' ')[0]));
    expect(new Set(answers)).toEqual(new Set(['dropped', 'carried', 'changed READ']));
    expect(aclWord('READ')).toBe('read');
  });

  it('know its defaults of groups, copies and commits', () => {
    // Whether commits are carried at all is one setting for all groups; the filter is another.
    const excluded = GROUPS.map((id) => String(!/groups\.exclude/.test(identity.group({ id, kind: 'consumer' }).why)));
    expect(excluded).toEqual(asked(GROUPS.map((id) => `group ${id}`)));
    expect(
      asked([
        'default MirrorSourceConfig replication.factor',
        'default MirrorCheckpointConfig sync.group.offsets.enabled',
      ]),
    ).toEqual([String(identity.replicationFactor?.value), 'false']);
  });
});
