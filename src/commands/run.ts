import { randomInt } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { runCost } from '../cost-model/run-cost.ts';
import { savePrices } from '../cost-model/saved-prices.ts';
import { inputError, type Problem, WorkbenchError } from '../errors.ts';
import { describeEnvironment } from '../evidence/environment.ts';
import { RunFolder } from '../evidence/run-folder.ts';
import { exitStatusOf } from '../judge/verdict.ts';
import { driverNamed } from '../loadgen/drivers/index.ts';
import { TOOL } from '../package.ts';
import { platformNamed, platforms } from '../platforms/index.ts';
import type { Platform } from '../platforms/types.ts';
import { renderTerminal } from '../report/terminal.ts';
import { writeReport } from '../report/write.ts';
import { composeRunPlan, runIdOf } from '../run/compose.ts';
import { preflight } from '../run/preflight.ts';
import { conduct } from '../run.ts';
import { readScenario, readTarget } from '../scenarios/read.ts';
import { assertLoadAllowed } from '../scenarios/target.ts';
import type { Target } from '../scenarios/types.ts';
import { judgeFolder } from './judged-run.ts';
import { shippedPriceBooks } from './price-books.ts';
import { terminalProgress } from './run-progress.ts';
import type { Terminal } from './terminal.ts';

export interface RunOptions {
  readonly scenario: string;
  readonly targets: readonly string[];
  readonly out?: string | undefined;
  readonly set: readonly string[];
  readonly demo: boolean;
}

export function runCommand(terminal: Terminal): Command {
  return new Command('run')
    .description('measure a scenario on its targets, judge what was measured, and write the report')
    .argument('<scenario>', 'a scenario file')
    .requiredOption('-t, --target <file>', 'a target file; give it twice to compare', collect, [])
    .option('-o, --out <dir>', 'the run folder, new or empty (default: results/<run-id>)')
    .option('--set <key=value>', 'override a key of the scenario, such as repetitions=4', collect, [])
    .addHelpText(
      'after',
      '\nExample:\n  workbench run scenarios/demo.yaml --target targets/local-kafka.yaml --target targets/local-tiered.yaml',
    )
    .action(async (scenario: string, options: { target: string[]; out?: string; set: string[] }) => {
      terminal.exit(
        await run({ scenario, targets: options.target, out: options.out, set: options.set, demo: false }, terminal),
      );
    });
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Measures, judges and reports; returns the exit status. An interrupted run is reported too, as incomplete. */
export async function run(options: RunOptions, terminal: Terminal): Promise<number> {
  const { scenario, targets } = readInput(options, terminal.cwd);
  const startedAt = terminal.now();
  const plan = composeRunPlan({
    scenario: {
      name: scenario.plan.scenario,
      description: scenario.scenario.description,
      file: displayPath(terminal.cwd, options.scenario),
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
  const prices = savePrices({ targets: targets.map(({ target }) => target), platforms, books: shippedPriceBooks() });
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
  return report(path, failure, interruption.signal.aborted, terminal);
}

async function report(path: string, failure: unknown, interrupted: boolean, terminal: Terminal): Promise<number> {
  const judged = judgeFolder(path);
  await writeReport(judged, path);
  terminal.out(renderTerminal(judged, { colour: terminal.colour, width: terminal.width }));
  terminal.out(`Report: ${relative(terminal.cwd, join(path, 'report.html'))}`);
  if (interrupted) return 130;
  if (failure !== null) throw failure;
  return exitStatusOf(judged.summary);
}

/** As messages and plan.json show a path: from here where it lies below, never the machine's own folders. */
function displayPath(cwd: string, file: string): string {
  const below = relative(cwd, resolve(cwd, file));
  return below.startsWith('..') ? file : below;
}

interface Input {
  readonly scenario: ReturnType<typeof readScenario>;
  readonly targets: readonly { readonly target: Target; readonly platform: Platform }[];
}

/** Reads every file and checks everything that can be known before the start; all mistakes at once. */
function readInput(options: RunOptions, cwd: string): Input {
  const problems: Problem[] = [];
  const gather = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const scenario = gather(() => readScenario(displayPath(cwd, options.scenario), { set: options.set }));
  const names = platforms.map(({ name }) => name);
  const targets = options.targets.flatMap((file) => {
    const target = gather(() => readTarget(displayPath(cwd, file), { platforms: names }));
    if (target !== null) gather(() => assertLoadAllowed(target));
    return target === null ? [] : [{ target, platform: platformNamed(target.platform) }];
  });
  if (scenario !== null) problems.push(...(gather(() => plannedProblems(scenario.plan, targets)) ?? []));
  if (scenario === null || problems.length > 0) throw inputError('input', problems);
  return { scenario, targets };
}

function plannedProblems(plan: Input['scenario']['plan'], targets: Input['targets']): Problem[] {
  const driver = driverNamed(plan.client.driver);
  const books = shippedPriceBooks();
  const charges = runCost(
    plan,
    targets.map(({ target }) => target),
    { platforms, books },
  );
  const priced = targets.map((given, index) => {
    const charge = charges[index]?.charge;
    return { ...given, usd: charge?.kind === 'modelled' ? Number(charge.usd) : null };
  });
  return preflight(plan, priced, driver);
}
