import type { ConfigEntry } from '../../../kafka/read-only/answers.ts';
import type { Obtained } from '../../../kafka/read-only/reading.ts';
import type { TopicEntry } from '../../types.ts';
import type { Change, Fate } from '../types.ts';
import { alikeTogether } from './alike.ts';
import { type Both, type Comparison, type Context, cell, change, directionOf } from './comparison.ts';
import { configChanges, droppedConfigs } from './configs.ts';
import { toldApart } from './hidden.ts';
import { pairedTopics } from './paired-topics.ts';
import { fateOnB, renamedTopics, topicsToBeRenamed, untouchedOnB } from './renamed-topics.ts';
import { configsNotTold } from './topics-without-configs.ts';
import { Untold } from './untold.ts';

type Topics = readonly TopicEntry[];

/** Of Kafka's own topics only this matters to an application: whether they survive a broker. */
const OF_INTERNAL_TOPICS = ['min.insync.replicas'];

/** Topics with their partitions, copies and configs. */
export function compareTopics({ a, b }: Both<Obtained<Topics>>, context: Context): Comparison {
  const pairs = pairedTopics(a.value, b.value, context.replication);
  const [untoldOfA, untoldOfB] = [new Untold(a.missing), new Untold(b.missing)];
  const missing = toldApart(pairs.onlyA, 'topic', 'b', nameOf, ({ name }) => {
    const expected = context.replication?.remoteName(name) ?? name;
    return untoldOfB.of('topic', expected) ?? untoldOfB.of('topic', name);
  });
  const extra = toldApart(pairs.onlyB, 'topic', 'a', nameOf, ({ name }) => untoldOfA.of('topic', name));
  const defaults = defaultsOf(b.value);
  return {
    changes: [
      ...missing.absent.flatMap((topic) => missingTopic(topic, defaults, context)),
      ...extra.absent.map((topic) => extraTopic(topic)),
      ...renamedTopics(pairs.both, context),
      ...topicsToBeRenamed([...missing.absent, ...untouchedOnB(pairs.both, context)], context),
      ...pairs.both.flatMap(([onA, onB]) => topicFacts(onA, onB, context)),
      ...alikeTogether(pairs.both.flatMap(([onA, onB]) => topicConfigs(onA, onB, context))),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared, ...configsNotTold(pairs, { a, b })],
    compared: {
      topic: pairs.both.length + pairs.onlyA.length + pairs.onlyB.length,
      config: pairs.both.filter(([onA, onB]) => onA.configs !== null && onB.configs !== null).length,
    },
  };
}

const nameOf = ({ name }: TopicEntry): string => name;

/** `12 partitions, replication factor 3`. */
const shapeOf = (topic: TopicEntry) =>
  cell(
    `${topic.partitions.length} partition${topic.partitions.length === 1 ? '' : 's'}, replication factor ${copies(topic)}`,
  );

/** Fewest copies of any partition: what fails first. */
const copies = ({ partitions }: TopicEntry): number =>
  partitions.reduce((fewest, { replicas }) => Math.min(fewest, replicas.length), partitions[0]?.replicas.length ?? 0);

function missingTopic(
  topic: TopicEntry,
  defaults: ReadonlyMap<string, ConfigEntry>,
  context: Context,
): readonly Change[] {
  const { replication } = context;
  const names = [topic.name];
  const replicated = replication?.topic(topic) ?? null;
  const whole = change({ kind: 'topic', names, difference: 'missing', a: shapeOf(topic), replicated });
  if (replication === null || replicated?.outcome !== 'carried') return [whole];
  return [
    whole,
    ...newCopies(topic, replication.replicationFactor),
    ...droppedConfigs(topic.configs ?? [], defaults, context).map((found) => ({
      ...found,
      kind: 'config' as const,
      names,
    })),
  ];
}

function newCopies(
  topic: TopicEntry,
  factor: { readonly value: number; readonly why: string } | null,
): readonly Change[] {
  const from = copies(topic);
  if (factor === null || factor.value === from || from === 0) return [];
  return [
    change({
      kind: 'topic',
      names: [topic.name],
      property: 'replication factor',
      difference: 'dropped',
      a: cell(from),
      b: cell(factor.value),
      direction: directionOf(from, factor.value),
      replicated: { outcome: 'changed', why: factor.why },
    }),
  ];
}

const extraTopic = (topic: TopicEntry): Change =>
  change({ kind: 'topic', names: [topic.name], difference: 'extra', b: shapeOf(topic) });

function topicFacts(a: TopicEntry, b: TopicEntry, { replication }: Context): readonly Change[] {
  // Without partitions a topic was not told: what its metadata hold is an error.
  if (a.partitions.length === 0 || b.partitions.length === 0) return [];
  const facts = [
    ...(a.internal ? [] : [{ property: 'partitions', onA: a.partitions.length, onB: b.partitions.length }]),
    { property: 'replication factor', onA: copies(a), onB: copies(b) },
  ];
  const fate = fateOnB(a, b, replication);
  return facts
    .filter(({ onA, onB }) => onA !== onB)
    .map(({ property, onA, onB }) =>
      change({
        kind: 'topic',
        names: [a.name],
        property,
        difference: 'different',
        a: cell(onA),
        b: cell(onB),
        direction: directionOf(onA, onB),
        replicated: property === 'partitions' && onB < onA ? fate : null,
      }),
    );
}

function topicConfigs(a: TopicEntry, b: TopicEntry, context: Context): readonly Change[] {
  if (a.configs === null || b.configs === null) return [];
  const found = configChanges(a.configs, b.configs, context);
  const shown = a.internal ? found.filter(({ property }) => OF_INTERNAL_TOPICS.includes(property ?? '')) : found;
  const fate = fateOnB(a, b, context.replication);
  return shown.map((one) => ({
    ...one,
    kind: 'config',
    names: [a.name],
    // What is not copied as a whole is not copied in part.
    replicated: one.replicated !== null && fate?.outcome === 'dropped' ? untaken(one, fate) : one.replicated,
  }));
}

/** What only B has set stays where the replicator leaves the topic alone. */
const untaken = ({ difference }: Pick<Change, 'difference'>, fate: Fate): Fate | null =>
  difference === 'extra' ? null : fate;

/** What holds on B where nobody set anything, as any of its topics shows. */
function defaultsOf(topics: Topics): ReadonlyMap<string, ConfigEntry> {
  const defaults = new Map<string, ConfigEntry>();
  for (const { configs, internal } of topics) {
    if (internal) continue;
    for (const entry of configs ?? []) if (entry.source !== 'topic') defaults.set(entry.name, entry);
  }
  return defaults;
}
