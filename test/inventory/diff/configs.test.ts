import { describe, expect, it } from 'vitest';
import type { ConfigEntry } from '../../../src/kafka/read-only/answers.ts';
import { config, got, inventoryWith, topic } from '../build-inventory.ts';
import { diffOf, rowsOf, short } from './differences.ts';

const withConfigs = (configs: readonly ConfigEntry[]) => ({ topics: got([topic('orders', { configs })]) });

const between = (a: readonly ConfigEntry[], b: readonly ConfigEntry[]) => rowsOf(withConfigs(a), withConfigs(b));

const [week, day] = ['604800000', '86400000'];

describe('configs of a topic', () => {
  it('are a contract where somebody set them: left to its default on B, the override is missing there', () => {
    const rows = between([config('retention.ms', week, 'topic')], [config('retention.ms', day)]);
    expect(rows.map(short)).toEqual(['config orders retention.ms missing retention']);
    expect(rows[0]).toMatchObject({
      intent: 'override',
      direction: 'lower',
      a: { value: week, source: 'topic' },
      b: { value: day, source: 'default' },
    });
    expect(rows[0]?.effect).toBe(
      `records are deleted at ${day} where A keeps them until ${week}: a reader that is further behind loses them`,
    );
    expect(rows[0]?.todo).toBe(`set retention.ms=${week} on B`);
  });

  it('were clamped where B was set to another value', () => {
    const rows = between([config('retention.ms', week, 'topic')], [config('retention.ms', day, 'topic')]);
    expect(rows.map(short)).toEqual(['config orders retention.ms clamped retention']);
  });

  it('count as set where brokers were told while they run, and not where they stand in a file', () => {
    const source = (from: ConfigEntry['source']) =>
      between([config('retention.ms', week, from)], [config('retention.ms', day)])[0];
    expect(source('dynamic-default-broker')).toMatchObject({ difference: 'missing', intent: 'override' });
    expect(source('dynamic-broker')).toMatchObject({ difference: 'missing', intent: 'override' });
    expect(source('static-broker')).toMatchObject({ difference: 'different', intent: 'effective' });
    expect(source('default')).toMatchObject({ difference: 'different', intent: 'default' });
  });

  it('that hold on B by chance are told apart from those that somebody set', () => {
    const rows = between([config('retention.ms', week, 'topic')], [config('retention.ms', week)]);
    expect(rows.map(short)).toEqual(['config orders retention.ms missing cosmetic']);
    expect(rows[0]?.direction).toBe('same');
  });

  it('stand below what somebody set when only the defaults of two platforms differ alike', () => {
    const rows = between(
      [
        config('max.message.bytes', '9'),
        config('min.insync.replicas', '2', 'topic'),
        config('message.timestamp.before.max.ms', '9', 'topic'),
      ],
      [
        config('max.message.bytes', '8'),
        config('min.insync.replicas', '3', 'topic'),
        config('message.timestamp.before.max.ms', '8'),
      ],
    );
    expect(rows.map(({ property, impact, intent }) => [property, impact, intent])).toEqual([
      ['message.timestamp.before.max.ms', 'refused', 'override'],
      ['min.insync.replicas', 'refused', 'override'],
      ['max.message.bytes', 'refused', 'default'],
    ]);
  });

  it('that all topics differ in alike, as nobody set them, are told once', () => {
    const topics = (value: string) =>
      got(['a', 'b', 'c'].map((name) => topic(name, { configs: [config('segment.bytes', value)] })));
    const rows = rowsOf({ topics: topics('1') }, { topics: topics('2') });
    expect(rows.map(({ names, intent }) => [names, intent])).toEqual([[['a', 'b', 'c'], 'default']]);
  });

  it.each([
    ['max.message.bytes', '10', '9', 'refused'],
    ['max.message.bytes', '9', '10', 'cosmetic'],
    ['min.insync.replicas', '1', '2', 'refused'],
    ['min.insync.replicas', '2', '1', 'durability'],
    ['cleanup.policy', 'delete', 'compact', 'refused'],
    ['cleanup.policy', 'compact', 'delete', 'refused'],
    ['cleanup.policy', 'compact', 'compact,delete', 'refused'],
    ['cleanup.policy', 'compact,delete', 'delete', 'retention'],
    ['retention.ms', '-1', '604800000', 'retention'],
    ['retention.bytes', '1000', '999', 'retention'],
    ['message.timestamp.type', 'CreateTime', 'LogAppendTime', 'semantics'],
    ['message.timestamp.after.max.ms', '9223372036854775807', '3600000', 'refused'],
    ['unclean.leader.election.enable', 'false', 'true', 'durability'],
    ['unclean.leader.election.enable', 'true', 'false', 'access'],
    ['delete.retention.ms', '86400000', '1000', 'semantics'],
    ['compression.type', 'producer', 'zstd', 'retention'],
    ['segment.bytes', '1', '2', 'cosmetic'],
  ])('%s %s → %s does to an application: %s', (name, from, to, impact) => {
    const rows = between([config(name, from, 'topic')], [config(name, to, 'topic')]);
    expect(rows.map((row) => row.impact)).toEqual([impact]);
  });

  it('know that -1 is no limit, and more than any number', () => {
    const direction = (from: string, to: string) =>
      between([config('retention.ms', from, 'topic')], [config('retention.ms', to, 'topic')])[0]?.direction;
    expect(direction('-1', '9223372036854775807')).toBe('lower');
    expect(direction('5', '-1')).toBe('higher');
  });

  it('tell numbers apart that a double cannot', () => {
    const [row] = between(
      [config('message.timestamp.before.max.ms', '9223372036854775807', 'topic')],
      [config('message.timestamp.before.max.ms', '9223372036854775806', 'topic')],
    );
    expect(row?.direction).toBe('lower');
  });

  it('do not differ for the order of a set, or for how a number is written', () => {
    expect(
      between(
        [config('cleanup.policy', 'compact,delete', 'topic')],
        [config('cleanup.policy', 'delete, compact', 'topic')],
      ),
    ).toEqual([]);
    expect(
      between([config('min.cleanable.dirty.ratio', '0.5')], [config('min.cleanable.dirty.ratio', '0.50')]),
    ).toEqual([]);
  });

  it('that B does not know are worse where somebody set them', () => {
    const impactOf = (source: ConfigEntry['source']) => between([config('x.tiering', 'on', source)], []).map(short);
    expect(impactOf('topic')).toEqual(['config orders x.tiering missing semantics']);
    expect(impactOf('default')).toEqual(['config orders x.tiering missing cosmetic']);
  });

  it('that are kept back on one side are neither missing nor different', () => {
    const secret = { ...config('x.secret', ''), value: null, sensitive: true };
    expect(between([secret], [config('x.secret', 'visible', 'topic')])).toEqual([]);
    expect(between([config('x.secret', 'visible', 'topic')], [secret])).toEqual([]);
    // Whoever wrote an inventory by hand may have put one in.
    const written = { ...secret, value: 'canary' };
    expect(between([written], [config('x.secret', 'visible', 'topic')])).toEqual([]);
  });

  it('are not compared where one side did not tell them, which is said', () => {
    const a = { topics: got([topic('orders', { configs: [config('retention.ms', '1', 'topic')] }), topic('users')]) };
    const why = { reason: 'not-permitted', why: 'DescribeConfigs is missing', todo: 'grant it' } as const;
    const missing = [{ what: 'topic orders', ...why, part: { kind: 'topic-configs', name: 'orders' } as const }];
    const b = { topics: got([topic('orders', { configs: null }), topic('users')], missing) };
    const { rows, notCompared, compared } = diffOf(a, b);
    expect(rows).toEqual([]);
    expect(compared).toMatchObject({ topic: 2, config: 1 });
    expect(notCompared).toEqual([
      {
        kinds: ['config'],
        side: 'b',
        reason: 'not-permitted',
        section: null,
        why: 'DescribeConfigs is missing',
        says: 'not compared: configs of topic orders, as B did not tell them: DescribeConfigs is missing',
        todo: 'grant it',
      },
    ]);
  });
});

