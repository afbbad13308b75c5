import { inputError } from '../../../errors.ts';
import { difference, isLess, sum, upToMark } from '../../arithmetic/money.ts';
import type { BillRow } from '../types/row.ts';
import type { SharedCosts } from './shared-costs.ts';

export interface SharedPart {
  readonly by: string;
  readonly share: string;
  readonly amount: string;
  /** What is left of the cost for the other targets. */
  readonly others: string;
}

/**
 * The rows as the target pays them: its own whole, and of what a key splits its part. The parts of all targets of a key
 * add up to the cost exactly.
 * @throws WorkbenchError where a key has no weight for the target, or one that is none.
 */
export function shareOut(
  rows: readonly BillRow[],
  shared: readonly SharedCosts[],
  target: string,
): { readonly rows: readonly BillRow[]; readonly parts: readonly SharedPart[] } {
  if (shared.length === 0) return { rows, parts: [] };
  const splits = shared.map((costs) => splitFor(costs, target));
  const parts = rows.map((row) => {
    const split = row.shared === null ? undefined : splits[row.shared];
    return split === undefined ? row : partOf(row, split);
  });
  return {
    rows: parts,
    parts: shared.flatMap(({ by }, at) => {
      const [whole, mine] = [rows, parts].map((some) => some.filter((row) => row.shared === at).map(unblendedOf));
      if (whole === undefined || mine === undefined || mine.length === 0) return [];
      const amount = sum(mine);
      return [{ by, share: splits[at]?.('1') ?? '0', amount, others: difference(sum(whole), amount) }];
    }),
  };
}

const unblendedOf = ({ unblended }: BillRow): string => unblended;

type Split = (amount: string) => string;

function partOf(row: BillRow, split: Split): BillRow {
  const orNull = (amount: string | null): string | null => (amount === null ? null : split(amount));
  return {
    ...row,
    quantity: orNull(row.quantity),
    unblended: split(row.unblended),
    amortized: orNull(row.amortized),
    list: orNull(row.list),
  };
}

function splitFor({ by, weights }: SharedCosts, target: string): Split {
  const refuse = (what: string, todo: string): never => {
    throw inputError('shared-costs', [{ what: `costs shared by ${by}: ${what}`, todo }]);
  };
  const wrong = Object.entries(weights).find(([, weight]) => !/^\d+(\.\d+)?$/.test(weight) || !isLess('0', weight));
  if (wrong !== undefined) refuse(`the weight of ${wrong[0]} is "${wrong[1]}"`, 'Give each target a number above 0.');
  const at = Object.keys(weights).indexOf(target);
  if (at < 0)
    refuse(`${target} has no weight`, `Say how much of the key is that of ${target}, or leave the costs out.`);
  const all = Object.values(weights);
  const [from, to, whole] = [sum(all.slice(0, at)), sum(all.slice(0, at + 1)), sum(all)];
  return (amount) => difference(upToMark(amount, to, whole), upToMark(amount, from, whole));
}
