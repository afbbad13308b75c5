import type { Impacts } from '../impacts/read-impacts.ts';
import type { DiffKind, DiffRow, InventoryDiff, NotCompared } from '../types.ts';
import { wholeName } from '../whole-name.ts';
import type { DiffRule } from './thresholds-schema.ts';

/** One rule held against a diff. */
export interface RuleVerdict {
  readonly id: string;
  readonly atMost: number;
  /** Things that differ so, as far as both sides were obtained. */
  readonly found: number;
  /** undecided: within its limit, but something that it is about was not obtained. */
  readonly verdict: 'pass' | 'fail' | 'undecided';
  /** Why it could not be decided. */
  readonly because: readonly string[];
}

/** Every rule of a thresholds file; what was not obtained never lets a rule pass. */
export const judgeDiff = (
  diff: InventoryDiff,
  rules: readonly DiffRule[],
  impacts: Pick<Impacts, 'rules'>,
): readonly RuleVerdict[] => rules.map((rule) => judgeRule(diff, rule, impacts));

function judgeRule(diff: InventoryDiff, { id, where, atMost }: DiffRule, impacts: Pick<Impacts, 'rules'>): RuleVerdict {
  const name = where.name === undefined ? () => true : wholeName(where.name);
  const found = diff.rows
    .filter((row) => counts(row, where))
    .reduce((sum, { names }) => sum + names.filter(name).length, 0);
  const hidden = diff.notCompared.filter(
    (part) => canMatter(part, where, impacts) && isAbout(part, where.kind, diff.notCompared),
  );
  const because = [
    ...hidden.map(({ says }) => says),
    ...(where.replicator !== undefined && diff.replicator === null ? ['no replicator was named'] : []),
  ];
  if (found > atMost) return { id, atMost, found, verdict: 'fail', because: [] };
  return { id, atMost, found, verdict: because.length === 0 ? 'pass' : 'undecided', because };
}

function counts(row: DiffRow, { kind, property, impact, difference, intent, replicator }: DiffRule['where']): boolean {
  const among = <T>(list: readonly T[] | undefined, value: T): boolean => list === undefined || list.includes(value);
  return (
    among(kind, row.kind) &&
    among(impact, row.impact) &&
    among(difference, row.difference) &&
    among(intent, row.intent) &&
    (property === undefined || (row.property !== null && wholeName(property)(row.property))) &&
    (replicator === undefined || (row.replicated !== null && replicator.includes(row.replicated.outcome)))
  );
}

/** Whether a difference in it could do to an application what the rule counts. */
const canMatter = (
  { kinds }: NotCompared,
  { kind: counted = kinds, impact: those }: DiffRule['where'],
  { rules }: Pick<Impacts, 'rules'>,
): boolean =>
  those === undefined ||
  kinds.some((kind) => counted.includes(kind) && rules.get(kind)?.some(({ impact }) => those.includes(impact)));

/** A rule that names no kind is not about services that neither target has. */
function isAbout(part: NotCompared, kinds: readonly DiffKind[] | undefined, all: readonly NotCompared[]): boolean {
  if (kinds !== undefined) return part.kinds.some((kind) => kinds.includes(kind));
  const sides = all.filter((other) => other.reason === 'not-asked' && other.kinds.join() === part.kinds.join());
  return !(part.reason === 'not-asked' && new Set(sides.map(({ side }) => side)).size === 2);
}
