import { randomUUID } from 'node:crypto';
import { inputError, platformError } from '../errors.ts';
import type { ConfigEntry, TopicAnswer } from '../kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../kafka/read-only/cluster.ts';
import type { Missing, Reading } from '../kafka/read-only/reading.ts';
import type { ReadLimits } from '../kafka/read-only/requests-log.ts';
import { TOOL } from '../package.ts';
import { randomFrom } from '../random.ts';
import type { Target } from '../scenarios/target-types.ts';
import { MIB } from '../units.ts';
import { type AddedMeanwhile, addedMeanwhile, lackingFor, NOTHING_ADDED } from './added-meanwhile.ts';
import { assemble } from './assemble.ts';
import { plural } from './estimates/captured-topic.ts';
import { watchEnds } from './live.ts';
import { EndOffsets } from './rates/end-offsets.ts';
import { FEWEST_SECONDS, slotSeconds } from './rates/interval.ts';
import type { PastRates } from './rates/past.ts';
import type { OldestRecord } from './retention.ts';
import { saltedKeyHash } from './sampling/key-hash.ts';
import { Sampler } from './sampling/sampler.ts';
import { configsOf, type GroupsLook, lookAtGroups, lookBack, oldestRecords, taken } from './surroundings.ts';
import { CAPTURE_VERSION, type Capture } from './types.ts';

export interface CaptureOptions {
  readonly target: Pick<Target, 'name' | 'platform' | 'environment'>;
  readonly limits: ReadLimits;
  readonly seconds: number;
  readonly topics: RegExp;
  /** Null: the past is not asked for. */
  readonly lookBackSeconds: number | null;
  readonly sampleBytes: number;
  readonly hideNames: boolean;
  readonly signal: AbortSignal;
  /** Lines for whoever waits. */
  tell?(message: string): void;
}

/** Of what may be asked in a second, the part that samples take. */
const SAMPLES_PART = 0.6;

const TELL_EVERY_SECONDS = 30;

/**
 * Describes what is written to a cluster while it is watched, without a trace on it: offsets, a bounded sample of
 * batches, and commits of groups. What the signal cuts off is described as far as it was seen.
 */
