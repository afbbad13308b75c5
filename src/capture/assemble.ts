import type { BrokerAddress, ConfigEntry, TopicAnswer } from '../kafka/read-only/answers.ts';
import { type AddedMeanwhile, atLeastWords } from './added-meanwhile.ts';
import { capturedTopic, plural, type SeenTime, sum } from './estimates/captured-topic.ts';
import { capturedWhole, type SeenBeside } from './estimates/captured-whole.ts';
import { counted, sampled } from './estimates/figures.ts';
import { type FanOut, fanOutOf, howOld } from './fan-out.ts';
import { hiddenNames } from './hidden-names.ts';
import type { LiveRates } from './live.ts';
import type { EndOffsets } from './rates/end-offsets.ts';
import type { PastRates } from './rates/past.ts';
import { type OldestRecord, retentionOf } from './retention.ts';
import type { Sampler } from './sampling/sampler.ts';
import type { GroupsLook } from './surroundings.ts';
import type { CapturedTopic, CapturedWhole } from './types.ts';

/** Everything that was seen of a cluster. */
export interface Seen {
  readonly topics: readonly TopicAnswer[];
  readonly brokers: readonly Pick<BrokerAddress, 'rack'>[];
  readonly ends: EndOffsets;
  readonly live: LiveRates;
  readonly slotSeconds: number;
  readonly sampler: Pick<Sampler, 'sample' | 'whole' | 'droppedWindows' | 'overAllowance'>;
  readonly groups: { readonly before: GroupsLook | null; readonly after: GroupsLook | null };
  readonly configs: ReadonlyMap<string, readonly ConfigEntry[]>;
  readonly ages: ReadonlyMap<string, OldestRecord>;
  readonly past: PastRates | null;
  readonly names: readonly string[] | null;
  readonly added: AddedMeanwhile;
  readonly hideNames: boolean;
}

export interface Assembled {
  readonly topics: readonly CapturedTopic[];
  readonly whole: CapturedWhole;
  readonly notes: readonly string[];
  /** A text without topics' names, where they are to be hidden. */
  hidden(text: string): string;
}

/** As many intervals are told of all topics together; neighbouring ones are joined for that. */
const MOST_INTERVALS = 50_000;

/** Makes what was seen into figures, the busiest topic first. */
export function assemble(seen: Seen): Assembled {
  const { live, sampler } = seen;
  const order = seen.topics
    .map((topic, index) => ({ topic, index, slots: live.grid.counts(index, live.slots) }))
    .map((one) => ({ ...one, records: sum(one.slots) }))
    .toSorted((a, b) => b.records - a.records);
  const hidden = seen.hideNames ? hiddenNames(order.map(({ topic }) => topic.name)) : (text: string) => text;
  const time: SeenTime = {
    startMs: live.grid.startMs,
    slotSeconds: seen.slotSeconds,
    joined: Math.max(1, Math.ceil((live.slots * order.length) / MOST_INTERVALS)),
  };
  const topics = order.map(({ topic, index, slots }) =>
    capturedTopic(
      {
        name: hidden(topic.name),
        partitions: topic.partitions.length,
        replication: topic.partitions[0]?.replicas.length ?? 1,
        slots,
        byPartition: seen.ends.written(index),
        atLeast: atLeastWords(seen.added.partitions.get(topic.name) ?? 0),
        sample: sampler.sample(index),
        retention: retentionOf(
          seen.configs.get(topic.name) ?? [],
          seen.ages.get(topic.name) ?? { ageSeconds: null, deleted: false },
        ),
      },
      time,
    ),
  );
  const fanOut = fanOutSeen(seen);
  const slots = order.map((one) => one.slots);
  const whole = capturedWhole(topics, slots, sampler.whole.windows === 0 ? null : sampler.whole, time, {
    ...besideFigures(seen, fanOut),
    past: seen.past?.intervals ?? [],
    atLeast: atLeastWords(sum([...seen.added.partitions.values()]), seen.added.topics.length),
  });
  return {
    topics,
    whole,
    notes: [...notesOf(seen, whole), ...(fanOut?.notes ?? []), ...(seen.past?.notes ?? [])],
    hidden,
  };
}

