import { type Bytes, type BytesPerSecond, bytes, bytesPerSecond, type Rate } from '../units.ts';
import { layFaults } from './faults.ts';
import { planThreshold } from './limits.ts';
import { meanSize } from './mean-size.ts';
import { BACKLOG, baselineFrom, layPhases } from './phases.ts';
import { readingPatience } from './reading-patience.ts';
import type { Scenario } from './schema.ts';
import type { ClientProfile, Phase, Plan, PlannedCatchUp, PlannedGroup, PlannedTopic, Stream } from './types.ts';

/**
 * Resolves a scenario into everything that will be sent, read and judged. Pure: the same scenario gives
 * the same plan. Contradictions are refused when a scenario is loaded, not here.
 */
export function plan(scenario: Scenario): Plan {
  const topics = planTopics(scenario);
  const phases = layPhases(scenario);
  const meanBytes = meanSize(scenario.records.size);
  const everyGroup = planGroups(scenario, topics);
  return {
    planVersion: 1,
    scenario: scenario.name,
    seed: scenario.seed,
    profile: scenario.profile,
    topics,
    records: { ...scenario.records, meanBytes },
    client: planClient(scenario.clients),
    streams: planStreams(topics, scenario.clients.producers),
    phases,
    groups: everyGroup,
    catchUp: planCatchUp(scenario, phases, everyGroup),
    retentionMs: scenario.retention,
    readingPatienceSeconds: readingPatience(phases, meanBytes),
    thresholds: scenario.thresholds.map(planThreshold),
    repetitions: scenario.repetitions,
    production: planProduction(scenario.production, meanBytes),
    ...planFaults(scenario, phases),
  };
}

/** Absent where there are none, so that plans without faults keep their digest. */
function planFaults(
  { failures, recovery }: Scenario,
  phases: readonly Phase[],
): Pick<Plan, 'faults' | 'recoveredP99Ms'> {
  if (failures.length === 0) return {};
  return { faults: layFaults(failures, phases), recoveredP99Ms: recovery.p99 };
}

function planTopics({ topics }: Scenario): readonly PlannedTopic[] {
  return topics.map(({ share, ...topic }) => ({ ...topic, share: share ?? 1 / topics.length }));
}

/** Whether producers are idempotent: as said, else wherever acks allow it. */
function isIdempotent({ acks, idempotence }: Scenario['clients']): boolean {
  return idempotence ?? acks === 'all';
}

/** The scenario's client profile, identical for every target. */
export function planClient(clients: Scenario['clients']): ClientProfile {
  return {
    driver: clients.driver,
    acks: clients.acks,
    idempotence: isIdempotent(clients),
    lingerMs: clients.linger,
    batchBytes: clients.batch,
    inFlight: clients.inFlight,
    compression: clients.compression,
    deliveryTimeoutMs: clients.deliveryTimeout,
    sendBufferBytes: clients.sendBuffer,
    zone: clients.zone,
    threads: clients.threads,
    ...(clients.request === undefined ? {} : { requestBytes: clients.request }),
    ...(clients.fetchPartition === undefined ? {} : { fetchPartitionBytes: clients.fetchPartition }),
  };
}

function planStreams(topics: readonly PlannedTopic[], producers: number): readonly Stream[] {
  return topics.flatMap(({ name }, index) =>
    Array.from({ length: producers }, (_, producer) => {
      return { id: index * producers + producer, topic: name, producer, producers };
    }),
  );
}

/** Names and members of the groups, without their topics. */
export function groupShapes({
  fanOut,
  catchUp,
}: Pick<Scenario, 'fanOut' | 'catchUp'>): readonly Omit<PlannedGroup, 'topics'>[] {
  const named = (role: PlannedGroup['role'], count: number, members: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${role}-${index + 1}`, role, members }));
  return [...named('tail', fanOut.groups, fanOut.members), ...named('catch-up', catchUp?.groups ?? 0, 1)];
}

function planGroups(scenario: Scenario, topics: readonly PlannedTopic[]): readonly PlannedGroup[] {
  return groupShapes(scenario).map(({ name, role, members }) => {
    return { name, role, topics: topics.map((topic) => topic.name), members };
  });
}

function planCatchUp(
  { catchUp }: Scenario,
  phases: readonly Phase[],
  groups: readonly PlannedGroup[],
): PlannedCatchUp | null {
  if (catchUp === undefined) return null;
  const startSecond = phases.find(({ name }) => name === catchUp.startsWith)?.startSecond;
  const baselineFromSecond = baselineFrom(phases, catchUp.startsWith);
  if (startSecond === undefined || baselineFromSecond === null) {
    throw new RangeError(`the catch-up has no baseline before "${catchUp.startsWith}"`);
  }
  const names = groups.filter(({ role }) => role === 'catch-up').map(({ name }) => name);
  return { groups: names, backlogPhase: BACKLOG, startSecond, baselineFromSecond };
}

export function planProduction(production: Scenario['production'], meanBytes: Bytes): Plan['production'] {
  const {
    ingress,
    retention,
    recordSize,
    inZoneReaders,
    replayPerDay,
    linger,
    batch,
    availability,
    observability,
    version,
    instanceClass,
    // What was captured is in the plan by itself (load.ts).
    capture: _,
    ...same
  } = production;
  const recordBytes = recordSize ?? meanBytes;
  const inBytes = (rate: Rate): BytesPerSecond =>
    rate.kind === 'bytes' ? rate.bytesPerSecond : bytesPerSecond(rate.recordsPerSecond * recordBytes);
  return {
    ...same,
    averageIngress: inBytes(ingress.average),
    peakIngress: inBytes(ingress.peak),
    retentionMs: retention,
    inZoneReadShare: inZoneReaders,
    replayBytesPerDay: replayPerDay ?? bytes(0),
    lingerMs: linger,
    batchBytes: batch,
    availabilityTarget: availability,
    observabilityShare: observability,
    recordBytes,
    ...(version === undefined ? {} : { version }),
    ...(instanceClass === undefined ? {} : { instanceClass }),
  };
}
