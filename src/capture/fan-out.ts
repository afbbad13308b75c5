import type { GroupAnswer } from '../kafka/read-only/answers.ts';
import { plain } from './scenario/words.ts';

/** How much of a group's progress beyond what was written counts as following, before it counts as catching up. */
const FOLLOWING = 1.2;

/** Between two commits of a member: the Java client's default. What was read since the last one is not seen. */
const COMMIT_SECONDS = 5;

/** A group that reads at least so much of what its topics were written counts as one of the tail's readers. */
const A_READER = 0.5;

export interface GroupReading {
  readonly group: string;
  /** Records by which its commits moved on, of captured topics. */
  readonly progress: number;
  /** Records written meanwhile to the topics that it commits. */
  readonly written: number;
  /** Records behind the ends. */
  readonly lag: number;
  readonly catchingUp: boolean;
  /** It reads less than is written, by more than its last commit may be old. */
  readonly losingGround: boolean;
}

export interface FanOut {
  /** Records read ÷ records written, over all topics that were captured; null where no group's commits moved. */
  readonly times: number | null;
  /** How far it may be off, because commits come every few seconds only. */
  readonly within: number;
  /** Groups that read at least half of what their topics were written; one where all that read anything read less. */
  readonly readers: number;
  readonly groups: readonly GroupReading[];
  readonly notes: readonly string[];
}

export interface Written {
  /** Between the two looks at the groups. */
  readonly seconds: number;
  /** Records written to all captured topics between the two looks at the groups. */
  readonly all: number;
  /** To one of them; null where it was not captured. */
  of(topic: string): number | null;
  /** The end of a partition at the second look; null where it is not known. */
  end(topic: string, partition: number): number | null;
}

/** How often what is written is read, from the commits of groups at two times. */
export function fanOutOf(before: readonly GroupAnswer[], after: readonly GroupAnswer[], written: Written): FanOut {
  const earlier = new Map(
    before.map((group) => [group.id, new Map(group.offsets.map((at) => [place(at), at.offset]))]),
  );
  const old = Math.min(1, COMMIT_SECONDS / written.seconds);
  const groups = after.flatMap((group): readonly GroupReading[] => {
    const own = group.offsets.filter(({ topic }) => written.of(topic) !== null);
    const was = earlier.get(group.id);
    if (own.length === 0 || was === undefined || was.size === 0) return [];
    const progress = own.reduce((sum, at) => sum + Math.max(0, at.offset - (was.get(place(at)) ?? at.offset)), 0);
    const topics = [...new Set(own.map(({ topic }) => topic))];
    const ofTopics = topics.reduce((sum, topic) => sum + (written.of(topic) ?? 0), 0);
    const lag = own.reduce(
      (sum, at) => sum + Math.max(0, (written.end(at.topic, at.partition) ?? at.offset) - at.offset),
      0,
    );
    return [
      {
        group: group.id,
        progress,
        written: ofTopics,
        lag,
        catchingUp: progress > FOLLOWING * ofTopics,
        losingGround: progress > 0 && FOLLOWING * (progress + old * ofTopics) < ofTopics,
      },
    ];
  });
  const moved = groups.filter(({ progress }) => progress > 0);
  // What a group reads of the past is no part of what it will read of each record.
  const followed = moved.reduce((sum, { progress, written: own }) => sum + Math.min(progress, own), 0);
  const reading = moved.reduce((sum, { written: own }) => sum + own, 0);
  return {
    within: written.all === 0 ? 0 : (reading / written.all) * old,
    times: moved.length === 0 || written.all === 0 ? null : followed / written.all,
    readers: Math.max(
      Math.min(1, moved.length),
      moved.filter((group) => group.progress >= A_READER * group.written).length,
    ),
    groups,
    notes: notesOf(before, after, groups),
  };
}

/** Bounds, and no 95% interval: nobody knows how the ages of commits are distributed. */
export const howOld = (times: number, within: number): string =>
  `commits may be ${COMMIT_SECONDS} s old: ${plain(Math.max(0, times - within))} to ${plain(times + within)} then`;

const place = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}\n${partition}`;

function notesOf(
  before: readonly GroupAnswer[],
  after: readonly GroupAnswer[],
  groups: readonly GroupReading[],
): readonly string[] {
  const silent = after.filter(({ members, offsets }) => members.length > 0 && offsets.length === 0).length;
  const share = after.filter(({ kind }) => kind === 'share').length;
  const catching = groups.filter(({ catchingUp }) => catchingUp).length;
  const losing = groups.filter(({ losingGround }) => losingGround).length;
  const committed = new Set(before.filter(({ offsets }) => offsets.length > 0).map(({ id }) => id));
  const appeared = after.filter(({ id, offsets }) => offsets.length > 0 && !committed.has(id)).length;
  const say = (count: number, what: string): readonly string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? 'group' : 'groups'} ${what}`];
  return [
    ...say(silent, 'with members commit nothing to Kafka: what they read is not in the fan-out.'),
    ...say(share, 'of kind share: what they read is counted by where their start offsets stand.'),
    ...say(catching, 'read more than was written: they catch up, and count only for what was written.'),
    ...say(
      losing,
      'read less than was written and lost ground: they count for what they read, though they are meant to read all.',
    ),
    ...say(appeared, 'had committed nothing when the capture began and are not in the fan-out.'),
  ];
}