/** Records that the groups' looks lie apart are those of the rates, whatever lies between the looks. */
function fanOutSeen({ groups: { before, after }, topics, ends, live, slotSeconds }: Seen): FanOut | null {
  if (before === null || after === null || live.slots === 0) return null;
  const apart = (after.atMs - before.atMs) / 1e3 / (live.slots * slotSeconds);
  const byName = new Map(topics.map(({ name }, index) => [name, sum(live.grid.counts(index, live.slots)) * apart]));
  return fanOutOf(before.groups, after.groups, {
    seconds: (after.atMs - before.atMs) / 1e3,
    all: sum([...byName.values()]),
    of: (topic) => byName.get(topic) ?? null,
    end: (topic, partition) => ends.end(topic, partition),
  });
}

function besideFigures({ groups, brokers }: Seen, fanOut: FanOut | null): Omit<SeenBeside, 'past' | 'atLeast'> {
  const seconds = Math.round(((groups.after?.atMs ?? 0) - (groups.before?.atMs ?? 0)) / 1e3);
  const moved = fanOut?.groups.filter(({ progress }) => progress > 0).length ?? 0;
  const how = `commits of ${plural(moved, 'group')} over ${seconds} s, against what was written meanwhile; the longer, the surer`;
  const furthest = fanOut?.groups.toSorted((a, b) => b.lag - a.lag)[0];
  const racks = new Set(brokers.flatMap(({ rack }) => (rack === null ? [] : [rack])));
  return {
    fanOut:
      fanOut === null || fanOut.times === null
        ? null
        : sampled(fanOut.times, 'times', `${how}; ${howOld(fanOut.times, fanOut.within)}`),
    readers: fanOut === null || fanOut.times === null ? null : sampled(fanOut.readers, 'groups', how),
    backlogRecords:
      furthest === undefined ? null : sampled(furthest.lag, 'records', 'lag of the group that is furthest behind'),
    zones: racks.size === 0 ? null : counted(racks.size, 'zones', `racks of ${plural(brokers.length, 'broker')}`),
  };
}

function notesOf(seen: Seen, whole: CapturedWhole): readonly string[] {
  const { live, ends, topics, names, sampler, configs } = seen;
  const name = (index: number): string => topics[index]?.name ?? '';
  const nothing = whole.averageRecordsPerSecond.value === 0;
  const still = names === null ? null : new Set(names);
  const compacted = topics.filter((topic) => isCompacted(configs.get(topic.name) ?? [])).length;
  const unread = topics.flatMap((_, index) => [...(sampler.sample(index)?.unreadBecause ?? [])]);
  const unreadBatches = topics.reduce((all, _, index) => all + (sampler.sample(index)?.unread ?? 0), 0);
  return [
    ...(nothing && live.slots > 0 ? ['Nothing was written during the capture.'] : []),
    ...(live.slots === 0 ? ['Ends of partitions were not seen twice, so that no rate is known.'] : []),
    ...topics.flatMap((topic) =>
      still === null || still.has(topic.name)
        ? []
        : [`Topic ${topic.name} was deleted during the capture: its rate ends there.`],
    ),
    ...ends
      .movedBack()
      .map((index) => `Ends of topic ${name(index)} moved back: it was made anew, or a leader had lost records.`),
    ...(unreadBatches === 0
      ? []
      : [
          `${plural(unreadBatches, 'batch').replace('batchs', 'batches')} could not be looked into (${[...new Set(unread)].join('; ')}): the sizes are those of the others.`,
        ]),
    ...(sampler.overAllowance === 0
      ? []
      : [
          `A batch is read whole: one answer had ${sampler.overAllowance.toLocaleString('en')} B, more than may come in a second; what followed it waited, and the capture took longer.`,
        ]),
    ...(sampler.droppedWindows === 0
      ? []
      : [`${plural(sampler.droppedWindows, 'sample')} could not be read in time and stand for nothing.`]),
    ...(compacted === 0 || seen.past === null || seen.past.intervals.length === 0
      ? []
      : [
          `${plural(compacted, 'topic')} compacted: of the past, their offsets tell what was written, at times that may be too late.`,
        ]),
  ];
}

const isCompacted = (configs: readonly ConfigEntry[]): boolean =>
  configs.some(({ name, value }) => name === 'cleanup.policy' && (value ?? '').includes('compact'));
