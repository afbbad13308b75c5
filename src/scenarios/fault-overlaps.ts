import { faultShape } from './fault-kinds.ts';
import type { PlannedFault } from './fault-types.ts';

/** Nodes of a target by zone, as far as they are known: none for a cluster that the tool does not start. */
export interface NodesByZone {
  readonly nodes: readonly number[];
  inZone(zone: string): readonly number[];
}

const NONE_KNOWN: NodesByZone = { nodes: [], inZone: () => [] };

/** What a fault lays hands on: no two may hold the same thing at once. Names such as `node 2`. */
function handsOn({ kind, where }: PlannedFault, { nodes, inZone }: NodesByZone = NONE_KNOWN): readonly string[] {
  const each = (numbers: readonly number[]) => numbers.map((node) => `node ${node}`);
  switch (kind) {
    case 'rolling-restart':
    case 'rolling-upgrade':
      // Replicas on their way cannot be told from those that a restarted node still lacks.
      return ['every node', 'the assignment of partitions', ...each(nodes)];
    case 'object-store-slow':
    case 'object-store-throttled':
    case 'object-store-unreachable':
      return ['the object store'];
    case 'wal-slow':
    case 'wal-full':
    case 'wal-unreachable':
      return ['the object store', 'the WAL'];
    case 'control-plane-cut':
      return ['the control plane'];
    case 'scale-out':
    case 'reassignment':
      return ['the assignment of partitions'];
    case 'scale-in':
      return ['the assignment of partitions', ...placeOf({ where })];
    default:
      if (where.scope === 'zone') return [`zone ${where.zone}`, ...each(inZone(where.zone))];
      if (where.scope === 'cluster') return ['every node', ...each(nodes)];
      return placeOf({ where });
  }
}

function placeOf({ where }: Pick<PlannedFault, 'where'>): readonly string[] {
  if (where.scope === 'node') return [`node ${where.node}`];
  if (where.scope === 'member') return [`member ${where.member} of ${where.group}`];
  return where.scope === 'producer' ? [`producer ${where.producer}`] : [];
}

export interface Overlap {
  readonly earlier: PlannedFault;
  readonly later: PlannedFault;
  /** What both lay hands on. */
  readonly both: string;
}

/**
 * Faults that would hold the same thing at once by the plan, each later one with the first that it meets. A
 * procedure without a duration holds its things until the load ends.
 */
export function faultOverlaps(faults: readonly PlannedFault[], known: NodesByZone = NONE_KNOWN): readonly Overlap[] {
  return faults.flatMap((later, index) => {
    const overlaps = faults.slice(0, index).flatMap((earlier): readonly Overlap[] => {
      if (endOf(earlier) <= later.startSecond) return [];
      const both = meeting(earlier, later, known);
      return both === null ? [] : [{ earlier, later, both }];
    });
    return overlaps.slice(0, 1);
  });
}

/** The thing on which both faults lay hands; null where there is none. */
export function meeting(a: PlannedFault, b: PlannedFault, known: NodesByZone = NONE_KNOWN): string | null {
  const [hands, others] = [handsOn(a, known), handsOn(b, known)];
  const shared = hands.find((thing) => others.includes(thing));
  if (shared !== undefined) return shared;
  // `every node` meets each single one, also where it is not known which there are.
  const single = (things: readonly string[]) => things.find((thing) => /^(node|zone) /.test(thing));
  if (hands.includes('every node')) return single(others) ?? null;
  return others.includes('every node') ? (single(hands) ?? null) : null;
}

const endOf = ({ kind, startSecond, durationSeconds }: PlannedFault): number =>
  durationSeconds === null
    ? faultShape(kind).lasts === 'procedure'
      ? Number.POSITIVE_INFINITY
      : startSecond
    : startSecond + durationSeconds;
