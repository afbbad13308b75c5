import { injectorFor } from '../faults/index.ts';
import type { FaultSurroundings } from '../faults/types.ts';
import { type KafkaAdmin, openAdmin } from '../kafka/admin.ts';
import type { Load } from '../loadgen/load.ts';
import type { NodesByZone } from '../scenarios/fault-overlaps.ts';
import type { Plan } from '../scenarios/types.ts';
import type { RepetitionCluster } from './cluster.ts';
import type { ReadyFault } from './fault-timeline.ts';
import type { RepetitionRequest } from './repetition.ts';
import { nodesByZone, targetFacts } from './target-facts.ts';

/** Most that a fault may take to be in effect, and to be healed, where the target's file does not say it. */
const WITHIN_MS = 60_000;
/** Most that partitions may take to be copied. */
const COPY_WITHIN_MS = 180_000;

/**
 * What faults ask the cluster with; to be closed when all have ended. Somebody's cluster is healed also after the run
 * was interrupted, so there no signal ends it; what was done to a cluster started here is gone with it.
 */
export function adminForFaults(
  { connection, local }: Pick<RepetitionCluster, 'connection' | 'local'>,
  { name, signal }: Pick<RepetitionRequest, 'name' | 'signal'>,
): KafkaAdmin {
  return openAdmin(connection, name, local === null ? undefined : signal);
}

/** Everything that the plan will break, ready to be broken; nothing is touched yet. */
export async function prepareFaults(
  { target, platform, recorder }: RepetitionRequest,
  plan: Plan,
  cluster: RepetitionCluster,
  load: Load,
  admin: KafkaAdmin,
): Promise<{ readonly ready: readonly ReadyFault[]; readonly known: NodesByZone }> {
  const facts = targetFacts(target, platform);
  const surroundings: Omit<FaultSurroundings, 'note'> = {
    target,
    local: cluster.local,
    connection: cluster.connection,
    admin,
    topics: plan.topics.map(({ name }) => name),
    clientZone: plan.client.zone,
    upgradeTo: platform.local?.upgrade?.to ?? null,
    clients: load,
    network: cluster.between.network,
    objectStore: cluster.between.objectStore(),
    withinMs: WITHIN_MS,
    copyWithinMs: COPY_WITHIN_MS,
  };
  const ready: ReadyFault[] = [];
  for (const fault of plan.faults ?? []) {
    const note = (message: string) => recorder.event({ kind: 'fault-note', fault: fault.id, note: message });
    const prepared = await injectorFor(fault, facts).prepare(fault, { ...surroundings, note });
    ready.push({ fault, prepared });
  }
  return { ready, known: nodesByZone(facts) };
}
