import type { BillRule } from '../../types/rule.ts';
import type { Columns } from '../formats/format.ts';
import { FORMATS, type FormatName } from '../formats/index.ts';
import { type Asked, aggregationSql, KEYS, linesSql, SUMS } from './aggregation.ts';
import { DIALECTS, type Engine } from './dialects.ts';
import { ORDINARY, placeCase, ruleCase } from './rule-case.ts';

export interface SqlInput extends Asked {
  readonly format: FormatName;
  /** Columns of the table; those of an export in Parquet with everything in it where left out. */
  readonly columns?: Columns;
  /** What stands after FROM: `"billing"."cur"`, `read_parquet('cur/*.parquet')`. */
  readonly relation: string;
  readonly rules: readonly BillRule[];
}

/**
 * The aggregation that readExports makes, with the rules within: each row with the rule that classifies it and the
 * category or part apart that it leads to, for where the data outgrows one machine.
 */
export function sqlFor(engine: Engine, { format: name, columns, relation, rules, ...asked }: SqlInput): string {
  const dialect = DIALECTS[engine];
  const { format, everything } = FORMATS[name];
  const aggregated = aggregationSql([linesSql(format, columns ?? everything, relation, asked, dialect)]);
  const names = [...KEYS, ...SUMS].join(', ');
  return [
    `WITH aggregated AS (\n${aggregated}\n), told AS (`,
    `  SELECT ${names}, ${ORDINARY.sql} AS ${ORDINARY.name} FROM aggregated`,
    '), named AS (',
    `  SELECT ${names},\n  ${ruleCase(rules, dialect)} AS rule`,
    '  FROM told',
    ')',
    `SELECT ${names}, rule,\n  ${placeCase(rules, 'rule')} AS place`,
    'FROM named',
    'ORDER BY day, place, rule, usage_type',
  ].join('\n');
}
