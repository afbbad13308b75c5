import { Command, Option } from 'commander';
import { ENGINES, type Engine } from '../../cost-model/billing/exports/sql/dialects.ts';
import { type SqlInput, sqlFor } from '../../cost-model/billing/exports/sql/sql-for.ts';
import { billRulesWith } from '../../cost-model/billing/rules/shipped-rules.ts';
import type { Period } from '../../cost-model/billing/types/source.ts';
import { repeatable } from '../repeatable.ts';
import type { Terminal } from '../terminal.ts';
import { billedTarget } from './billed-target.ts';
import { addScopeOptions, type ScopeOptions } from './scope-options.ts';

type Effects = Pick<Terminal, 'out' | 'cwd'>;

interface Options extends ScopeOptions {
  readonly engine: Engine;
  readonly format: SqlInput['format'];
  readonly table: string;
  readonly rules: readonly string[];
  readonly hourly: boolean;
  readonly run?: string;
}

const FORMATS = ['cur', 'focus'] satisfies readonly SqlInput['format'][];

const EXAMPLES = `
Examples:
  workbench bill sql --engine athena --format cur --table '"billing"."cur"' --tag cluster=orders
  workbench bill sql --engine duckdb --format focus --table "read_parquet('focus/*.parquet')"`;

/** `workbench bill sql`: the same classification and sums, for where the data outgrows one machine. */
export function sqlCommand(effects: Effects): Command {
  const command = new Command('sql')
    .description('print the query that sorts and sums an export, for Athena or DuckDB')
    .addOption(new Option('--engine <name>', 'whose SQL').choices(ENGINES).makeOptionMandatory())
    .addOption(new Option('--format <name>', 'of the export').choices(FORMATS).default('cur'))
    .requiredOption('--table <relation>', 'what stands after FROM: a table, or a function that reads files');
  return addScopeOptions(command)
    .option('--run <folder>', 'the run that the target is of')
    .option('--rules <file>', 'rules of your own, before the shipped ones; may be repeated', repeatable, [])
    .option('--hourly', 'keep hours apart', false)
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => {
      const { engine, format, table: relation, hourly } = options;
      const { scope, shared, period } = billedTarget(options, effects.cwd);
      const rules = billRulesWith(options.rules, effects.cwd);
      effects.out(ofDays(sqlFor(engine, { format, relation, scope, shared, hourly, rules }), period));
    });
}

/** Days are text in the query's result. */
const ofDays = (sql: string, period: Period | null): string =>
  period === null
    ? sql
    : `SELECT * FROM (\n${sql}\n) AS everything\nWHERE day >= '${period.start}' AND day < '${period.end}'\nORDER BY day, place, rule, usage_type`;
