import { describe, expect, it } from 'vitest';
import type { AclAnswer } from '../../../src/kafka/read-only/answers.ts';
import { acl, got, quota } from '../build-inventory.ts';
import { rowsOf, short } from './differences.ts';

const acls = (...all: readonly AclAnswer[]) => ({ acls: got(all) });
const between = (a: readonly AclAnswer[], b: readonly AclAnswer[]) => rowsOf(acls(...a), acls(...b));

describe('ACLs', () => {
  it('that B does not have say what the application loses, and the line that grants it', () => {
    const [row] = between([acl({ operation: 'write' })], []);
    expect(row).toMatchObject({
      kind: 'acl',
      difference: 'missing',
      impact: 'access',
      effect: 'User:alice may not write topic orders on B: its records are refused',
      todo: 'kafka-acls --bootstrap-server B --add --allow-principal User:alice --operation Write --topic orders',
    });
  });

  it.each<[string, Partial<AclAnswer>, Partial<AclAnswer>]>([
    ['a prefix', {}, { resourceName: 'ord', patternType: 'prefixed' }],
    ['every topic', {}, { resourceName: '*' }],
    ['all operations', {}, { operation: 'all' }],
    ['everybody', {}, { principal: 'User:*' }],
    ['an operation that implies it', { operation: 'describe' }, { operation: 'write' }],
    [
      'a shorter prefix',
      { resourceName: 'ord', patternType: 'prefixed' },
      { resourceName: 'o', patternType: 'prefixed' },
    ],
    ['any host', { host: '10.0.0.1' }, {}],
  ])('lose nobody anything where B grants it by %s', (_, wanted, grant) => {
    const [missing] = between([acl(wanted)], [acl(grant)]).filter(({ difference }) => difference === 'missing');
    expect(missing?.impact).toBe('cosmetic');
  });

  it.each<[string, Partial<AclAnswer>, Partial<AclAnswer>]>([
    ['another topic', {}, { resourceName: 'users' }],
    ['a prefix that does not fit', {}, { resourceName: 'order-', patternType: 'prefixed' }],
    ['another principal', {}, { principal: 'User:bob' }],
    ['a lesser operation', { operation: 'write' }, { operation: 'describe' }],
    ['one host', {}, { host: '10.0.0.1' }],
    ['one name for a prefix', { resourceName: 'ord', patternType: 'prefixed' }, { resourceName: 'ord' }],
    [
      'a longer prefix',
      { resourceName: 'o', patternType: 'prefixed' },
      { resourceName: 'ord', patternType: 'prefixed' },
    ],
    ['a group of that name', {}, { resourceType: 'group' }],
    ['a refusal', {}, { operation: 'all', permission: 'deny' }],
    ['names that begin with a star', { resourceName: '*' }, { resourceName: '*', patternType: 'prefixed' }],
    ['a prefix, where A has every topic', { resourceName: '*' }, { resourceName: 'o', patternType: 'prefixed' }],
  ])('are missing where B grants %s', (_, wanted, grant) => {
    const [missing] = between([acl(wanted)], [acl(grant)]).filter(({ difference }) => difference === 'missing');
    expect(missing?.impact).toBe('access');
  });

  it('are not tried against each other one by one, thousands against thousands', () => {
    let looks = 0;
    const watched = (name: string): AclAnswer =>
      Object.defineProperty(acl({ resourceName: name }), 'permission', {
        enumerable: true,
        get: () => {
          looks++;
          return 'allow';
        },
      });
    const many = (prefix: string) => Array.from({ length: 1_000 }, (_, at) => watched(`${prefix}-${at}`));
    const rows = between([...many('a'), watched('orders')], [...many('b'), acl({ resourceName: '*' })]);
    expect(rows.filter(({ difference }) => difference === 'missing')).toHaveLength(1_001);
    expect(rows.find(({ names }) => names[0] === 'User:alice on topic orders')?.b?.value).toContain('--topic');
    // A million where each is tried against each.
    expect(looks).toBeLessThan(50_000);
  });

  it('that deny matter on either side', () => {
    const deny = acl({ permission: 'deny' });
    expect(between([deny], [])[0]).toMatchObject({ difference: 'missing', impact: 'access' });
    expect(between([], [deny])[0]).toMatchObject({ difference: 'extra', impact: 'access' });
  });

  it('do not differ for how clients write the same word', () => {
    const upper = acl({ resourceType: 'TRANSACTIONAL_ID', patternType: 'LITERAL', operation: 'DESCRIBE_CONFIGS' });
    expect(between([upper], [acl({ resourceType: 'transactional-id', operation: 'DescribeConfigs' })])).toEqual([]);
  });

  it('quote what a shell would read', () => {
    const [row] = between([acl({ principal: "User:CN=o'brien,O=x", resourceName: 'a', patternType: 'prefixed' })], []);
    expect(row?.todo).toBe(
      "kafka-acls --bootstrap-server B --add --allow-principal 'User:CN=o'\\''brien,O=x' --operation Read --topic a --resource-pattern-type prefixed",
    );
  });
});

