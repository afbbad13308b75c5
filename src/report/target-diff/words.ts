import { listed, nounOf } from '../../inventory/diff/compare/hidden.ts';
import type { Cell, Difference, DiffKind, DiffRow, Intent } from '../../inventory/diff/types.ts';
import { rate } from '../../judge/format.ts';
import type { ConfigSource } from '../../kafka/read-only/answers.ts';

/** What differs: `retention.ms of topic orders`, `group billing`, `topics a, b, c and 9 more`; `most` names in full. */
export function whatOf({ kind, names, property }: DiffRow, most?: number): string {
  const thing = thingOf(kind, names, (all) => listed(all, most));
  if (property === null) return thing;
  return kind === 'acl' ? `${thing}: ${property}` : `${property} of ${thing}`;
}

function thingOf(kind: DiffKind, names: readonly string[], joined: (names: readonly string[]) => string): string {
  switch (kind) {
    case 'broker-config':
      return 'brokers';
    case 'feature':
      return joined(names);
    case 'acl':
      return `ACL of ${joined(names)}`;
    case 'schema':
      return names[0] === 'the registry' ? 'the Schema Registry' : `${nounOf(kind, names.length)} ${joined(names)}`;
    default: {
      const noun = nounOf(kind === 'config' ? 'topic' : kind, names.length);
      return `${names.length > 1 ? `${rate(names.length)} ` : ''}${noun} ${joined(names)}`;
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

/** How the two sides differ; of configs, whether anybody meant it: `override, not set on B`. */
export function howOf(row: DiffRow): string {
  const isConfig = row.kind === 'config' || row.kind === 'broker-config';
  return isConfig ? `${INTENTS[row.intent]}, ${configWords(row)}` : WORDS[row.difference];
}

const INTENTS: Readonly<Record<Intent, string>> = {
  override: 'override',
  effective: 'not by default',
  default: 'platform default',
};

const WORDS: Readonly<Record<Difference, string>> = {
  missing: 'missing on B',
  extra: 'only on B',
  clamped: 'another value on B',
  different: 'different on B',
  renamed: 'another name on B',
  dropped: 'would not come to B so',
};

function configWords({ difference, a, b }: DiffRow): string {
  if (difference === 'missing') return b === null ? 'not known to B' : 'not set on B';
  if (difference === 'extra') return a === null ? 'not known to A' : 'set on B only';
  return WORDS[difference];
}

/** What the named replicator makes of it; null where nothing is known. */
export function replicatedWords({ replicated }: DiffRow, replicator: string): string | null {
  if (replicated === null) return null;
  const { outcome, why } = replicated;
  const does = { carried: 'would carry it', changed: 'changes it', dropped: 'drops it' }[outcome];
  return `${replicator} ${does}: ${why}`;
}
