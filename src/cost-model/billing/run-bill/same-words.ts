import { inputError, type Problem } from '../../../errors.ts';
import { canonicalJson } from '../../../scenarios/digest.ts';
import { sourceName } from '../bill/source-name.ts';
import type { SharedCosts } from '../shared-costs/shared-costs.ts';
import type { SavedSource } from '../types/saved-billing.ts';

/**
 * Other rules than those that sort what a run holds already: its categories would mean two things.
 * @throws WorkbenchError
 */
export function refuseOtherRules(before: readonly SavedSource[], saved: readonly SavedSource[]): void {
  const [first] = saved;
  const rules = first === undefined ? '' : canonicalJson(first.rules);
  const other = before.find((one) => canonicalJson(one.rules) !== rules);
  if (other === undefined || first === undefined) return;
  throw inputError('bill', [
    {
      what: `${sourceName(other.source)} in the run is sorted by other rules than ${sourceName(first.source)} would be`,
      todo: 'Give the same --rules, import the other once more, or add --other-rules: each is then sorted by its own.',
    },
  ]);
}

/**
 * The same shared lines with other weights: their parts would not add up to the cost.
 * @throws WorkbenchError with every such key.
 */
export function refuseOtherWeights(saved: readonly SavedSource[]): void {
  const keys = saved.flatMap(({ shared, scope: { target } }) => shared.map((key) => ({ key, target })));
  const problems = [...Map.groupBy(keys, ({ key }) => canonicalJson(key.of)).values()].flatMap((same): Problem[] => {
    const [first] = same;
    const other = same.find(({ key }) => canonicalJson(key.weights) !== canonicalJson(first?.key.weights ?? {}));
    if (first === undefined || other === undefined) return [];
    const weights = ({ key, target }: typeof first): string => `${weightWords(key)} for ${target}`;
    return [
      {
        what: `costs shared by ${first.key.by} are split in two ways: ${weights(first)}, ${weights(other)}`,
        todo: "Give all targets the same `weights:`; --replace lets those that are imported now hold for the run's others too.",
      },
    ];
  });
  if (problems.length > 0) throw inputError('shared-costs', problems);
}

const weightWords = ({ weights }: SharedCosts): string =>
  Object.entries(weights)
    .map(([target, weight]) => `${target} ${weight}`)
    .join(', ');

/** A source with the weights that others now say for the same lines. */
export function withWeights(one: SavedSource, newer: readonly SavedSource[]): SavedSource {
  const said = new Map(newer.flatMap(({ shared }) => shared).map((key) => [canonicalJson(key.of), key.weights]));
  return {
    ...one,
    shared: one.shared.map((key) => ({ ...key, weights: said.get(canonicalJson(key.of)) ?? key.weights })),
  };
}