export async function captureCluster(cluster: ReadOnlyCluster, options: CaptureOptions): Promise<Capture> {
  const { seconds, signal, limits, target } = options;
  refuseTooShort(seconds);
  const startedAt = new Date().toISOString();
  const missing: Missing[] = [];
  const tell = options.tell ?? (() => undefined);

  const topics = wantedTopics(await obtained(cluster.topics(), 'topics'), options.topics);
  const brokers = taken(await cluster.cluster(), 'brokers', missing)?.brokers ?? [];
  const partitions = topics.flatMap(({ name, partitions: own }) =>
    own.map(({ partition }) => ({ topic: name, partition })),
  );
  const slot = slotSeconds(seconds);
  const slots = Math.floor(seconds / slot + 1e-9);
  tell(
    `${plural(topics.length, 'topic')}, ${plural(partitions.length, 'partition')}: ${slots} looks, one every ${slot} s`,
  );
  const ends = new EndOffsets(new Map(topics.map((topic) => [topic.name, partitionNumbers(topic)])));
  const sampler = new Sampler(cluster, {
    topics: topics.map(({ name }) => name),
    budgetBytes: Math.min(options.sampleBytes, SAMPLES_PART * limits.mibPerSecond * MIB * seconds),
    mostFetchBytes: Math.max(1, Math.floor(limits.mibPerSecond * MIB)),
    slots,
    mostWindowsPerSlot: Math.max(1, SAMPLES_PART * limits.requestsPerSecond * slot),
    hash: saltedKeyHash(),
    random: randomFrom(`capture ${randomUUID()}`),
  });
  const groups: { before: GroupsLook | null; after: GroupsLook | null } = { before: null, after: null };
  groups.before = await lookAtGroups(cluster, missing);
  const live = await watchEnds(cluster, ends, sampler, {
    partitions,
    topics: topics.length,
    slots,
    slotMs: slot * 1e3,
    signal,
    tell: (done) => {
      if (done % Math.max(1, Math.round(TELL_EVERY_SECONDS / slot)) === 0)
        tell(`${Math.round((slots - done) * slot)} s left`);
    },
    atEnd: async () => {
      groups.after = await lookAtGroups(cluster, missing);
    },
  });
  missing.push(...live.missing, ...sampler.missing);

  const beside: Beside = { configs: new Map(), ages: new Map(), past: null, names: null, added: NOTHING_ADDED };
  let interrupted = live.interrupted;
  try {
    signal.throwIfAborted();
    const after = taken(await cluster.topics(), 'topics', missing);
    beside.names = after?.map(({ name }) => name) ?? null;
    beside.added = addedMeanwhile(topics, matching(ownOf(after ?? []), options.topics));
    missing.push(...lackingFor(beside.added, topics, options.hideNames));
    const still = new Set(beside.names ?? topics.map(({ name }) => name));
    const there = partitions.filter(({ topic }) => still.has(topic));
    beside.configs = await configsOf(cluster, [...new Set(there.map(({ topic }) => topic))], missing);
    beside.ages = await oldestRecords(cluster, there, missing);
    const { lookBackSeconds } = options;
    if (lookBackSeconds !== null && there.length > 0) {
      beside.past = await lookBack(cluster, there, ends, { seconds: lookBackSeconds, tell }, missing);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    interrupted = true;
  }
  const seen = assemble({
    topics,
    brokers,
    ends,
    live,
    slotSeconds: slot,
    sampler,
    groups,
    ...beside,
    hideNames: options.hideNames,
  });
  const { hidden } = seen;
  return {
    schemaVersion: CAPTURE_VERSION,
    tool: TOOL,
    target: { name: target.name, platform: target.platform, environment: target.environment },
    from: 'brokers',
    startedAt,
    endedAt: new Date().toISOString(),
    limits,
    spent: cluster.spent(),
    topics: seen.topics,
    whole: seen.whole,
    missing: onceEach(withoutDeleted(missing, topics, beside.names)).map((one) => ({
      ...one,
      what: hidden(one.what),
      why: hidden(one.why),
      todo: hidden(one.todo),
    })),
    notes: [
      ...(interrupted ? [`Interrupted: ${live.slots * slot} s of ${seconds} s were seen.`] : []),
      ...seen.notes,
    ].map(hidden),
  };
}

interface Beside {
  configs: ReadonlyMap<string, readonly ConfigEntry[]>;
  ages: ReadonlyMap<string, OldestRecord>;
  past: PastRates | null;
  /** Of the topics that there are at the end. */
  names: readonly string[] | null;
  added: AddedMeanwhile;
}

export function refuseTooShort(seconds: number): void {
  if (seconds >= FEWEST_SECONDS) return;
  const what = `--for is ${seconds} s, and a rate takes two looks a second apart`;
  throw inputError('capture-too-short', [{ what, todo: 'write --for 2s or more, better --for 10m' }]);
}

const partitionNumbers = ({ partitions }: TopicAnswer): number =>
  1 + Math.max(-1, ...partitions.map(({ partition }) => partition));

/** Kafka's own topics are no part of a workload. */
const ownOf = (all: readonly TopicAnswer[]): readonly TopicAnswer[] =>
  all.filter(({ internal, name }) => !internal && !name.startsWith('__'));

const matching = (topics: readonly TopicAnswer[], wanted: RegExp): readonly TopicAnswer[] =>
  topics.filter(({ name }) => wanted.test(name));

function wantedTopics(all: readonly TopicAnswer[], wanted: RegExp): readonly TopicAnswer[] {
  const own = ownOf(all);
  const topics = matching(own, wanted);
  if (topics.length > 0) return topics;
  const what =
    own.length === 0
      ? 'the cluster shows no topic but its own'
      : `none of ${own.length} topics matches ${wanted.source}`;
  const todo = 'choose others with --topics, or let this principal Describe the topics';
  throw inputError('capture-no-topics', [{ what, todo }]);
}

async function obtained<T>(reading: Promise<Reading<T>>, what: string): Promise<T> {
  const answer = await reading;
  if (answer.obtained) return answer.value;
  throw platformError('capture-not-possible', `${what}: ${answer.why}`, answer.todo);
}

/** That a topic is gone is a note; nothing of it is lacking. */
function withoutDeleted(
  missing: readonly Missing[],
  topics: readonly TopicAnswer[],
  names: readonly string[] | null,
): readonly Missing[] {
  if (names === null) return missing;
  const still = new Set(names);
  const deleted = new Set(topics.filter(({ name }) => !still.has(name)).map(({ name }) => `topic ${name}`));
  return missing.filter(({ what }) => !deleted.has(what));
}

const onceEach = (missing: readonly Missing[]): readonly Missing[] => [
  ...new Map(missing.map((one) => [`${one.what}\n${one.reason}`, one])).values(),
];
