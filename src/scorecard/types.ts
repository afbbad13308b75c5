export const GATES = ['compatibility', 'migration', 'cost-model', 'data-control', 'reliability', 'operations'] as const;
export type GateName = (typeof GATES)[number];

/** Closed; unknown never becomes good. */
export type GateVerdict = 'proven' | 'failed' | 'unproven';

export interface Finding {
  readonly id: string;
  /** What would have to be true, in words that a CTO uses. */
  readonly criterion: string;
  readonly target: string;
  readonly verdict: GateVerdict;
  /** What was seen, with its figures; for unproven: why it does not count. */
  readonly statement: string;
  /** Paths into judged files or evidence, such as `summary.json#targets/0/audit`. */
  readonly evidence: readonly string[];
  /** For unproven: what to get next and the command that gets it. */
  readonly next: { readonly evidence: string; readonly command: string | null } | null;
}

/** scorecard.json */
export interface Scorecard {
  readonly schemaVersion: 1;
  readonly gates: readonly {
    readonly gate: GateName;
    readonly title: string;
    /** Who usually signs it. */
    readonly owner: string;
    readonly question: string;
    readonly verdict: GateVerdict;
    readonly findings: readonly Finding[];
  }[];
}
