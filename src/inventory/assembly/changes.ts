import type { GroupListing, TopicAnswer } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import { obtainedOf } from './combined.ts';
import type { Membership } from './readings.ts';

/** Of one kind of change as many are told one by one. */
const TOLD = 20;

/**
 * What was there at the start of a scan and gone or other at its end, each in a sentence. Brokers without ZooKeeper name
 * any of them as the controller, so that another name says nothing: `namesController` tells whether they mean it.
 */
export function changesBetween(before: Membership, after: Membership, namesController: boolean): readonly string[] {
  return [
    ...both(before.cluster, after.cluster, (was, is) => [
      ...told(gone(was.brokers, is.brokers, brokerKey), 'broker', (key) => `broker ${key} left`),
      ...told(gone(is.brokers, was.brokers, brokerKey), 'broker', (key) => `broker ${key} joined`),
      ...(was.controllerId === is.controllerId || !namesController
        ? []
        : [`the controller moved from ${was.controllerId ?? 'none'} to ${is.controllerId ?? 'none'}`]),
    ]),
    ...both(before.topics, after.topics, (was, is) => [
      ...told(gone(was, is, topicKey), 'topic', (name) => `topic ${name} was deleted`),
      ...told(gone(is, was, topicKey), 'topic', (name) => `topic ${name} was created`),
      ...topicChanges(was, is),
    ]),
    ...both(before.groups, after.groups, (was, is) => [
      ...told(gone(was, is, groupKey), 'group', (id) => `group ${id} went away`),
      ...told(gone(is, was, groupKey), 'group', (id) => `group ${id} came`),
      ...told(stateChanges(was, is), 'group', (words) => words),
    ]),
  ].map((change) => `${change} during the scan`);
}

function both<T>(
  before: Reading<T>,
  after: Reading<T>,
  compare: (was: T, is: T) => readonly string[],
): readonly string[] {
  const [was, is] = [obtainedOf(before), obtainedOf(after)];
  return was === null || is === null ? [] : compare(was, is);
}

const brokerKey = ({ id }: { readonly id: number }): string => String(id);
const topicKey = ({ name }: TopicAnswer): string => name;
const groupKey = ({ id }: GroupListing): string => id;

function gone<T>(from: readonly T[], to: readonly T[], key: (one: T) => string): readonly string[] {
  const left = new Set(to.map(key));
  return from
    .map(key)
    .filter((one) => !left.has(one))
    .sort();
}

/** The first ones one by one, and how many more there are. */
function told(keys: readonly string[], noun: string, words: (key: string) => string): readonly string[] {
  const more = keys.length - TOLD;
  const rest = more > 0 ? [`the same happened to ${more} more ${noun}${more === 1 ? '' : 's'}`] : [];
  return [...keys.slice(0, TOLD).map(words), ...rest];
}

function topicChanges(was: readonly TopicAnswer[], is: readonly TopicAnswer[]): readonly string[] {
  const known = new Map(was.map((topic) => [topic.name, topic]));
  const pairs = is.flatMap((now) => {
    const then = known.get(now.name);
    return then === undefined ? [] : [{ name: now.name, then, now }];
  });
  const anew = pairs.filter(({ then, now }) => then.id !== now.id);
  const same = pairs.filter(({ then, now }) => then.id === now.id);
  const larger = same.filter(({ then, now }) => then.partitions.length !== now.partitions.length);
  const more = larger.map(({ name, then, now }) =>
    [name, `from ${then.partitions.length} to ${now.partitions.length} partitions`].join(' went '),
  );
  return [
    ...told(
      anew.map(({ name }) => name),
      'topic',
      (name) => `topic ${name} was deleted and created again`,
    ),
    ...told(more, 'topic', (words) => `topic ${words}`),
    ...told(same.flatMap(moves), 'partition', (words) => words),
  ];
}

function moves({ name, then, now }: { name: string; then: TopicAnswer; now: TopicAnswer }): readonly string[] {
  const leaders = new Map(then.partitions.map(({ partition, leader }) => [partition, leader]));
  return now.partitions.flatMap(({ partition, leader }) => {
    const led = leaders.get(partition);
    if (led === undefined || led === leader) return [];
    return [`the leader of partition ${partition} of ${name} changed from ${led ?? 'none'} to ${leader ?? 'none'}`];
  });
}

function stateChanges(was: readonly GroupListing[], is: readonly GroupListing[]): readonly string[] {
  const states = new Map(was.map(({ id, state }) => [id, state]));
  return is.flatMap(({ id, state }) => {
    const then = states.get(id) ?? null;
    return then === null || state === null || then === state ? [] : [`group ${id} went from ${then} to ${state}`];
  });
}
