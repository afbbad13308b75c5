import type { TargetFacts } from '../../src/faults/types.ts';
import { FAULT_KIND_NAMES, type FaultKind, faultShape } from '../../src/scenarios/fault-kinds.ts';
import type { FaultPlace, PlannedFault } from '../../src/scenarios/fault-types.ts';
import type { Target, TargetFaults } from '../../src/scenarios/target-types.ts';
import { seconds } from '../../src/units.ts';

const PLACES = {
  node: { scope: 'node', node: 2 },
  zone: { scope: 'zone', zone: 'zone-b' },
  member: { scope: 'member', group: 'tail-1', member: 0 },
  producer: { scope: 'producer', producer: 0 },
  cluster: { scope: 'cluster' },
} as const satisfies Record<FaultPlace['scope'], FaultPlace>;

/** A fault of any kind, somewhere where such a fault can be. */
export const planned = (kind: FaultKind, more: Partial<PlannedFault> = {}): PlannedFault => ({
  id: `${kind}-1`,
  kind,
  where: PLACES[faultShape(kind).scope],
  phase: 'burst',
  startSecond: seconds(10),
  durationSeconds: seconds(10),
  settings: {},
  ...more,
});

const localTarget: Target = {
  name: 'here',
  platform: 'any',
  connect: { kind: 'local', nodes: 3, zones: 3, port: null },
  topicConfigs: {},
  clusterId: null,
  budget: null,
  environment: 'test',
  allowWrite: [],
  deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
};

/** Three nodes started here that can be broken in every way but a few. */
export const localFacts = (without: readonly FaultKind[] = []): TargetFacts => ({
  target: localTarget,
  local: {
    nodes: 3,
    zones: ['zone-a', 'zone-b', 'zone-c'],
    faults: FAULT_KIND_NAMES.filter((kind) => !without.includes(kind)),
    hasObjectStore: true,
  },
});

/** A cluster of someone's, and what its target file says of faults. */
export const remoteFacts = (faults: Partial<TargetFaults> = {}): TargetFacts => ({
  local: null,
  target: {
    ...localTarget,
    connect: { kind: 'remote', bootstrap: ['kafka.example:9092'], security: { tls: false, caFile: null, sasl: null } },
    faults: { commands: {}, toxiproxy: null, objectStore: null, ...faults },
  },
});
