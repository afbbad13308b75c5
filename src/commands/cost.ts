import { resolve } from 'node:path';
import { Command } from 'commander';
import { LIST_PRICES } from '../cost-model/prices/net-prices.ts';
import { costResult } from '../cost-model/pricing/cost-result.ts';
import { usualQuestion } from '../cost-model/pricing/question.ts';
import { type CostedPlatform, HOURS_PER_MONTH, NO_COST_SHAPE, shapesOf } from '../cost-model/pricing/saved-prices.ts';
import type { CostResult } from '../cost-model/types/result.ts';
import { inputError, type Problem } from '../errors.ts';
import { platforms as knownPlatforms } from '../platforms/index.ts';
import { readScenario } from '../scenarios/read.ts';
import { costNotes, costRows } from './cost-table.ts';
import { table } from './output.ts';
import { priceBooksWith } from './price-books.ts';
import { repeatable } from './repeatable.ts';
import type { Terminal } from './terminal.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'now'>;

interface CostOptions {
  readonly platform: readonly string[];
  readonly all: boolean;
  readonly priceBook: readonly string[];
  readonly set: readonly string[];
  readonly json: boolean;
}

/** `workbench cost SCENARIO`: the model alone, without a run; --json prints exactly a cost.json. */
export function costCommand(effects: Effects, platforms: readonly CostedPlatform[] = knownPlatforms): Command {
  return new Command('cost')
    .description("price a scenario's production workload on one or more platforms")
    .argument('<scenario>', 'a scenario file; its production: block is priced')
    .option('-p, --platform <name>', 'a platform to price; give it several times to compare', repeatable, [])
    .option('--all', 'every platform; those that cannot be priced yet are named', false)
    .option('--price-book <file>', 'prices that replace those of the same key; may be repeated', repeatable, [])
    .option('--set <key=value>', 'override a key of the scenario, such as production.fanOut=5', repeatable, [])
    .option('--json', 'print what cost.json holds', false)
    .addHelpText('after', '\nExample:\n  workbench cost scenarios/demo.yaml --all')
    .action((scenario: string, options: CostOptions) => {
      const result = costOfScenario(scenario, options, platforms, effects);
      if (options.json) {
        effects.out(JSON.stringify(result, null, 2));
        return;
      }
      const align = ['left', ...result.platforms.map(() => 'right' as const)] as const;
      effects.out(`${table(costRows(result), { align })}\n${costNotes(result).join('\n')}`);
    });
}

function costOfScenario(
  scenario: string,
  options: CostOptions,
  platforms: readonly CostedPlatform[],
  { cwd, now }: Effects,
): CostResult {
  const chosen = options.all ? platforms : named(options.platform, platforms);
  const { plan, digest: scenarioDigest } = readScenario(resolve(cwd, scenario), { set: options.set });
  const notPriced = chosen
    .filter(({ cost }) => cost === null)
    .map(({ name }) => ({ platform: name, why: NO_COST_SHAPE }));
  const startedAt = now().toISOString();
  return costResult({
    workload: plan.production,
    shapes: chosen.flatMap((platform) => shapesOf(platform)),
    books: priceBooksWith(options.priceBook, cwd),
    hoursPerMonth: HOURS_PER_MONTH,
    startedAt,
    terms: LIST_PRICES,
    business: {},
    overrides: {},
    question: usualQuestion(scenarioDigest, startedAt),
    notPriced,
    measured: [],
  });
}

/** The platforms asked for, each of which must have a price. */
function named(names: readonly string[], platforms: readonly CostedPlatform[]): readonly CostedPlatform[] {
  const priced = platforms.filter(({ cost }) => cost !== null).map(({ name }) => name);
  const todo = `Platforms that can be priced: ${priced.join(', ')}; --all prices them all.`;
  if (names.length === 0) throw inputError('platform', [{ what: 'no platform is named', todo }]);
  const problems = names.flatMap((name): Problem[] => {
    const platform = platforms.find((known) => known.name === name);
    if (platform === undefined) return [{ what: `there is no platform "${name}"`, todo }];
    return platform.cost === null ? [{ what: `${name} cannot be priced: ${NO_COST_SHAPE}`, todo }] : [];
  });
  if (problems.length > 0) throw inputError('platform', problems);
  return platforms.filter(({ name }) => names.includes(name));
}
