import { seconds } from '../units.ts';
import { faultShape } from './fault-kinds.ts';
import type { FaultPlace, FaultSettings, PlannedFault } from './fault-types.ts';
import { rateValue } from './quantities.ts';
import type { Scenario } from './schema.ts';
import type { Phase } from './types.ts';

type Failure = Scenario['failures'][number];

/**
 * The scenario's failures on the plan's timeline, in the order in which they begin. Contradictions are refused
 * when a scenario is loaded, not here.
 */
export function layFaults(failures: readonly Failure[], phases: readonly Phase[]): readonly PlannedFault[] {
  const ids = faultIds(failures);
  return failures
    .map((failure, index) => {
      const { startSecond = seconds(0) } = phases.find(({ name }) => name === failure.phase) ?? {};
      return {
        id: ids[index] as string,
        kind: failure.kind,
        where: placeOf(failure),
        phase: failure.phase,
        startSecond: seconds(startSecond + failure.after / 1e3),
        durationSeconds: failure.duration === undefined ? null : seconds(failure.duration / 1e3),
        settings: settingsOf(failure),
      };
    })
    .toSorted((a, b) => a.startSecond - b.startSecond);
}

/** Each failure's name in the plan, in the scenario's order: `<kind>-<n>`, the n-th of its kind. */
export function faultIds(failures: readonly Pick<Failure, 'kind'>[]): readonly string[] {
  return failures.map(({ kind }, index) => {
    const earlier = failures.slice(0, index).filter((other) => other.kind === kind);
    return `${kind}-${earlier.length + 1}`;
  });
}

/** `tail-1/0`: group and number of its member. */
const MEMBER = /^(.+)\/(\d+)$/;

/** What `where` names, by what the kind happens to; null where it names no such thing. */
export function readPlace({ kind, where }: Pick<Failure, 'kind' | 'where'>): FaultPlace | null {
  const { scope } = faultShape(kind);
  switch (scope) {
    case 'node':
      if (where === undefined && isNetwork(kind)) return { scope: 'cluster' };
      return typeof where === 'number' ? { scope, node: where } : null;
    case 'zone':
      return typeof where === 'string' ? { scope, zone: where } : null;
    case 'member': {
      const [, group, member] = (typeof where === 'string' && MEMBER.exec(where)) || [];
      return group === undefined ? null : { scope, group, member: Number(member) };
    }
    case 'producer':
      return typeof where === 'number' ? { scope, producer: where } : null;
    case 'cluster':
      return where === undefined ? { scope } : null;
  }
}

/** Kinds that without `where` are on the paths to all nodes. */
const isNetwork = (kind: Failure['kind']): boolean => kind.startsWith('network-');

function placeOf(failure: Failure): FaultPlace {
  const place = readPlace(failure);
  if (place === null) throw new RangeError(`${failure.kind} does not say where`);
  return place;
}

function settingsOf(failure: Failure): FaultSettings {
  const { latency, jitter, bandwidth, between, share, operations, keys } = failure;
  return {
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(jitter === undefined ? {} : { jitterMs: jitter }),
    ...(bandwidth === undefined
      ? {}
      : { bytesPerSecond: rateValue(bandwidth) as FaultSettings['bytesPerSecond'] & {} }),
    ...(between === undefined ? (isNetwork(failure.kind) ? { between: 'clients' as const } : {}) : { between }),
    ...(share === undefined ? {} : { share }),
    ...(operations === undefined ? {} : { operations }),
    ...(keys === undefined ? {} : { keys }),
  };
}

/** `node 2`, `zone zone-a`, `member 0 of tail-1`, `producer 0`, `the cluster` */
export function placeWords(place: FaultPlace): string {
  switch (place.scope) {
    case 'node':
      return `node ${place.node}`;
    case 'zone':
      return `zone ${place.zone}`;
    case 'member':
      return `member ${place.member} of ${place.group}`;
    case 'producer':
      return `producer ${place.producer}`;
    case 'cluster':
      return 'the cluster';
  }
}
