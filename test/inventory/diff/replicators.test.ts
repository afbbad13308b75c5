import { describe, expect, it } from 'vitest';
import {
  readReplicator,
  replicationNamed,
  shippedReplicators,
} from '../../../src/inventory/diff/replicators/read-replicator.ts';
import {
  acl,
  config,
  connector,
  connectWith,
  got,
  group,
  quota,
  registryWith,
  subject,
  topic,
} from '../build-inventory.ts';
import { diffOf, rowsOf, short } from './differences.ts';

const named = (given: { readonly policy?: string; readonly sourceAlias?: string }) =>
  replicationNamed({ replicator: 'mirrormaker-2', ...given }, '/');
const identity = named({ policy: 'identity' });
const renaming = named({ sourceAlias: 'old' });

/** What the replicator makes of each thing that A has. */
const fates = (rows: ReturnType<typeof rowsOf>) =>
  Object.fromEntries(rows.map((row) => [short(row), row.replicated?.outcome ?? null]));

describe('MirrorMaker 2', () => {
  it('leaves out what its defaults exclude: a topic by its name, and all that Kafka keeps for itself', () => {
    const names = [
      'orders',
      'mm2-configs.old.internal',
      'x.replica',
      '__secret',
      '.hidden',
      '_schemas',
      'old.internal',
    ];
    const rows = rowsOf(
      { topics: got(names.map((name) => topic(name, { copies: 2 }))) },
      { topics: got([]) },
      identity,
    );
    expect(fates(rows)).toEqual({
      'topic orders missing refused': 'carried',
      'topic x.replica missing refused': 'dropped',
      'topic __secret missing refused': 'dropped',
      'topic .hidden missing refused': 'dropped',
      'topic _schemas missing refused': 'carried',
      // Only mm2….internal is excluded: other names that end so are topics like any other.
      'topic old.internal missing refused': 'carried',
    });
  });

  it('would give a topic that it makes its own replication factor, and not what min ISR and timestamps were set to', () => {
    const configs = [
      config('min.insync.replicas', '2', 'topic'),
      config('message.timestamp.type', 'LogAppendTime', 'topic'),
      config('retention.ms', '1', 'topic'),
      config('message.timestamp.before.max.ms', '5', 'topic'),
      config('segment.ms', '9', 'static-broker'),
      config('compression.type', 'zstd', 'dynamic-default-broker'),
    ];
    const other = topic('other', { configs: [config('min.insync.replicas', '1'), config('segment.ms', '7')] });
    const rows = rowsOf({ topics: got([topic('orders', { configs }), other]) }, { topics: got([other]) }, identity);
    expect(rows.map((row) => [short(row), row.a?.value, row.b?.value ?? null])).toEqual([
      ['topic orders missing refused', '3 partitions, replication factor 3', null],
      ['config orders message.timestamp.type dropped semantics', 'LogAppendTime', null],
      ['config orders min.insync.replicas dropped durability', '2', '1'],
      ['topic orders replication factor dropped durability', '3', '2'],
      ['config orders segment.ms dropped cosmetic', '9', '7'],
    ]);
  });

  it('says of what differs already whether its next round would set it', () => {
    const side = (value: string) => ({
      topics: got([
        topic('orders', {
          configs: [config('retention.ms', value, 'topic'), config('min.insync.replicas', value, 'topic')],
        }),
      ]),
    });
    expect(fates(rowsOf(side('2'), side('1'), identity))).toEqual({
      'config orders min.insync.replicas clamped durability': 'dropped',
      'config orders retention.ms clamped retention': 'carried',
    });
  });

  it('mends nothing of a topic that it leaves out, and carries no secrets', () => {
    const side = (value: string) => ({
      topics: got([topic('__own', { configs: [config('retention.ms', value, 'topic')] })]),
    });
    expect(rowsOf(side('2'), side('1'), identity)[0]?.replicated).toEqual({
      outcome: 'dropped',
      why: 'topics.exclude has __.* by default, and names that begin with __ count as internal',
    });
    const kept = config('x.secret', 'x', 'topic');
    expect(identity.config({ ...kept, sensitive: true }).outcome).toBe('dropped');
    expect(identity.config({ ...kept, readOnly: true }).outcome).toBe('dropped');
    expect(identity.config(kept).outcome).toBe('carried');
  });

  it('takes away what was set on B alone, except of what it leaves out', () => {
    const side = (from: 'default' | 'topic') => ({
      topics: got([
        topic('orders', { configs: [config('retention.ms', from, from), config('min.insync.replicas', from, from)] }),
      ]),
    });
    const rows = rowsOf(side('default'), side('topic'), identity);
    expect(rows.map((row) => [row.property, row.replicated?.outcome])).toEqual([
      ['min.insync.replicas', undefined],
      ['retention.ms', 'changed'],
    ]);
  });

  it('never lets anybody write, makes All into Read, and carries literal ACLs of topics only', () => {
    const acls = [
      acl({ principal: 'User:r' }),
      acl({ principal: 'User:w', operation: 'write' }),
      acl({ principal: 'User:dw', operation: 'write', permission: 'deny' }),
      acl({ principal: 'User:all', operation: 'all' }),
      acl({ principal: 'User:p', patternType: 'prefixed' }),
      acl({ principal: 'User:g', resourceType: 'group' }),
      acl({ principal: 'User:i', resourceName: '__secret' }),
    ];
    const rows = rowsOf({ acls: got(acls) }, {}, identity);
    expect(Object.fromEntries(rows.map((row) => [row.names[0]?.split(' ')[0], row.replicated?.outcome]))).toEqual({
      'User:r': 'carried',
      'User:w': 'dropped',
      'User:dw': 'carried',
      'User:all': 'changed',
      'User:p': 'dropped',
      'User:g': 'dropped',
      'User:i': 'dropped',
    });
  });

  it('commits no offsets, and carries no quotas, users, schemas or connectors', () => {
    const a = {
      groups: got([group('billing', { orders: 1 })]),
      quotas: got([quota('u', { producer_byte_rate: 1 })]),
      scramUsers: got([{ user: 'u', mechanisms: [] }]),
      schemaRegistry: registryWith([subject('s')]),
      kafkaConnect: connectWith([connector('c')]),
    };
    const rows = rowsOf(a, {}, identity);
    expect(rows).toHaveLength(5);
    expect(rows.map(({ replicated }) => replicated?.outcome)).toEqual(rows.map(() => 'dropped'));
    const why = rows.find(({ kind }) => kind === 'group')?.replicated?.why;
    expect(why).toContain('sync.group.offsets.enabled is false by default');
  });

  it('puts the alias in front of topics, by which they, their ACLs and commits are found on B', () => {
    const a = {
      topics: got([topic('orders'), topic('users')]),
      acls: got([acl()]),
      groups: got([group('billing', { orders: 3 })]),
    };
    const b = {
      topics: got([topic('old.orders'), topic('old.users'), topic('heartbeats'), topic('old.checkpoints.internal')]),
      acls: got([acl({ resourceName: 'old.orders' })]),
      groups: got([group('billing', { 'old.orders': 3 })]),
    };
    const rows = rowsOf(a, b, renaming);
    expect(rows.map((row) => [short(row), row.a?.value, row.b?.value])).toEqual([
      ['topic orders+users name renamed access', '{topic}', 'old.{topic}'],
    ]);
    expect(rowsOf(a, b, identity).length).toBeGreaterThan(4);
  });

  it('tells ahead what it would call topics that are not there yet, but not those that it leaves out', () => {
    const names = (rows: ReturnType<typeof rowsOf>) =>
      rows.filter(({ property }) => property === 'name').map((row) => [short(row), row.a?.value, row.b?.value]);
    const a = { topics: got([topic('hist'), topic('__own')]) };
    expect(names(rowsOf(a, { topics: got([]) }, renaming))).toEqual([
      ['topic hist name dropped access', 'hist', 'old.hist'],
    ]);
    expect(names(rowsOf(a, { topics: got([]) }, identity))).toEqual([]);
    expect(names(rowsOf(a, { topics: got([]) }))).toEqual([]);
  });

  it('promises nothing of a topic on B that only has the same name as one of A', () => {
    const side = (value: string, from: 'default' | 'topic' = 'topic') => ({
      topics: got([
        topic('hist', {
          partitions: value === '2' ? 6 : 3,
          configs: [config('retention.ms', value, 'topic'), config('segment.ms', value, from)],
        }),
      ]),
    });
    const rows = rowsOf(side('2', 'default'), side('1'), renaming);
    expect(rows.map((row) => [row.property, row.replicated?.outcome, row.replicated?.why])).toEqual(
      expect.arrayContaining([
        ['partitions', 'dropped', 'it leaves hist on B as it is: its copy is old.hist'],
        ['retention.ms', 'dropped', 'it leaves hist on B as it is: its copy is old.hist'],
        // Set on B alone, it stays: there is nothing that it could carry.
        ['segment.ms', undefined, undefined],
        ['name', 'changed', 'its policy default names topics so'],
      ]),
    );
  });

  it('says whose an ACL becomes where the copy has another name', () => {
    const given = { topics: got([topic('hist')]), acls: got([acl({ resourceName: 'hist' })]) };
    const why = (replication: typeof identity) =>
      rowsOf(given, { topics: got([topic('hist')]), acls: got([]) }, replication).find(({ kind }) => kind === 'acl')
        ?.replicated?.why;
    expect(why(renaming)).toMatch(/; on B it is one of old\.hist$/);
    expect(why(identity)).not.toContain('on B it is one of');
  });

  it('loses an ACL of every topic, whose star becomes part of a name', () => {
    const star = (replication: typeof identity) =>
      rowsOf({ acls: got([acl({ resourceName: '*' })]) }, {}, replication)[0]?.replicated;
    expect(star(renaming)).toEqual({
      outcome: 'dropped',
      why: 'it becomes the name old.*, which no longer means every topic',
    });
    expect(star(identity)?.outcome).toBe('carried');
  });

  it('does not take the copy of one topic for another that is called so', () => {
    const a = { topics: got([topic('orders'), topic('old.orders', { partitions: 9 })]) };
    const rows = rowsOf(a, { topics: got([topic('old.orders')]) }, renaming);
    expect(rows.map(short)).toEqual([
      'topic old.orders missing refused',
      'topic old.orders name dropped access',
      'topic orders name renamed access',
      'topic old.orders replication factor dropped durability',
    ]);
  });

  it('is named with its version in what it says', () => {
    const { replicator, notes } = diffOf({}, {}, renaming);
    expect(replicator).toEqual({ name: 'MirrorMaker 2', version: '4.3.1', policy: 'default', sourceAlias: 'old' });
    expect(notes.at(-1)).toContain('told from its defaults in 4.3.1');
  });
});

