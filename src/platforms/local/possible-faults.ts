import { FAULT_KIND_NAMES, type FaultKind } from '../../scenarios/fault-kinds.ts';

/** Controllers that must be left after one is gone for a majority of them to agree on anything. */
const NODES_FOR_A_QUORUM = 3;

/** Kinds that take one node away for good, or for long, while the others carry on. */
const NEED_A_QUORUM: readonly FaultKind[] = ['broker-replacement', 'scale-out', 'scale-in', 'reassignment'];
/** Kinds that mean nothing where there is only one node. */
const NEED_ANOTHER_NODE: readonly FaultKind[] = ['rolling-restart', 'zone-loss'];

/**
 * What can be done to nodes of Apache Kafka that are processes on this machine. Killed, paused and cut off they can
 * be however few there are: whether anything then goes on is the measurement.
 */
export function possibleFaults(
  nodes: number,
  { hasObjectStore, hasUpgrade }: { readonly hasObjectStore: boolean; readonly hasUpgrade: boolean },
): readonly FaultKind[] {
  return FAULT_KIND_NAMES.filter((kind) => {
    if (kind.startsWith('wal-')) return false; // Its log is on the brokers' own disks.
    if (kind.startsWith('object-store-')) return hasObjectStore;
    if (kind === 'rolling-upgrade') return hasUpgrade && nodes >= NODES_FOR_A_QUORUM;
    if (NEED_A_QUORUM.includes(kind)) return nodes >= NODES_FOR_A_QUORUM;
    return !NEED_ANOTHER_NODE.includes(kind) || nodes > 1;
  });
}
