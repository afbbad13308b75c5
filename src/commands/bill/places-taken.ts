import { daysIn } from '../../cost-model/billing/bill/refusals.ts';
import { sourceName } from '../../cost-model/billing/bill/source-name.ts';
import type { SavedSource } from '../../cost-model/billing/types/saved-billing.ts';
import { inputError, type Problem } from '../../errors.ts';
import { canonicalJson, digestOf } from '../../scenarios/digest.ts';

const DIGITS = 12;

/** A source is whose answer it is, to which question and of which days: what it answers may move. */
export function fileOf({ scope, source: { source, period } }: SavedSource): string {
  const identity = digestOf(canonicalJson({ source, scope, period })).replace(/^sha256:/, '');
  return `${scope.target}.${source.replaceAll(/[^A-Za-z0-9-]+/g, '-')}-${identity.slice(0, DIGITS)}.json`;
}

/**
 * What of a run's sources the new ones stand in the place of. The same content does so by itself, and what Cost Explorer
 * answers to the same question later; files only where somebody says so, since they may be others of the same days.
 * @throws WorkbenchError with every source that stands in the way.
 */
export function placesTaken(
  held: readonly SavedSource[],
  saved: readonly SavedSource[],
  replace: boolean,
): { readonly replaced: readonly SavedSource[]; readonly others: readonly SavedSource[] } {
  const takenBy = (one: SavedSource): SavedSource | undefined =>
    saved.find((newer) => fileOf(newer) === fileOf(one) || (replace && haveSameDays(newer, one)));
  const problems = held.flatMap((one): readonly Problem[] => {
    const newer = takenBy(one);
    if (newer === undefined || replace || isSameAnswer(newer, one)) return [];
    return [
      {
        what: `the run has ${sourceName(one.source)} of the same days, with other content than ${sourceName(newer.source)}`,
        todo: 'Add --replace to put this in its place, or import both at once where they are parts of one export.',
      },
    ];
  });
  if (problems.length > 0) throw inputError('bill', problems);
  return {
    replaced: held.filter((one) => takenBy(one) !== undefined),
    others: held.filter((one) => takenBy(one) === undefined),
  };
}

const isSameAnswer = ({ source: newer }: SavedSource, { source: older }: SavedSource): boolean =>
  newer.digest === older.digest || newer.source === 'cost-explorer';

function haveSameDays(newer: SavedSource, older: SavedSource): boolean {
  if (newer.scope.target !== older.scope.target) return false;
  const days = daysIn(older.source);
  return [...daysIn(newer.source)].some((day) => days.has(day));
}
