import { Command } from 'commander';
import { EXIT } from '../errors.ts';
import { healLeftovers, type Leftover, stillBroken } from '../faults/journal/leftovers.ts';
import { formatProblems } from './problems.ts';
import type { Terminal } from './terminal.ts';

interface HealFlags {
  readonly fromAnyHost: boolean;
  readonly json: boolean;
}

/** `workbench heal`: what runs that were killed left broken on clusters that the tool did not start. */
export function healCommand(terminal: Pick<Terminal, 'out' | 'err' | 'exit'>): Command {
  return new Command('heal')
    .description('heal what killed runs left broken; run and demo do it first, too')
    .option('--from-any-host', 'also what was broken from another host, whose run is over for certain', false)
    .option('--json', 'print what was found and what became of it', false)
    .addHelpText('after', '\nExample:\n  workbench heal')
    .action(async ({ fromAnyHost, json }: HealFlags) => {
      const onHealing = (what: string): void => terminal.err(`healing ${what}`);
      const leftovers = await healLeftovers({ fromAnyHost, onHealing });
      const broken = stillBroken(leftovers);
      if (json) terminal.out(JSON.stringify({ leftovers }, null, 2));
      else for (const line of linesOf(leftovers)) terminal.out(line);
      if (broken !== null && !json) terminal.err(formatProblems(broken));
      terminal.exit(broken === null ? EXIT.pass : EXIT.platform);
    });
}

function linesOf(leftovers: readonly Leftover[]): string[] {
  return leftovers.length === 0 ? ['Nothing was left broken.'] : leftovers.map(lineOf);
}

function lineOf(leftover: Leftover): string {
  switch (leftover.state) {
    case 'healed':
      return `healed: ${leftover.what} (${leftover.evidence})`;
    case 'in use':
      return `left alone: ${leftover.what}; that run is going on`;
    case 'broken':
      return `still broken: ${leftover.what}`;
  }
}
