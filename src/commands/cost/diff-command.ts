import { Command } from 'commander';
import { diffCosts } from '../../cost-model/diff/diff.ts';
import type { CostedPlatform } from '../../cost-model/pricing/saved-prices.ts';
import { repeatable } from '../repeatable.ts';
import type { Terminal } from '../terminal.ts';
import { diffText } from './diff.ts';
import { addCostOptions, type CostOptions } from './options.ts';
import { assertAlone, priced } from './priced.ts';
import { savedResultAt } from './saved-result.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'now'>;

interface Options extends CostOptions {
  readonly bookBefore: readonly string[];
  readonly bookAfter: readonly string[];
  readonly json: boolean;
}

const examples = ([one, , another]: readonly CostedPlatform[]): string => `
Examples:
  workbench cost diff scenarios/today.yaml scenarios/next-year.yaml -p ${one?.name} -p ${another?.name}
  workbench cost diff results/march results/november
  workbench cost diff scenarios/demo.yaml scenarios/demo.yaml --all --book-after negotiated.yaml`;

/** `workbench cost diff`: two scenarios, two books or two dates; what changed, and which inputs made it. */
export function diffCommand(effects: Effects, platforms: readonly CostedPlatform[]): Command {
  const command = new Command('diff')
    .description('what two results say differently, by price and by quantity, and why')
    .argument('<before>', 'a scenario, a run folder or a cost.json')
    .argument('<after>', 'another one; or the same scenario at other prices');
  return addCostOptions(command)
    .optionsGroup('What is compared:')
    .option('--book-before <file>', 'a price book of the first one alone; may be repeated', repeatable, [])
    .option('--book-after <file>', 'a price book of the second one alone; may be repeated', repeatable, [])
    .option('--json', 'print the difference as data', false)
    .addHelpText('after', examples(platforms))
    .action(async (before: string, after: string, options: Options) => {
      const { cwd } = effects;
      const startedAt = effects.now().toISOString();
      const side = async (scenario: string, books: readonly string[], flag: string) => {
        const isSaved = savedResultAt(scenario, cwd) !== null;
        if (isSaved && books.length > 0) assertAlone(`${scenario}, which was priced before,`, [flag]);
        const priceBook = [...options.priceBook, ...books];
        const { cost } = await priced({ scenario, options: { ...options, priceBook }, platforms, cwd, startedAt });
        return cost;
      };
      const diff = diffCosts(
        await side(before, options.bookBefore, '--book-before'),
        await side(after, options.bookAfter, '--book-after'),
      );
      effects.out(options.json ? JSON.stringify(diff, null, 2) : diffText(diff));
    });
}
