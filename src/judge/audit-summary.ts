import {
  type AuditTotals,
  FINDING_NAMES,
  type FindingName,
  type GroupAudit,
  type RepetitionAudit,
} from '../evidence/types/audit.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import type { AuditSummary } from './types/figures.ts';

/** Of the passes with a complete reading; null where there is none. */
export function summarizeAudits(passes: readonly RepetitionEvidence[]): AuditSummary | null {
  const audits = passes.flatMap(({ audit }) => (audit?.complete ? [audit] : []));
  if (audits.length === 0) return null;
  const sum = (key: keyof AuditTotals) => audits.reduce((total, { totals }) => total + totals[key], 0);
  const named = audits.filter(namesFindings);
  const areNamed = named.length === audits.length;
  return {
    acknowledged: sum('acknowledged'),
    delivered: sum('delivered'),
    lost: sum('lost'),
    duplicated: sum('duplicated'),
    reordered: sum('reordered'),
    corrupted: sum('corrupted'),
    unknown: sum('unknown'),
    found: areNamed ? foundIn(named) : null,
    findings: areNamed
      ? named.flatMap(({ repetition, findings }) => findings.map((finding) => ({ ...finding, repetition })))
      : null,
    findingsLeftOut: areNamed ? named.reduce((total, { findingsLeftOut }) => total + findingsLeftOut, 0) : null,
    groups: areNamed ? groupsOf(named) : null,
  };
}

type NamedAudit = Required<RepetitionAudit>;

const namesFindings = (audit: RepetitionAudit): audit is NamedAudit =>
  audit.found !== undefined && audit.findings !== undefined && audit.groups !== undefined;

function foundIn(audits: readonly NamedAudit[]): Readonly<Record<FindingName, number>> {
  const counts = FINDING_NAMES.map((name) => [name, audits.reduce((sum, { found }) => sum + found[name], 0)] as const);
  return Object.fromEntries(counts) as Record<FindingName, number>;
}

function groupsOf(audits: readonly NamedAudit[]): readonly GroupAudit[] {
  const byName = Map.groupBy(
    audits.flatMap(({ groups }) => groups),
    ({ group }) => group,
  );
  return [...byName].flatMap(([group, passes]) => {
    const [first] = passes;
    const sum = (key: 'read' | 'unseen'): number | null =>
      passes.reduce<number | null>((total, it) => (total === null || it[key] === null ? null : total + it[key]), 0);
    const reread = passes.reduce((total, it) => total + it.reread, 0);
    return first === undefined ? [] : { group, role: first.role, read: sum('read'), unseen: sum('unseen'), reread };
  });
}
