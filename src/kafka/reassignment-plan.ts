import type { Reassignment } from './reassignment.ts';

/** A broker that may hold partitions. */
export interface PlacedBroker {
  readonly id: number;
  readonly rack: string | null;
}

interface Draft {
  readonly topic: string;
  readonly partition: number;
  replicas: number[];
}

/** What a broker has of something, overall and of each topic. */
type Load = (broker: number, topic?: string) => number;

/**
 * The reassignments after which exactly these brokers hold the partitions: what lies on others moves off, and those
 * that have fewer copies or lead fewer partitions take over some. As many copies as before, or one on every broker
 * where there are too few; a partition is spread over no fewer racks than before, if the brokers have as many; few
 * copies move, and only order changes where a leader does.
 */
export function planReassignment(
  partitions: readonly Reassignment[],
  brokers: readonly PlacedBroker[],
): readonly Reassignment[] {
  const racks = racksOf(brokers);
  const drafts = partitions.map(({ topic, partition, replicas }) => ({ topic, partition, replicas: [...replicas] }));
  for (const draft of drafts) moveOff(draft, drafts, brokers, racks);
  spread(drafts, brokers, copiesIn(drafts), (draft, from, to) => copyMoved(draft, from, to, racks));
  spread(drafts, brokers, leadersIn(drafts), leaderMoved);
  return changed(drafts, partitions);
}

/**
 * Reassignments that move every partition one broker on: every copy where there are brokers without one and the
 * racks allow it, else who leads.
 */
export function planRotation(
  partitions: readonly Reassignment[],
  brokers: readonly PlacedBroker[],
): readonly Reassignment[] {
  const racks = racksOf(brokers);
  const ids = brokers.map(({ id }) => id).toSorted((a, b) => a - b);
  const next = (id: number): number => ids[(ids.indexOf(id) + 1) % ids.length] ?? id;
  const rotated = partitions.map(({ topic, partition, replicas }) => {
    const onwards = replicas.map(next);
    const [first, ...others] = replicas;
    const inPlace = first === undefined ? [] : [...others, first];
    return { topic, partition, replicas: racks(onwards) >= racks(replicas) ? onwards : inPlace };
  });
  return changed(rotated, partitions);
}

/** Number of racks that brokers stand in; one without a rack is a rack of its own. */
function racksOf(brokers: readonly PlacedBroker[]): (ids: readonly number[]) => number {
  const rackOf = new Map(brokers.map(({ id, rack }) => [id, rack ?? `broker ${id}`]));
  return (ids) => new Set(ids.map((id) => rackOf.get(id) ?? `broker ${id}`)).size;
}

/** Replaces copies on brokers that shall hold none, in place, so that the order of the others stays. */
function moveOff(
  draft: Draft,
  drafts: readonly Draft[],
  brokers: readonly PlacedBroker[],
  racks: (ids: readonly number[]) => number,
): void {
  const copies = copiesIn(drafts);
  const mayHold = (id: number): boolean => brokers.some((broker) => broker.id === id);
  for (const leaving of draft.replicas.filter((id) => !mayHold(id))) {
    const staying = draft.replicas.filter((id) => mayHold(id));
    const [taker] = brokers
      .map(({ id }) => id)
      .filter((id) => !staying.includes(id))
      .toSorted(
        (a, b) =>
          racks([...staying, b]) - racks([...staying, a]) ||
          copies(a, draft.topic) - copies(b, draft.topic) ||
          copies(a) - copies(b) ||
          a - b,
      );
    draft.replicas = draft.replicas.flatMap((id) => (id !== leaving ? id : (taker ?? [])));
  }
}

/** Moves one thing after the other from brokers with more to brokers with fewer, until no move makes it more even. */
function spread(
  drafts: readonly Draft[],
  brokers: readonly PlacedBroker[],
  load: Load,
  moved: (draft: Draft, from: number, to: number) => number[] | null,
): void {
  const ids = brokers.map(({ id }) => id);
  const step = (): boolean => {
    const pairs = ids
      .flatMap((from) => ids.map((to) => ({ from, to, gap: load(from) - load(to) })))
      .filter(({ gap }) => gap >= 2)
      .toSorted((a, b) => b.gap - a.gap);
    for (const { from, to } of pairs) {
      const [best] = drafts
        .map((draft) => ({ draft, replicas: moved(draft, from, to) }))
        .filter(({ replicas }) => replicas !== null)
        .toSorted((a, b) => topicGap(b.draft, from, to) - topicGap(a.draft, from, to));
      if (best?.replicas) {
        best.draft.replicas = best.replicas;
        return true;
      }
    }
    return false;
  };
  const topicGap = ({ topic }: Draft, from: number, to: number): number => load(from, topic) - load(to, topic);
  while (step());
}

function copyMoved(
  { replicas }: Draft,
  from: number,
  to: number,
  racks: (ids: readonly number[]) => number,
): number[] | null {
  if (!replicas.includes(from) || replicas.includes(to)) return null;
  const after = replicas.map((id) => (id === from ? to : id));
  return racks(after) >= racks(replicas) ? after : null;
}

function leaderMoved({ replicas }: Draft, from: number, to: number): number[] | null {
  if (replicas[0] !== from || !replicas.includes(to)) return null;
  return replicas.map((id) => (id === from ? to : id === to ? from : id));
}

const copiesIn =
  (drafts: readonly Draft[]): Load =>
  (broker, topic) =>
    drafts.filter((draft) => (topic === undefined || draft.topic === topic) && draft.replicas.includes(broker)).length;

const leadersIn =
  (drafts: readonly Draft[]): Load =>
  (broker, topic) =>
    drafts.filter((draft) => (topic === undefined || draft.topic === topic) && draft.replicas[0] === broker).length;

function changed(after: readonly Reassignment[], before: readonly Reassignment[]): readonly Reassignment[] {
  return after.filter(({ replicas }, index) => {
    const old = before[index]?.replicas ?? [];
    return replicas.length !== old.length || replicas.some((id, position) => id !== old[position]);
  });
}
