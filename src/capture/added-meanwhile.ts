import type { TopicAnswer } from '../kafka/read-only/answers.ts';
import type { Missing } from '../kafka/read-only/reading.ts';
import { plural } from './estimates/captured-topic.ts';

/** What came while the cluster was watched: nobody looked at it, so that rates are lower bounds. */
export interface AddedMeanwhile {
  /** Partitions that topics got, by the topic's name. */
  readonly partitions: ReadonlyMap<string, number>;
  /** Names of topics that were not there at first. */
  readonly topics: readonly string[];
}

export const NOTHING_ADDED: AddedMeanwhile = { partitions: new Map(), topics: [] };

export function addedMeanwhile(before: readonly TopicAnswer[], after: readonly TopicAnswer[]): AddedMeanwhile {
  const had = new Map(before.map(({ name, partitions }) => [name, partitions.length]));
  const grown = after.flatMap(({ name, partitions }) => {
    const more = partitions.length - (had.get(name) ?? partitions.length);
    return more > 0 ? [[name, more] as const] : [];
  });
  return {
    partitions: new Map(grown),
    topics: after.filter(({ name }) => !had.has(name)).map(({ name }) => name),
  };
}

const TODO = 'capture again, now that they are there';

/** The same as parts that are lacking. Topics that came are named by their number where names are hidden. */
export function lackingFor(
  { partitions, topics }: AddedMeanwhile,
  before: readonly TopicAnswer[],
  hideNames: boolean,
): readonly Missing[] {
  const grown = before.flatMap(({ name, partitions: { length } }): readonly Missing[] => {
    const more = partitions.get(name) ?? 0;
    if (more === 0) return [];
    const why = `went from ${length} to ${plural(length + more, 'partition')} while it was watched: its rate is a lower bound`;
    return [{ what: `topic ${name}`, reason: 'failed', why, todo: TODO }];
  });
  if (topics.length === 0) return grown;
  const what = hideNames
    ? plural(topics.length, 'topic')
    : `${topics.length === 1 ? 'topic' : 'topics'} ${topics.join(', ')}`;
  const why = 'created while the cluster was watched: the rate of all topics is a lower bound';
  return [...grown, { what, reason: 'failed', why, todo: TODO }];
}

/** `; at least so much: 4 partitions were added meanwhile`, or nothing. */
export function atLeastWords(partitions: number, topics = 0): string {
  const added = [
    ...(partitions === 0 ? [] : [plural(partitions, 'partition')]),
    ...(topics === 0 ? [] : [plural(topics, 'topic')]),
  ];
  return added.length === 0 ? '' : `; at least so much: ${added.join(' and ')} more came meanwhile`;
}
