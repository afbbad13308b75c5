import { join } from 'node:path';
import { Command } from 'commander';
import { PACKAGE_ROOT } from '../package.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

const SCENARIO = 'scenarios/demo.yaml';
const TARGETS = ['targets/local-kafka.yaml', 'targets/local-tiered.yaml'];

export function demoCommand(terminal: Terminal): Command {
  return new Command('demo')
    .description('measure and price two real local platforms: one report, no configuration, about three minutes')
    .option('-o, --out <dir>', 'the run folder, new or empty (default: results/<run-id>)')
    .addHelpText('after', '\nExample:\n  workbench demo')
    .action(async (options: { out?: string }) => {
      const shipped = (file: string): string => join(PACKAGE_ROOT, file);
      terminal.exit(
        await run(
          {
            scenario: shipped(SCENARIO),
            targets: TARGETS.map(shipped),
            out: options.out,
            set: [],
            demo: true,
            allowFaults: false,
          },
          terminal,
        ),
      );
    });
}
