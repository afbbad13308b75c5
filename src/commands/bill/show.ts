import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { billText } from './bill-text.ts';
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
      const saved = savedBillAt(path, effects.cwd);
      const bills = billsIn(saved, target ?? path);
      const shown = target === undefined ? bills : [chosenBill(bills, target)];
      const whole = target === undefined ? saved.bill : shown[0]?.bill;
      effects.out(
        json
          ? JSON.stringify(whole, null, 2)
          : shown.map((one) => billText(one.bill, one.target, effects.width)).join('\n\n'),
      );
    });
}
