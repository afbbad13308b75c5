import { Command } from 'commander';
import { type ImportEffects, importCommand } from './prices/import.ts';
import { type ListEffects, listCommand } from './prices/list.ts';

/** `workbench prices`: what the cost model multiplies with. */
export function pricesCommand(effects: ListEffects & ImportEffects): Command {
  return new Command('prices')
    .description('price books')
    .addCommand(listCommand(effects))
    .addCommand(importCommand(effects));
}
