import type { LocalCluster } from '../../platforms/types.ts';
import type { PlannedFault } from '../../scenarios/fault-types.ts';
import { nodesWords, treats, untilWhole } from '../cluster-health.ts';
import { seenInTime } from '../seen-in-time.ts';
import type { FaultSurroundings, Injector, PreparedFault } from '../types.ts';
import { refusedByPlatform } from './refusals.ts';

export type LocalSurroundings = FaultSurroundings & { readonly local: LocalCluster };

/** One broker killed, replaced or paused, where the tool started it. */
export const nodes: Injector = {
  kinds: ['broker-kill', 'broker-replacement', 'broker-pause'],
  refusal: refusedByPlatform,
  async prepare(fault, surroundings) {
    const around = startedHere(surroundings);
    const node = nodeOf(fault);
    if (fault.kind === 'broker-pause') return pause(node, around);
    return lossOf(() => [node], around, { emptyDisk: fault.kind === 'broker-replacement' });
  },
};

/** Nodes killed at once, and started again; on an empty disk they have to copy everything first. */
export function lossOf(
  which: () => readonly number[],
  around: LocalSurroundings,
  { emptyDisk }: { readonly emptyDisk: boolean },
): PreparedFault {
  const { controls } = around.local;
  const { withinMs, copyWithinMs } = around;
  let lost = which();
  return {
    undo: null,
    look: () => noteLed(which(), around),
    async inject(signal) {
      lost = which();
      await Promise.all(lost.map((node) => controls.kill(node)));
      await seen(around, lost, 'refuses', { withinMs, signal });
      return `${nodesWords(lost)} ended, and a client's connection is refused`;
    },
    async heal(signal) {
      await Promise.all(
        lost.filter((node) => controls.down.has(node)).map((node) => controls.start(node, { emptyDisk })),
      );
      return untilWhole(around, lost, emptyDisk ? copyWithinMs : withinMs, signal);
    },
  };
}

function pause(node: number, around: LocalSurroundings): PreparedFault {
  const { controls } = around.local;
  const { withinMs } = around;
  return {
    undo: null,
    look: () => noteLed([node], around),
    async inject(signal) {
      await controls.pause(node);
      await seen(around, [node], 'is silent', { withinMs, signal });
      return `node ${node} is stopped, and a client's request has no answer`;
    },
    async heal(signal) {
      await controls.resume(node);
      return untilWhole(around, [node], withinMs, signal);
    },
  };
}

/** A node that leads nothing, as one that was away before, is missed by nobody: the figures cannot tell that. */
async function noteLed(affected: readonly number[], { admin, topics, note }: LocalSurroundings): Promise<void> {
  const states = await admin.partitions({ topics, internal: false });
  const led = states.filter(({ leader }) => affected.includes(leader)).length;
  note(`${nodesWords(affected)} led ${led} of ${states.length} partitions`);
}

/** Resolves when every one of the nodes treats clients so. */
export async function seen(
  around: LocalSurroundings,
  affected: readonly number[],
  treatment: 'refuses' | 'is silent',
  { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<void> {
  await seenInTime(
    async () => {
      const now = await Promise.all(affected.map((node) => treats(around, node)));
      return now.every((treated) => treated === treatment) ? true : null;
    },
    {
      what: `${nodesWords(affected)} ${treatment === 'refuses' ? 'refused a client' : 'left a client without an answer'}`,
      code: 'fault-not-seen',
      todo: 'look for something else that answers at its address',
      withinMs,
      signal,
    },
  );
}

/** Refused before anything started: whoever comes here without one did not ask. */
export function startedHere(surroundings: FaultSurroundings): LocalSurroundings {
  const { local, target } = surroundings;
  if (local === null) throw new RangeError(`${target.name} was not started here`);
  return { ...surroundings, local };
}

export function nodeOf({ id, where }: PlannedFault): number {
  if (where.scope !== 'node') throw new RangeError(`${id} names no node`);
  return where.node;
}
