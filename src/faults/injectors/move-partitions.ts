import type { Reassignment } from '../../kafka/reassignment.ts';
import { seenInTime } from '../seen-in-time.ts';
import type { FaultSurroundings } from '../types.ts';

type Around = Pick<FaultSurroundings, 'admin' | 'topics' | 'copyWithinMs' | 'note'>;

/**
 * Moves partitions and resolves when every one has the replicas that were planned, all in sync, and is led by the
 * first of them. `taken` is called when the controller has taken the moves. Rejects with WorkbenchError
 * `heal-not-seen` or `not-in-sync` (exit status 4) after `copyWithinMs`, which is meant for copying.
 */
export async function movePartitions(
  moves: readonly Reassignment[],
  { admin, topics, copyWithinMs, note }: Around,
  signal: AbortSignal,
  taken: () => void,
): Promise<void> {
  const deadline = performance.now() + copyWithinMs;
  const began = performance.now();
  await admin.reassign(moves);
  taken();
  const moved = async (isThere: (move: Reassignment, now: Placed) => boolean): Promise<true | null> => {
    const states = await admin.partitions({ topics, internal: true });
    const placed = new Map(states.map((state) => [nameOf(state), state]));
    const open = moves.filter((move) => {
      const now = placed.get(nameOf(move));
      return now === undefined || !isThere(move, now);
    });
    return open.length === 0 ? true : null;
  };
  await seenInTime(async () => ((await admin.reassignments()).length === 0 ? moved(hasReplicas) : null), {
    what: `${moves.length} partitions had moved`,
    code: 'heal-not-seen',
    todo: 'see how much there is to copy, and what the brokers’ logs say',
    withinMs: left(deadline),
    signal,
  });
  await admin.inSync({ topics, internal: true, withinMs: left(deadline), signal });
  note(`${moves.length} partitions moved within ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await seenInTime(async () => ((await admin.electPreferredLeaders(moves)) === 0 ? moved(isLed) : null), {
    what: 'every moved partition was led by its first replica',
    code: 'heal-not-seen',
    todo: 'see what the controller’s log says of the election',
    withinMs: left(deadline),
    signal,
  });
}

type Placed = { readonly leader: number; readonly replicas: readonly number[] };

const nameOf = ({ topic, partition }: Pick<Reassignment, 'topic' | 'partition'>): string => `${topic}/${partition}`;

const hasReplicas = ({ replicas }: Reassignment, now: Placed): boolean =>
  now.replicas.length === replicas.length && now.replicas.every((replica, index) => replica === replicas[index]);

const isLed = ({ replicas }: Reassignment, now: Placed): boolean => now.leader === replicas[0];

const left = (deadline: number): number => Math.max(1, Math.ceil(deadline - performance.now()));