describe('quotas', () => {
  const quotas = (values: Readonly<Record<string, number>>) => ({ quotas: got([quota('alice', values)]) });

  it('that are tighter or new on B hold answers back; a looser one lets others suffer', () => {
    expect(rowsOf(quotas({ producer_byte_rate: 2 }), quotas({ producer_byte_rate: 1 })).map(short)).toEqual([
      'quota user alice producer_byte_rate different access',
    ]);
    expect(rowsOf(quotas({}), quotas({ producer_byte_rate: 1 })).map(short)).toEqual([
      'quota user alice producer_byte_rate extra access',
    ]);
    expect(rowsOf(quotas({ producer_byte_rate: 1 }), quotas({})).map(short)).toEqual([
      'quota user alice producer_byte_rate missing retention',
    ]);
    expect(rowsOf(quotas({ producer_byte_rate: 1 }), quotas({ producer_byte_rate: 2 })).map(short)).toEqual([
      'quota user alice producer_byte_rate different retention',
    ]);
  });

  it('of an entity with several parts are the same in any order', () => {
    const values = [{ key: 'request_percentage', value: 5 }];
    const parts = [
      { type: 'user', name: 'alice' },
      { type: 'client-id', name: null },
    ];
    const [a, b] = [got([{ entity: parts, values }]), got([{ entity: parts.toReversed(), values }])];
    expect(rowsOf({ quotas: a }, { quotas: b })).toEqual([]);
  });
});

describe('SCRAM users', () => {
  it('that were given another number of iterations log in all the same', () => {
    const side = (iterations: number) => ({
      scramUsers: got([{ user: 'alice', mechanisms: [{ mechanism: 'SCRAM-SHA-512', iterations }] }]),
    });
    expect(rowsOf(side(4096), side(8192)).map(short)).toEqual(['scram-user alice SCRAM-SHA-512 different cosmetic']);
  });

  const users = (...mechanisms: readonly string[]) => ({
    scramUsers: got([{ user: 'alice', mechanisms: mechanisms.map((mechanism) => ({ mechanism, iterations: 4096 })) }]),
  });

  it('cannot log in where B does not have them, or not their mechanism', () => {
    expect(rowsOf(users('SCRAM-SHA-512'), { scramUsers: got([]) })[0]).toMatchObject({
      impact: 'access',
      effect: 'alice cannot log in',
    });
    expect(rowsOf(users('SCRAM-SHA-256', 'SCRAM-SHA-512'), users('SCRAM-SHA-512'))[0]).toMatchObject({
      impact: 'access',
      property: 'SCRAM-SHA-256',
      effect: 'alice cannot log in with SCRAM-SHA-256',
    });
  });
});
