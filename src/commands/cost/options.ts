import { type Command, Option } from 'commander';
import { PURCHASES } from '../../cost-model/types/prices.ts';
import { repeatable } from '../repeatable.ts';
import { addWorkloadOptions, type WorkloadOptions } from './workload-options.ts';

/** What commander read; the flags of the workload are among them. */
export interface CostOptions extends WorkloadOptions {
  readonly platform: readonly string[];
  readonly all: boolean;
  readonly assumptions?: string;
  readonly priceBook: readonly string[];
  readonly discount: readonly string[];
  readonly purchase?: string;
  readonly currency?: string;
  readonly tax?: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly baseline?: string;
  readonly against?: string;
  readonly firstMonth?: string;
  readonly horizon?: string;
  readonly hoursPerMonth?: string;
  readonly set: readonly string[];
}

/** Flags of everything that is priced alike: one workload, on which platforms, at which prices. */
export function addCostOptions(command: Command): Command {
  return addWorkloadOptions(
    command
      .optionsGroup('What is priced:')
      .option(
        '-p, --platform <name>',
        'a platform, or one variant of it as platform/variant; repeat to compare',
        repeatable,
        [],
      )
      .option('--all', 'every platform in every variant', false)
      .option('--assumptions <file>', 'an assumptions sheet (YAML), or a workbook that came back (XLSX)')
      .option('--baseline <name>', 'what stays if nothing is done; the first platform without it')
      .option('--against <name>', 'what the baseline is set against; the cheapest other one without it')
      .optionsGroup('At which prices:')
      .option('--price-book <file>', 'prices that replace those of the same key; may be repeated', repeatable, [])
      .option(
        '--discount <of=share>',
        'such as aws=20%, or aws.ec2=10% for keys that begin so; may be repeated',
        repeatable,
        [],
      )
      .addOption(new Option('--purchase <terms>', 'how instances are bought').choices(PURCHASES))
      .option('--currency <rate>', 'convert at a dated rate, such as EUR=0.92@2026-11-01:ECB')
      .option('--tax <share>', 'tax on what the cloud and vendors are paid, such as 19%:VAT')
      .option('--cloud <name>', 'the cloud whose prices apply; only aws is priced')
      .option('--region <name>', 'the region whose price books apply')
      .optionsGroup('Over which time:')
      .option('--first-month <month>', 'when the horizon begins, such as 2027-01; next month without it')
      .option('--horizon <months>', 'months to look ahead (default: 36)')
      .option(
        '--hours-per-month <hours>',
        'hours in a month: 730 as AWS counts, 720 as several vendors do (default: 730)',
      )
      .optionsGroup('The workload, alone or over that of a scenario or a sheet:'),
  ).option('--set <key=value>', 'override a key of the scenario, such as production.fanOut=5', repeatable, []);
}

const OUTPUTS = ['explain', 'budget', 'out', 'json', 'bookBefore', 'bookAfter'];

/** Options that say what is priced and how, as they were typed; none where a result is only shown. */
export function pricingOptions(options: CostOptions): readonly string[] {
  const given = Object.entries(options).filter(
    ([name, value]) => !OUTPUTS.includes(name) && value !== undefined && value !== false && !isEmptyList(value),
  );
  return given.map(([name]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
