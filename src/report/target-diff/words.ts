import { listed, nounOf } from '../../inventory/diff/compare/hidden.ts';
import type { Cell, DiffKind, DiffRow } from '../../inventory/diff/types.ts';
import { rate } from '../../judge/format.ts';
import type { ConfigSource } from '../../kafka/read-only/answers.ts';

/** What differs: `retention.ms of topic orders`, `group billing`, `topics a, b, c and 9 more`. */
export function whatOf({ kind, names, property }: DiffRow): string {
  const thing = thingOf(kind, names);
  if (property === null) return thing;
  return kind === 'acl' ? `${thing}: ${property}` : `${property} of ${thing}`;
}

function thingOf(kind: DiffKind, names: readonly string[]): string {
  switch (kind) {
    case 'broker-config':
      return 'brokers';
    case 'feature':
      return listed(names);
    case 'acl':
      return `ACL of ${listed(names)}`;
    case 'schema':
      return names[0] === 'the registry' ? 'the Schema Registry' : `subject ${listed(names)}`;
    default: {
      const noun = nounOf(kind === 'config' ? 'topic' : kind, names.length);
      return `${names.length > 1 ? `${rate(names.length)} ` : ''}${noun} ${listed(names)}`;
    }
  }
}

const SOURCES: Readonly<Record<ConfigSource, string>> = {
  topic: 'set on the topic',
  'dynamic-broker': 'set on the broker',
  'dynamic-default-broker': 'set on all brokers',
  'static-broker': "in the broker's file",
  default: 'default',
  group: 'set on the group',
  'client-metrics': 'set for clients',
  unknown: 'source not told',
};

const ABSENT = '–';

/** `604800000 (set on the topic)`. */
export function sideWords(cell: Cell | null): string {
  if (cell === null) return ABSENT;
  const value = cell.value === '' ? '(empty)' : cell.value;
  return cell.source === null ? value : `${value} (${SOURCES[cell.source]})`;
}

/** How the two sides differ, and whether anybody meant it. */
export function howOf({ difference, kind, a, b, direction }: DiffRow): string {
  const isConfig = kind === 'config' || kind === 'broker-config';
  switch (difference) {
    case 'missing':
      if (isConfig && a !== null && b !== null) return direction === 'same' ? 'set on A only' : 'override missing on B';
      return isConfig ? 'not known to B' : 'missing on B';
    case 'extra':
      if (isConfig && a !== null && b !== null) return 'set on B only';
      return isConfig ? 'not known to A' : 'only on B';
    case 'clamped':
      return 'set on both, B has another value';
    case 'different':
      return 'different';
    case 'renamed':
      return 'another name';
    case 'dropped':
      return 'B would get another value';
  }
}

export const INTENT_WORDS: Readonly<Record<DiffRow['intent'], string>> = {
  override: 'override',
  effective: 'effective',
  default: 'platform default',
};

/** What the named replicator makes of it; null where nothing is known. */
export function replicatedWords({ replicated }: DiffRow, replicator: string): string | null {
  if (replicated === null) return null;
  const { outcome, why } = replicated;
  const does = { carried: 'would carry it', changed: 'changes it', dropped: 'drops it' }[outcome];
  return `${replicator} ${does}: ${why}`;
}