describe('a replicator', () => {
  it('is one of those that are shipped, or a file', () => {
    expect(shippedReplicators()).toEqual(['mirrormaker-2']);
    expect(() => replicationNamed({ replicator: 'mirrormaker-3' }, '/')).toThrow(
      /there is no replicator mirrormaker-3: ENOENT/,
    );
  });

  it('has the policies that it has, and wants an alias where one puts it in front of names', () => {
    expect(() => named({ policy: 'upside-down' })).toThrow('MirrorMaker 2 has no policy upside-down');
    expect(() => named({ policy: 'constructor' })).toThrow('MirrorMaker 2 has no policy constructor');
    expect(() => named({})).toThrow(/none is given/);
  });

  it('is refused with the line of each mistake', () => {
    const text = 'name: x\nversion: 1\nown: ["("]\n';
    expect(() => readReplicator(text, 'mine.yaml')).toThrow(
      expect.objectContaining({ code: 'replicator-invalid', exitStatus: 2 }),
    );
    try {
      readReplicator(text, 'mine.yaml');
    } catch (error) {
      const { problems } = error as { problems: readonly { what: string; at: { key: string; line: number } }[] };
      expect(problems.find(({ at }) => at.key === 'own[0]')).toMatchObject({
        what: 'is "(", which is no regular expression',
        at: { line: 3 },
      });
      expect(problems.find(({ at }) => at.key === 'version')?.at.line).toBe(2);
    }
  });
});
