import { resolve } from 'node:path';
import { Command } from 'commander';
import { exitStatusOf } from '../judge/verdict.ts';
import { renderTerminal } from '../report/terminal.ts';
import { judgeFolder } from './judged-run.ts';
import type { Terminal } from './terminal.ts';

export function judgeCommand(terminal: Terminal): Command {
  return new Command('judge')
    .description('judge a run again from its evidence, offline; rewrites the judged files')
    .argument('<run>', 'a run folder')
    .option('--json', 'print summary.json instead of the table')
    .addHelpText('after', '\nExample:\n  workbench judge results/demo-20261121-101500')
    .action((run: string, options: { json?: boolean }) => {
      const judged = judgeFolder(resolve(terminal.cwd, run));
      terminal.out(
        options.json
          ? JSON.stringify(judged.summary, null, 2)
          : renderTerminal(judged, { colour: terminal.colour, width: terminal.width }),
      );
      terminal.exit(exitStatusOf(judged.summary));
    });
}
