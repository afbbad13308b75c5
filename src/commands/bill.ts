import { Command } from 'commander';
import { calibrateCommand } from './bill/calibrate.ts';
import { fetchCommand } from './bill/fetch.ts';
import { importCommand } from './bill/import.ts';
import { reconcileCommand } from './bill/reconcile.ts';
import { showCommand } from './bill/show.ts';
import { sqlCommand } from './bill/sql.ts';
import type { Terminal } from './terminal.ts';

/** `workbench bill`: what was really billed, beside what was modelled and measured. */
export function billCommand(terminal: Terminal): Command {
  return new Command('bill')
    .description('bills: fetch or import them, set them beside the model, and learn from them')
    .addCommand(fetchCommand(terminal))
    .addCommand(importCommand(terminal))
    .addCommand(showCommand(terminal))
    .addCommand(reconcileCommand(terminal))
    .addCommand(calibrateCommand(terminal))
    .addCommand(sqlCommand(terminal));
}
