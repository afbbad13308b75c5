import { Command } from 'commander';
import { checkCommand } from './target/check.ts';
import { diffCommand } from './target/diff.ts';
import { inventoryCommand } from './target/inventory.ts';
import type { Terminal } from './terminal.ts';

/** `workbench target`: what a cluster is, without changing anything on it. */
export function targetCommand(terminal: Terminal): Command {
  return new Command('target')
    .description('a cluster of yours, read-only: can it be measured, what is on it, how do two differ')
    .addCommand(checkCommand(terminal))
    .addCommand(inventoryCommand(terminal))
    .addCommand(diffCommand(terminal));
}
