import { Command } from 'commander';
import { invoiceMapping, shippedMappings } from '../../cost-model/billing/invoices/mapping/shipped-mappings.ts';
import { readInvoices } from '../../cost-model/billing/invoices/read-invoices.ts';
import { billRulesWith } from '../../cost-model/billing/rules/shipped-rules.ts';
import type { SourceRows } from '../../cost-model/billing/types/source.ts';
import { repeatable } from '../repeatable.ts';
import type { Terminal } from '../terminal.ts';
import { type BilledOptions, type BilledTarget, billedTarget } from './billed-target.ts';
import { addKeepOptions, type KeepOptions } from './keep-options.ts';
import { addScopeOptions } from './scope-options.ts';
import { shownAndKept } from './shown-and-kept.ts';

type Effects = Pick<Terminal, 'out' | 'err' | 'cwd' | 'width'>;

interface Options extends BilledOptions, KeepOptions {
  readonly mapping?: string;
  readonly rules: readonly string[];
  readonly hourly: boolean;
  readonly oneDelivery: boolean;
  readonly json: boolean;
}

const examples = (): string => `
Examples:
  workbench bill import exports/2026-11 --tag cluster=orders
  workbench bill import sample.csv --run results/<run> --target local-tiered
  workbench bill import costs.csv --mapping ${shippedMappings()[0]} --json`;

/** `workbench bill import`: exports and invoices, sorted into the model's categories; --json prints the bill. */
export function importCommand(effects: Effects): Command {
  const command = new Command('import')
    .description('read exports of a bill (CUR 2.0, FOCUS; CSV, gzip, Parquet) or a vendor invoice, and sort it')
    .argument('<file...>', 'files or folders');
  return addKeepOptions(addScopeOptions(command))
    .option('--mapping <name|file>', 'they are invoices of a vendor, in the columns that this mapping names')
    .option('--rules <file>', 'rules of your own, before the shipped ones; may be repeated', repeatable, [])
    .option('--hourly', 'keep hours apart where the export tells them', false)
    .option('--one-delivery', 'the files are parts of one export: lines that are alike are not counted twice', false)
    .option('--json', 'print the bill (docs/bill.schema.json)', false)
    .addHelpText('after', examples)
    .action(async (files: string[], options: Options) => {
      const { cwd } = effects;
      const billed = billedTarget(options, cwd);
      const rules = billRulesWith(options.rules, cwd);
      const sources = await readSources(files, options, billed, cwd);
      shownAndKept(sources, { ...options, rules }, billed, effects);
    });
}

async function readSources(
  files: readonly string[],
  { hourly, oneDelivery, mapping }: Options,
  { scope, shared, period, currency }: BilledTarget,
  cwd: string,
): Promise<readonly SourceRows[]> {
  if (mapping === undefined) {
    // DuckDB is loaded by those who read exports, not by every command.
    const { readExports } = await import('../../cost-model/billing/exports/read-exports.ts');
    return readExports(files, { scope, shared, period, from: cwd, hourly, oneDelivery });
  }
  return [readInvoices(files, { mapping: invoiceMapping(mapping, cwd), scope, shared, currency, from: cwd })];
}
