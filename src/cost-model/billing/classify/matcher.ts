import { prefixPattern, wholePattern } from '../rules/pattern.ts';
import type { BillRow } from '../types/row.ts';
import { type BillRule, EVERY_PROVIDER, NAMED_ONLY } from '../types/rule.ts';

type Looked = Pick<BillRow, 'provider' | 'service' | 'usageType' | 'operation' | 'unit' | 'lineItemType'>;

/** The first rule that matches a row; null where none does. Patterns are compiled once. */
export function matcherOf(rules: readonly BillRule[]): (row: Looked) => BillRule | null {
  const all = rules.map(compiled);
  const byProvider = new Map(
    rules.map(({ provider }) => [
      provider,
      all.filter(({ rule }) => rule.provider === provider || rule.provider === EVERY_PROVIDER),
    ]),
  );
  const known = new Map<string, BillRule | null>();
  return (row) => {
    const key = JSON.stringify([row.provider, row.service, row.usageType, row.operation, row.unit, row.lineItemType]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found =
      (byProvider.get(row.provider) ?? byProvider.get(EVERY_PROVIDER))?.find(({ matches }) => matches(row))?.rule ??
      null;
    known.set(key, found);
    return found;
  };
}

function compiled(rule: BillRule): { readonly rule: BillRule; readonly matches: (row: Looked) => boolean } {
  const { lineItemType } = rule;
  const service = over(rule.service);
  const usageType = over(rule.usageType);
  const operation = over(rule.operation);
  const unit = over(rule.billedIn);
  const prefix = rule.usageTypePrefix === undefined ? null : new RegExp(prefixPattern(rule.usageTypePrefix), 'u');
  return {
    rule,
    matches: (row) =>
      (lineItemType?.includes(row.lineItemType) ?? !NAMED_ONLY.includes(row.lineItemType)) &&
      usageType(prefix === null ? row.usageType : row.usageType.replace(prefix, '')) &&
      service(row.service) &&
      operation(row.operation) &&
      unit(row.unit),
  };
}

/** What is not known matches no pattern. */
function over(pattern: string | undefined): (value: string | null) => boolean {
  if (pattern === undefined) return () => true;
  const whole = new RegExp(wholePattern(pattern), 'u');
  return (value) => value !== null && whole.test(value);
}
