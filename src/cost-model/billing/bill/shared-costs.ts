import { inputError } from '../../../errors.ts';
import { difference, isLess, sum, upToMark } from '../../arithmetic/money.ts';
import { wholePattern } from '../rules/pattern.ts';
import type { BillRow } from '../types/row.ts';

const LOOKED_AT = ['service', 'usageType', 'operation', 'resource', 'tag'] as const;

/** Costs that several targets share, split by a declared key. */
export interface SharedCosts {
  /** What the key counts: `written bytes`. */
  readonly by: string;
  /** Regular expressions over the whole value; everything that is given must match. */
  readonly of: Readonly<Partial<Record<(typeof LOOKED_AT)[number], string>>>;
  /** Target → how much of the key is its; decimal strings above 0. */
  readonly weights: Readonly<Record<string, string>>;
}

export interface SharedPart {
  readonly by: string;
  readonly share: string;
  readonly amount: string;
}

/**
 * The rows as the target pays them: of what is shared, its part. The parts of all targets of a key add up to the cost
 * exactly. A row belongs to the first key that matches it.
 * @throws WorkbenchError where a key has no weight for the target, or one that is none.
 */
export function shareOut(
  rows: readonly BillRow[],
  shared: readonly SharedCosts[],
  target: string,
): { readonly rows: readonly BillRow[]; readonly parts: readonly SharedPart[] } {
  if (shared.length === 0) return { rows, parts: [] };
  const keys = shared.map((costs) => ({
    matches: matching(costs.of),
    split: splitFor(costs, target),
    mine: [] as string[],
  }));
  const parts = rows.map((row) => {
    const key = keys.find(({ matches }) => matches(row));
    if (key === undefined) return row;
    const part = partOf(row, key.split);
    key.mine.push(part.unblended);
    return part;
  });
  return {
    rows: parts,
    parts: shared.map(({ by }, at) => ({
      by,
      share: keys[at]?.split('1') ?? '0',
      amount: sum(keys[at]?.mine ?? []),
    })),
  };
}

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

function matching(of: SharedCosts['of']): (row: BillRow) => boolean {
  const patterns = LOOKED_AT.flatMap((key) => {
    const pattern = of[key];
    return pattern === undefined ? [] : [{ key, whole: new RegExp(wholePattern(pattern), 'u') }];
  });
  return (row) => patterns.length > 0 && patterns.every(({ key, whole }) => whole.test(row[key] ?? ''));
}
