import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../package.ts';
import type { Change, DiffKind, ImpactLevel } from '../types.ts';
import { wholeName } from '../whole-name.ts';
import { readData } from '../yaml-data.ts';
import { IMPACT_FILE, type ImpactRule } from './impact-schema.ts';

/** What differences do, ready to be asked. */
export interface Impacts {
  readonly levels: readonly ImpactLevel[];
  /** Configs of which -1 means no limit. */
  readonly unlimited: ReadonlySet<string>;
  /** Configs whose value is a set of words. */
  readonly sets: ReadonlySet<string>;
  readonly rules: ReadonlyMap<DiffKind, readonly MatchingRule[]>;
  /** Whether brokers' configs of this name are compared at all. */
  readonly comparesBrokerConfig: (name: string) => boolean;
}

export interface MatchingRule extends Pick<ImpactRule, 'impact' | 'effect' | 'todo'> {
  readonly matches: (change: Change) => boolean;
}

/** @throws WorkbenchError with every mistake of the file. */
export function readImpacts(text: string, file: string): Impacts {
  const { levels, unlimited, sets, rules } = readData(IMPACT_FILE, text, file);
  const named = rules['broker-config'].flatMap(({ property }) => (property === undefined ? [] : [wholeName(property)]));
  return {
    levels,
    unlimited: new Set(unlimited),
    sets: new Set(sets),
    rules: new Map(Object.entries(rules).map(([kind, list]) => [kind as DiffKind, list.map(matchingRule)])),
    comparesBrokerConfig: (name) => named.some((matches) => matches(name)),
  };
}

const SHIPPED = 'target-diff/impacts.yaml';

/** The impacts that the package carries. */
export const shippedImpacts = (): Impacts => readImpacts(readFileSync(join(PACKAGE_ROOT, SHIPPED), 'utf8'), SHIPPED);

/** Stands for a value, or a property, that is not there. */
const NONE = 'none';

const textCondition = (pattern: string | undefined): ((value: string | null) => boolean) => {
  if (pattern === undefined) return () => true;
  if (pattern === NONE) return (value) => value === null;
  const matches = wholeName(pattern);
  return (value) => value !== null && matches(value);
};

const listCondition = <T>(list: readonly T[] | undefined): ((value: T | null) => boolean) =>
  list === undefined ? () => true : (value) => value !== null && list.includes(value);

function matchingRule(rule: ImpactRule): MatchingRule {
  const name = textCondition(rule.name);
  const property = textCondition(rule.property);
  const a = textCondition(rule.a);
  const b = textCondition(rule.b);
  const difference = listCondition(rule.difference);
  const direction = listCondition(rule.direction);
  const intent = listCondition(rule.intent);
  return {
    impact: rule.impact,
    effect: rule.effect,
    todo: rule.todo,
    matches: (change) =>
      difference(change.difference) &&
      direction(change.direction) &&
      intent(change.intent) &&
      property(change.property) &&
      a(change.a?.value ?? null) &&
      b(change.b?.value ?? null) &&
      change.names.every(name),
  };
}
