import { Command } from 'commander';
import { reconcile } from '../../cost-model/billing/reconcile/reconcile.ts';
import type { Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';
import type { Terminal } from '../terminal.ts';
import { addBesideOptions, type BesideOptions, platformBeside } from './beside-options.ts';
import { reconciliationText } from './reconciliation-text.ts';
import { billsIn, chosenBill, costBeside, type SavedBill, savedBillAt } from './saved-bill.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'width'>;

interface Options extends BesideOptions {
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  workbench bill reconcile results/<run>
  workbench bill reconcile bill.json --cost tco/cost.json --platform PLATFORM/VARIANT`;

/** `workbench bill reconcile`: modelled, measured and billed, and what the difference is made of. */
export function reconcileCommand(effects: Effects): Command {
  const command = new Command('reconcile').description(
    'set a bill beside what was modelled and measured, and split the difference into price, quantity and mix',
  );
  return addBesideOptions(command)
    .option('--json', 'print the reconciliation', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: Options) => {
      const saved = savedBillAt(path, effects.cwd);
      const found = reconciled(saved, path, options, effects.cwd);
      effects.out(
        options.json
          ? JSON.stringify(found.length === 1 ? found[0] : found, null, 2)
          : found.map((one) => reconciliationText(one, effects.width)).join('\n\n'),
      );
    });
}

/** As the run was judged; anew where another cost or platform is named. */
function reconciled(saved: SavedBill, path: string, options: Options, cwd: string): readonly Reconciliation[] {
  const { target, cost: file, platform } = options;
  const asJudged = 'reconciliation' in saved.bill && file === undefined && platform === undefined;
  if (asJudged && 'reconciliation' in saved.bill) {
    const found = saved.bill.reconciliation.filter((one) => target === undefined || one.target === target);
    if (found.length > 0) return found;
  }
  const { target: name, bill } = chosenBill(billsIn(saved, target ?? path), target);
  const cost = costBeside(saved, file, cwd);
  return [reconcile({ cost, platform: platformBeside(cost, name, platform), target: name, bill, measured: [] })];
}
