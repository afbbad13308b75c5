import { resolve } from 'node:path';
import { Command } from 'commander';
import { explainItem } from '../cost-model/explain/find-item.ts';
import { renderExplanation } from '../cost-model/explain/render.ts';
import type { CostedPlatform } from '../cost-model/pricing/saved-prices.ts';
import { EXIT } from '../errors.ts';
import { platforms as knownPlatforms } from '../platforms/index.ts';
import { budgetVerdict, parseBudget } from './cost/budget.ts';
import { changesText } from './cost/changes.ts';
import { diffCommand } from './cost/diff-command.ts';
import { addCostOptions, type CostOptions } from './cost/options.ts';
import { priced } from './cost/priced.ts';
import { writeCost } from './cost/write.ts';
import { costText } from './cost-table.ts';
import type { Terminal } from './terminal.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'now' | 'exit' | 'width'>;

interface Options extends CostOptions {
  readonly explain?: string;
  readonly budget?: string;
  readonly out?: string;
  readonly json: boolean;
}

const examples = ([one, , another]: readonly CostedPlatform[]): string => `
Examples:
  workbench cost scenarios/demo.yaml --all
  workbench cost --ingress 100MiB/s --fan-out 3 --retention 7d -p ${one?.name} -p ${another?.name} --out tco
  workbench cost --assumptions tco/cost.xlsx
  workbench cost scenarios/demo.yaml -p ${one?.name} --explain "Broker disks"`;

/** `workbench cost`: the model alone, without a run; --json prints exactly a cost.json. */
export function costCommand(effects: Effects, platforms: readonly CostedPlatform[] = knownPlatforms): Command {
  const command = new Command('cost')
    .description('price a production workload on one or more platforms, and say what follows from it')
    .argument(
      '[scenario]',
      'a scenario file, whose production: block is priced; or a run folder or cost.json, shown as it is',
    );
  // The options of `diff` are its own, though they have the same names.
  command.enablePositionalOptions();
  return addCostOptions(command)
    .optionsGroup('What comes out:')
    .option('--explain <item>', 'how one line comes about: formula, inputs with their sources, arithmetic')
    .option(
      '--budget <amount>',
      'most that a month may cost, with --tax tax included; exit status 1 where a platform is not within it',
    )
    .option('--out <folder>', 'write the report: HTML, XLSX, Markdown, CSV and JSON')
    .option('--json', 'print what cost.json holds (docs/cost.schema.json)', false)
    .addHelpText('after', examples(platforms))
    .addCommand(diffCommand(effects, platforms))
    .action(async (scenario: string | undefined, options: Options) => {
      const { cwd } = effects;
      const most = options.budget === undefined ? null : parseBudget(options.budget);
      const startedAt = effects.now().toISOString();
      const { cost, changes } = await priced({ scenario: scenario ?? null, options, platforms, cwd, startedAt });
      const explanations = options.explain === undefined ? null : explainItem(cost, options.explain);
      const written = options.out === undefined ? [] : await writeCost(cost, resolve(cwd, options.out), options.out);
      const budget = most ?? cost.sheet?.budget ?? null;
      const verdict = budget === null ? null : budgetVerdict(cost, budget);
      if (options.json) effects.out(JSON.stringify(explanations ?? cost, null, 2));
      else {
        const parts = [
          changesText(changes),
          explanations?.map(renderExplanation).join('\n\n') ?? costText(cost, effects.width),
          verdict?.says.join('\n'),
          written.join('\n'),
        ];
        effects.out(parts.filter((part) => part !== undefined && part !== '').join('\n\n'));
      }
      if (verdict?.isHeld === false) effects.exit(EXIT.failed);
    });
}
