import { Command, CommanderError, Help, type Option } from 'commander';
import { billCommand } from './commands/bill.ts';
import { costCommand } from './commands/cost.ts';
import { demoCommand } from './commands/demo.ts';
import { healCommand } from './commands/heal.ts';
import { judgeCommand } from './commands/judge.ts';
import { loadJudged } from './commands/judged-run.ts';
import { platformCommand } from './commands/platform.ts';
import { pricesCommand } from './commands/prices.ts';
import { formatProblems } from './commands/problems.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { captureCommand } from './commands/scenario/capture.ts';
import { scenarioCommand } from './commands/scenario.ts';
import { selftestCommand } from './commands/selftest.ts';
import { targetCommand } from './commands/target.ts';
import { processTerminal, type Terminal } from './commands/terminal.ts';
import { EXIT, WorkbenchError } from './errors.ts';
import { TOOL } from './package.ts';

/** The command table: one line a verb. */
function program(terminal: Terminal): Command {
  const table = new Command('workbench')
    .description('Measure and price the same fixed workload on Kafka-compatible platforms.')
    .version(TOOL.version)
    // What stands after a verb of a verb, as in `cost diff`, is its own and not the outer verb's.
    .enablePositionalOptions();
  const verbs = [
    demoCommand(terminal),
    runCommand(terminal),
    judgeCommand(terminal),
    reportCommand({ ...terminal, loadJudged }),
    costCommand(terminal),
    pricesCommand(terminal),
    billCommand(terminal),
    scenarioCommand(terminal).addCommand(captureCommand(terminal)),
    targetCommand(terminal),
    platformCommand(terminal),
    selftestCommand(terminal),
    healCommand(terminal),
  ];
  for (const verb of verbs) table.addCommand(verb);
  for (const command of withAllBelow(table)) {
    command
      .configureHelp({ optionDescription: described })
      .exitOverride()
      .showHelpAfterError('(add --help for its options)');
  }
  return table;
}

const withAllBelow = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withAllBelow)];

/** An option that is not given is worth no mention. */
function described(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: (\[\]|false)\)$/, '');
}

/** The one place where errors are shown and become an exit status. */
function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.pass : EXIT.wrongInput;
  if (error instanceof WorkbenchError) {
    terminal.err(formatProblems(error));
    return error.exitStatus;
  }
  const { message, stack } = error as Error;
  terminal.err(`workbench failed in a way that it should not: ${message}`);
  terminal.err('  → this is a defect; run again with WORKBENCH_DEBUG=1 and report what it prints');
  if (process.env.WORKBENCH_DEBUG) terminal.err(stack ?? '');
  return EXIT.platform;
}

// A reader that has seen enough, such as `head`, is no reason to stop a run halfway.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const terminal = processTerminal();
try {
  await program(terminal).parseAsync();
} catch (error) {
  terminal.exit(explain(error, terminal));
}
