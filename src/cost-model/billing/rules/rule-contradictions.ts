import type { KeyPath, Mistake } from '../../../scenarios/mistake.ts';
import type { RuleFile } from './rule-schema.ts';

/** What a rule may look at; one that looks at nothing would take every line that comes to it. */
const CONDITIONS = ['service', 'usageType', 'operation', 'billedIn', 'lineItemType'] as const;

/** Rules of one name: the name stands on lines and must say which rule it was. */
export function repeatedNames(rules: readonly unknown[]): readonly Mistake[] {
  const names = rules.map((rule) => (rule as { readonly name?: unknown } | null)?.name);
  return names.flatMap((name, at) =>
    typeof name === 'string' && names.indexOf(name) < at
      ? [{ path: ['rules', at, 'name'], what: `two rules are called "${name}"`, todo: 'Give each rule its own name.' }]
      : [],
  );
}

/** Mistakes that the schema cannot see. */
export function contradictionsIn(rule: RuleFile, path: KeyPath): readonly Mistake[] {
  const { name, into, price } = rule;
  const mistakes: Mistake[] = [];
  if (CONDITIONS.every((condition) => rule[condition] === undefined)) {
    mistakes.push({
      path,
      what: `"${name}" matches every line`,
      todo: `Give it one of ${CONDITIONS.join(', ')}: what no rule knows is to be seen as unclassified.`,
    });
  }
  if ((into.category === undefined) === (into.apart === undefined)) {
    mistakes.push({
      path: [...path, 'into'],
      what: `"${name}" does not lead to one place`,
      todo: 'Give `category:` or `apart:`, one of the two.',
    });
  }
  if (price !== undefined && into.category === undefined) {
    mistakes.push({
      path: [...path, 'price'],
      what: `"${name}" has a price and is no consumption`,
      todo: 'Remove its price, or give it a category.',
    });
  }
  if (price !== undefined && price.billedIn === undefined && rule.billedIn === undefined) {
    mistakes.push({
      path: [...path, 'price'],
      what: `"${name}" does not say in which unit it is billed`,
      todo: 'Give its price `billedIn:`: quantities in another unit are not compared.',
    });
  }
  if (price !== undefined && /^0(\.0+)?$/.test(price.perUnit)) {
    mistakes.push({
      path: [...path, 'price', 'perUnit'],
      what: `a unit of "${name}" is none of the price's`,
      todo: 'Say how many units of the price one billed unit is.',
    });
  }
  return mistakes;
}
