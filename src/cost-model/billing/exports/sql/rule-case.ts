import { prefixPattern } from '../../rules/pattern.ts';
import { LINE_ITEM_TYPES } from '../../types/row.ts';
import { type BillRule, EVERY_PROVIDER, NAMED_ONLY } from '../../types/rule.ts';
import type { Dialect } from '../formats/format.ts';
import { literal } from './quote.ts';

/** A column that says whether rules that name no type of line are for it. */
export const ORDINARY = {
  name: 'is_ordinary',
  sql: `line_item_type IN (${LINE_ITEM_TYPES.filter((type) => !NAMED_ONLY.includes(type))
    .map(literal)
    .join(', ')})`,
};

/** The name of the first rule that matches a row of the aggregation, as one expression; NULL where none does. */
export function ruleCase(rules: readonly BillRule[], dialect: Dialect): string {
  const branches = rules.map((rule) => `WHEN ${conditions(rule, dialect).join(' AND ')} THEN ${literal(rule.name)}`);
  return branches.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE\n    ${branches.join('\n    ')}\n  END`;
}

/** Where each rule leads: a category, or a part of what stands apart. Names are unique within a provider. */
export function placeCase(rules: readonly BillRule[], name: string): string {
  const places = Map.groupBy(rules, ({ provider, into }) =>
    JSON.stringify([provider, 'category' in into ? into.category : into.apart]),
  );
  const branches = [...places].toSorted(byProvider).map(([key, of]) => {
    const [provider = '', place = ''] = JSON.parse(key) as readonly string[];
    const names = of.map((rule) => literal(rule.name)).join(', ');
    const its = provider === EVERY_PROVIDER ? '' : `provider = ${literal(provider)} AND `;
    return `WHEN ${its}${name} IN (${names}) THEN ${literal(place)}`;
  });
  return `CASE\n    ${[...branches, `ELSE 'unclassified'`].join('\n    ')}\n  END`;
}

/** Those of one provider first: a name may stand in the rules of every provider, too. */
const byProvider = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  Number(a.startsWith(`["${EVERY_PROVIDER}"`)) - Number(b.startsWith(`["${EVERY_PROVIDER}"`));

function conditions(rule: BillRule, dialect: Dialect): readonly string[] {
  const usageType =
    rule.usageTypePrefix === undefined
      ? 'usage_type'
      : `REGEXP_REPLACE(usage_type, ${literal(prefixPattern(rule.usageTypePrefix))}, '')`;
  const over = (value: string, pattern: string | undefined): readonly string[] =>
    pattern === undefined ? [] : [dialect.matches(value, pattern)];
  return [
    ...(rule.provider === EVERY_PROVIDER ? [] : [`provider = ${literal(rule.provider)}`]),
    rule.lineItemType === undefined
      ? ORDINARY.name
      : `line_item_type IN (${rule.lineItemType.map(literal).join(', ')})`,
    ...over(usageType, rule.usageType),
    ...over('service', rule.service),
    ...over('operation', rule.operation),
    ...over('unit', rule.billedIn),
  ];
}
