import { resolve } from 'node:path';
import { Command } from 'commander';
import type { SavedBilling, SavedMetrics } from '../../cost-model/billing/types/saved-billing.ts';
import { hasBill, readBilling } from '../../evidence/billing.ts';
import type { Terminal } from '../terminal.ts';
import { billText } from './bill-text.ts';
import { metricsText } from './metrics-text.ts';
import { billsIn, chosenBill, savedBillAt } from './saved-bill.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'width'>;

/** `workbench bill show`: what was billed, of a run or a saved bill. */
export function showCommand(effects: Effects): Command {
  return new Command('show')
    .description('show the bill of a run by its parts, and that they add up')
    .argument('<run|bill.json>', 'a run folder, or a bill that was saved')
    .option('--target <name>', "only this target's bill")
    .option('--json', 'print the bill', false)
    .addHelpText('after', '\nExample:\n  workbench bill show results/<run>')
    .action((path: string, { target, json }: { readonly target?: string; readonly json: boolean }) => {
      const metrics = metricsAlone(resolve(effects.cwd, path), target);
      if (metrics.length > 0) {
        effects.out(json ? JSON.stringify(metrics, null, 2) : metricsWords(metrics, path, effects.width));
        return;
      }
      const saved = savedBillAt(path, effects.cwd);
      const bills = billsIn(saved, target ?? path);
      const shown = target === undefined ? bills : [chosenBill(bills, target)];
      const whole = target === undefined ? saved.bill : shown[0]?.bill;
      effects.out(
        json
          ? JSON.stringify(whole, null, 2)
          : shown
              .map((one) => billText(one.bill, 'targets' in saved.bill ? one.target : null, effects.width))
              .join('\n\n'),
      );
    });
}

/** What metrics say of a run that no bill was imported into: they stand in no bill.json. */
const metricsAlone = (folder: string, target: string | undefined): readonly SavedMetrics[] =>
  hasBill(folder)
    ? []
    : readBilling<SavedBilling>(folder)
        .filter((one) => one.kind === 'metrics')
        .filter(({ scope }) => target === undefined || scope.target === target);

const metricsWords = (metrics: readonly SavedMetrics[], path: string, width: number): string =>
  [
    `No bill was imported into ${path}. What metrics say of its days:`,
    ...metrics.map(({ scope, from, period, series, losses }) =>
      [`${scope.target}, ${from}, ${period.start} until before ${period.end}`, metricsText(series, losses, width)].join(
        '\n',
      ),
    ),
  ].join('\n\n');
