import { Command, Option } from 'commander';
import { ENGINES, type Engine } from '../../cost-model/billing/exports/sql/dialects.ts';
import { type SqlInput, sqlFor } from '../../cost-model/billing/exports/sql/sql-for.ts';
import { billRulesWith } from '../../cost-model/billing/rules/shipped-rules.ts';
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
  readonly like?: string;
  readonly without: readonly string[];
  readonly months?: string;
  readonly run?: string;
}

const FORMATS = ['cur', 'focus'] satisfies readonly SqlInput['format'][];

const EXAMPLES = `
Examples:
  workbench bill sql --engine athena --format cur --table '"billing"."cur"' --tag cluster=orders
  workbench bill sql --engine athena --table '"billing"."cur"' --start 2026-11-01 --end 2026-12-01 --months billing_period
  workbench bill sql --engine athena --format focus --table focus_1_0 --without InvoiceId --without SkuMeter
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
    .option('--like <file>', 'a file of the export: the table has its columns, as it has them')
    .option('--without <column>', 'a column that the table does not have; may be repeated', repeatable, [])
    .option('--months <column>', 'the column with months, 2026-11, by which it is partitioned: others are not scanned')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const { engine, format, table: relation, hourly, months = null } = options;
      const { scope, shared, period: days } = billedTarget(options, effects.cwd);
      const rules = billRulesWith(options.rules, effects.cwd);
      // DuckDB is loaded by those who need it, not by every command.
      const { tableColumns } = await import('../../cost-model/billing/exports/table-columns.ts');
      const columns = await tableColumns(options, effects.cwd);
      effects.out(sqlFor(engine, { format, columns, relation, scope, shared, days, months, hourly, rules }));
    });
}