describe("brokers' configs", () => {
  const brokers = (...each: readonly (readonly ConfigEntry[])[]) => ({
    brokers: got({
      clusterId: 'x',
      controllerId: 1,
      brokers: each.map((configs, id) => ({ id, host: 'h', port: 1, rack: null, fenced: null, configs: got(configs) })),
    }),
  });

  it('are compared where an application notices them, and not otherwise', () => {
    const rows = rowsOf(
      brokers([config('auto.create.topics.enable', 'true'), config('num.io.threads', '8')]),
      brokers([config('auto.create.topics.enable', 'false', 'static-broker'), config('num.io.threads', '4')]),
    );
    expect(rows.map(short)).toEqual(['broker-config brokers auto.create.topics.enable different refused']);
  });

  it('tell what each has where the brokers of a side do not agree', () => {
    const [row] = rowsOf(
      brokers([config('max.connections', '10')], [config('max.connections', '20')]),
      brokers([config('max.connections', '10')]),
    );
    expect(row?.a?.value).toBe('10 or 20');
    expect(row?.impact).toBe('semantics');
  });

  it('are not compared where a broker did not tell them, which is said', () => {
    const silent = brokers([]).brokers.value.brokers.map((broker) => ({
      ...broker,
      configs: { obtained: false, reason: 'not-reachable', why: 'broker 0 is down', todo: 'start it' } as const,
    }));
    const b = { brokers: got({ ...brokers([]).brokers.value, brokers: silent }) };
    const { rows, notCompared } = diffOf(brokers([config('max.connections', '10')]), b);
    expect(rows).toEqual([]);
    expect(notCompared.map(({ says }) => says)).toEqual(['not compared: configs of broker 0 of B: broker 0 is down']);
  });
});

it('an inventory is compared without its name, its time and its offsets', () => {
  const a = inventoryWith({ topics: got([topic('orders')]) });
  expect(a.sections.topics.obtained).toBe(true);
  const later = got(
    [topic('orders')].map((one) => ({ ...one, partitions: one.partitions.map((p) => ({ ...p, latest: 99 })) })),
  );
  expect(rowsOf({ topics: a.sections.topics }, { topics: later })).toEqual([]);
});
