import type { ConfigSource } from '../../kafka/read-only/answers.ts';
import type { Reason } from '../../kafka/read-only/reading.ts';

export const DIFF_VERSION = 1;

/** What a difference is in. */
export const DIFF_KINDS = [
  'topic',
  'config',
  'broker-config',
  'feature',
  'acl',
  'quota',
  'scram-user',
  'group',
  'schema',
  'connector',
] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];

/**
 * missing: on A and not on B; of a config: set on A and left to its default on B. extra: the other way round.
 * clamped: set on both, with another value on B. different: another value that nobody set. renamed: there under
 * another name. dropped: not on B yet, and the replicator would not bring it.
 */
export const DIFFERENCES = ['missing', 'extra', 'different', 'clamped', 'renamed', 'dropped'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/**
 * override: somebody set it, on the topic or on running brokers: a contract. effective: it is so, whoever decided it
 * (partitions, a broker's file). default: the platform's own, which nobody asked for.
 */
export const INTENTS = ['override', 'effective', 'default'] as const;
export type Intent = (typeof INTENTS)[number];

/** What a difference does to an application; their order is data (target-diff/impacts.yaml). */
export const IMPACTS = ['refused', 'access', 'semantics', 'durability', 'retention', 'cosmetic'] as const;
export type Impact = (typeof IMPACTS)[number];

/** One side of a difference. */
export interface Cell {
  readonly value: string;
  /** Of a config: who set it. Null: it has no such thing. */
  readonly source: ConfigSource | null;
}

/** A difference before anybody has said what it does. */
export interface Change {
  readonly kind: DiffKind;
  /** Of what differs, as they are called on A; on B where A has none of it. More than one: all differ alike. */
  readonly names: readonly string[];
  /** Config or property that differs; null: the thing as a whole. */
  readonly property: string | null;
  readonly difference: Difference;
  /** Null: not there. */
  readonly a: Cell | null;
  readonly b: Cell | null;
  readonly intent: Intent;
  /** B's value against A's, where both can be ordered; `same` where they are equal and only one was set. */
  readonly direction: 'lower' | 'higher' | 'same' | 'other' | null;
  /** Further words that the sentences about it may use. */
  readonly words: Readonly<Record<string, string>>;
  readonly replicated: Fate | null;
}

/** What the named replicator makes of it; null where none was named, or A has nothing that it could carry. */
export interface Fate {
  readonly outcome: 'carried' | 'changed' | 'dropped';
  readonly why: string;
}

export interface DiffRow extends Omit<Change, 'words'> {
  readonly impact: Impact;
  /** What an application sees of it. */
  readonly effect: string;
  readonly todo: string;
}

/** A part that one side did not tell, so that it was compared with nothing. */
export interface NotCompared {
  readonly kinds: readonly DiffKind[];
  readonly side: 'a' | 'b';
  readonly reason: Reason;
  /** The whole of a section, by its title: `ACLs`; null: a part of one. */
  readonly section: string | null;
  readonly why: string;
  /** `not compared: ACLs of B were not permitted`, and why. */
  readonly says: string;
  readonly todo: string;
}

export interface DiffSide {
  readonly name: string;
  readonly platform: string;
  readonly environment: 'test' | 'production';
  readonly clusterId: string | null;
  readonly release: string | null;
  /** When it was scanned: UTC, ISO 8601. */
  readonly scannedAt: string;
}

export interface ImpactLevel {
  readonly impact: Impact;
  readonly title: string;
  /** Why it stands where it stands. */
  readonly reason: string;
}

/** What `workbench target diff --json` prints, before the verdicts of a thresholds file. */
export interface InventoryDiff {
  readonly schemaVersion: typeof DIFF_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly a: DiffSide;
  readonly b: DiffSide;
  readonly replicator: {
    readonly name: string;
    readonly version: string;
    readonly policy: string;
    readonly sourceAlias: string | null;
  } | null;
  /** What breaks an application first, first: the order of `rows`. */
  readonly levels: readonly ImpactLevel[];
  readonly rows: readonly DiffRow[];
  readonly notCompared: readonly NotCompared[];
  /** How many things of a kind were set beside each other, on either side. */
  readonly compared: Readonly<Partial<Record<DiffKind, number>>>;
  /** What no comparison of two clusters can say, in sentences. */
  readonly notes: readonly string[];
}
