import { randomInt } from 'node:crypto';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { savePrices } from '../cost-model/pricing/saved-prices.ts';
import { EXIT, inputError, WorkbenchError } from '../errors.ts';
import { describeEnvironment } from '../evidence/environment.ts';
import { RunFolder } from '../evidence/run-folder.ts';
import { healLeftovers, stillBroken } from '../faults/journal/leftovers.ts';
import { exitStatusOf } from '../judge/verdict.ts';
import { driverNamed } from '../loadgen/drivers/index.ts';
import { TOOL } from '../package.ts';
import { platformNamed, platforms } from '../platforms/index.ts';
import { renderTerminal } from '../report/terminal.ts';
import { writeReport } from '../report/write.ts';
import { composeRunPlan, runIdOf } from '../run/compose.ts';
import { conduct } from '../run.ts';
import type { KeyPath } from '../scenarios/mistake.ts';
import { sidesOf } from '../scenarios/sides.ts';
import { foreignFaults, refuseUnlessAllowed } from './foreign-faults.ts';
import { judgeFolder } from './judged-run.ts';
import { shippedPriceBooks } from './price-books.ts';
import { repeatable } from './repeatable.ts';
import { type InputTarget, readRunInput, sideNotes, uncheckedBudgets } from './run-input.ts';
import { terminalProgress } from './run-progress.ts';
import type { Terminal } from './terminal.ts';

export interface RunOptions {
  readonly scenario: string;
  readonly targets: readonly string[];
  readonly out?: string | undefined;
  readonly set: readonly string[];
  readonly demo: boolean;
  /** Whether clusters that the tool did not start may be broken. */
  readonly allowFaults: boolean;
}

interface RunFlags extends Pick<RunOptions, 'out' | 'set' | 'allowFaults'> {
  readonly target: readonly string[];
}

export function runCommand(terminal: Terminal): Command {
  return new Command('run')
    .description('measure a scenario on its targets, judge what was measured, and write the report')
    .argument('<scenario>', 'a scenario file')
    .option('-t, --target <file>', 'a target file; give it twice to compare', repeatable, [])
    .option('-o, --out <dir>', 'the run folder, new or empty (default: results/<run-id>)')
    .option('--set <key=value>', 'override a key of the scenario, such as repetitions=4', repeatable, [])
    .option('--allow-faults', "break clusters that the workbench did not start, as the target's file says", false)
    .addHelpText(
      'after',
      '\nExample:\n  workbench run scenarios/demo.yaml --target targets/local-kafka.yaml --target targets/local-tiered.yaml',
    )
    .action(async (scenario: string, options: RunFlags) => {
      const { target: targets, ...same } = options;
      terminal.exit(await run({ scenario, targets, demo: false, ...same }, terminal));
    });
}

/** Measures, judges and reports; returns the exit status. An interrupted run is reported too, as incomplete. */
export async function run(options: RunOptions, terminal: Terminal): Promise<number> {
  const { scenario, targets } = readRunInput({ ...options, cwd: terminal.cwd });
  if (targets.length === 0) {
    throw inputError('no-target', [
      { what: 'a run needs a target', todo: 'name its file with --target; targets/ has some' },
    ]);
  }
  for (const note of [...sideNotes(scenario.plan, targets), ...uncheckedBudgets(scenario.plan, targets)]) {
    terminal.out(note);
  }
  const foreign = foreignFaults(
    scenario.plan,
    targets.map(({ target }) => target),
  );
  for (const line of foreign) terminal.out(line);
  refuseUnlessAllowed(foreign, options.allowFaults);
  await healWhatWasLeft(terminal);
  const startedAt = terminal.now();
  const plan = composeRunPlan({
    scenario: {
      name: scenario.plan.scenario,
      description: scenario.scenario.description,
      // A path outside would tell of this machine.
      file: isAbsolute(scenario.file) ? basename(scenario.file) : scenario.file,
      digest: scenario.digest,
      overrides: scenario.overrides,
    },
    plan: scenario.plan,
    targets,
    runId: runIdOf(scenario.plan.scenario, startedAt),
    runNumber: randomInt(2 ** 32),
    startedAt,
    tool: TOOL,
    environment: describeEnvironment({
      [scenario.plan.client.driver]: driverNamed(scenario.plan.client.driver).version,
    }),
    demo: options.demo,
  });
  const prices = savePrices({
    targets: targets.map(({ target }) => target),
    platforms,
    books: shippedPriceBooks(),
    support: scenario.plan.production.support,
  });
  const path = resolve(terminal.cwd, options.out ?? join('results', plan.run.id));
  const folder = RunFolder.create(path);
  const progress = terminalProgress(terminal, plan);
  const interruption = terminal.interruption();
  let failure: unknown = null;
  try {
    await conduct({
      plan,
      prices,
      folder,
      platformOf: ({ platform }) => platformNamed(platform),
      signal: interruption.signal,
      progress,
    });
  } catch (error) {
    failure = error;
  } finally {
    progress.done();
    interruption.end();
  }
  if (failure !== null && !interruption.signal.aborted && !(failure instanceof WorkbenchError)) throw failure;
  const current = targets.find(({ target }) =>
    sidesOf(scenario.plan.client, target).some(({ name }) => name === progress.target()),
  );
  if (current !== undefined) failure = located(failure, current);
  return report(path, failure, interruption.signal.aborted, terminal);
}

/** What a killed run left broken is healed first: nobody should measure it, and it should not stay so. */
async function healWhatWasLeft(terminal: Terminal): Promise<void> {
  const leftovers = await healLeftovers({
    onHealing: (what) => terminal.out(`Healing what a killed run left: ${what}`),
  });
  const broken = stillBroken(leftovers);
  if (broken !== null) throw broken;
}

/** Keys of a target's file that an error of its cluster is about. */
const KEY_OF: Readonly<Record<string, KeyPath>> = {
  'port-in-use': ['start', 'port'],
  'cluster-unreachable': ['bootstrap'],
  'wrong-cluster': ['clusterId'],
  'topics-refused': ['topicConfigs'],
};

/** The same error, with the place in the target's file that has to be mended. */
function located(failure: unknown, { locate }: InputTarget): unknown {
  const path = failure instanceof WorkbenchError ? KEY_OF[failure.code] : undefined;
  if (!(failure instanceof WorkbenchError) || path === undefined) return failure;
  const problems = failure.problems.map(({ what, todo }) => locate({ path, what, todo }));
  return new WorkbenchError(failure.code, failure.exitStatus, problems, { cause: failure });
}

/** Also what was cut short is judged and rendered, so that nothing measured is lost. */
async function report(path: string, failure: unknown, interrupted: boolean, terminal: Terminal): Promise<number> {
  const judged = judgeFolder(path);
  await writeReport(judged, path);
  const page = `Report: ${relative(terminal.cwd, join(path, 'report.html'))}`;
  if (failure !== null && !interrupted) {
    terminal.err(`${page} (incomplete)`);
    throw failure;
  }
  const exitStatus = interrupted ? EXIT.interrupted : exitStatusOf(judged.summary);
  terminal.out(renderTerminal(judged, { colour: terminal.colour, width: terminal.width, exitStatus }));
  terminal.out(page);
  return exitStatus;
}
