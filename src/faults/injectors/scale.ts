import { type PlacedBroker, planReassignment } from '../../kafka/reassignment-plan.ts';
import { untilWhole } from '../cluster-health.ts';
import type { Injector, PreparedFault } from '../types.ts';
import { movePartitions } from './move-partitions.ts';
import { type LocalSurroundings, nodeOf, startedHere } from './nodes.ts';
import { procedure } from './procedure.ts';
import { refusedByPlatform } from './refusals.ts';

/** A node joins and takes its share of the partitions, or hands over its own and leaves. */
export const scale: Injector = {
  kinds: ['scale-out', 'scale-in'],
  refusal: refusedByPlatform,
  async prepare(fault, surroundings) {
    const around = startedHere(surroundings);
    return fault.kind === 'scale-out' ? join(around) : leave(nodeOf(fault), around);
  },
};

function join(around: LocalSurroundings): PreparedFault {
  const { local, admin, topics, withinMs } = around;
  return procedure({
    async go(signal, begun) {
      const node = await local.controls.add();
      await untilWhole(around, [node], withinMs, signal);
      begun(`node ${node} joined, empty`);
      const before = await admin.partitions({ topics, internal: false });
      const moves = planReassignment(before, (await admin.cluster()).brokers);
      await movePartitions(moves, around, signal, () => undefined);
      const after = await admin.partitions({ topics, internal: false });
      const holds = after.filter(({ replicas }) => replicas.includes(node)).length;
      const leads = after.filter(({ leader }) => leader === node).length;
      return `of ${after.length} partitions, node ${node} leads ${leads} and holds ${holds}`;
    },
    mend: (ending) => settled(around, ending),
  });
}

function leave(node: number, around: LocalSurroundings): PreparedFault {
  const { local, admin, topics, withinMs, note } = around;
  return procedure({
    async go(signal, begun) {
      const staying = (await admin.cluster()).brokers.filter(({ id }) => id !== node);
      // Kafka's own topics as well: what only this node has would be gone with it.
      const before = await admin.partitions({ topics, internal: true });
      const moves = planReassignment(before, staying);
      noteFewerCopies(Math.max(0, ...before.map(({ replicas }) => replicas.length)), staying, note);
      await movePartitions(moves, around, signal, () =>
        begun(`${moves.length} partitions are moving off node ${node}`),
      );
      await local.controls.remove(node, withinMs);
      await admin.inSync({ topics, internal: true, withinMs, signal });
      return `node ${node} held no partition any more and has left`;
    },
    mend: (ending) => settled(around, ending),
  });
}

function noteFewerCopies(copies: number, { length: brokers }: readonly PlacedBroker[], note: (text: string) => void) {
  if (copies > brokers) note(`${brokers} brokers hold ${brokers} copies of a partition at most: there were ${copies}`);
}

/** What was begun goes on by itself: nothing is broken when it is through. */
export async function settled(
  { admin, topics, copyWithinMs }: Pick<LocalSurroundings, 'admin' | 'topics' | 'copyWithinMs'>,
  signal?: AbortSignal,
): Promise<string> {
  await admin.inSync({ topics, internal: true, withinMs: copyWithinMs, signal });
  return 'every partition has its replicas in sync';
}
