import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { runCost } from '../cost-model/run-cost.ts';
import type { Problem } from '../errors.ts';
import { credentialsFrom, tlsOptions } from '../kafka/credentials.ts';
import { driverNamed } from '../loadgen/drivers/index.ts';
import { platformNamed, platforms } from '../platforms/index.ts';
import type { Platform } from '../platforms/types.ts';
import { preflight } from '../run/preflight.ts';
import type { LoadedScenario } from '../scenarios/load.ts';
import { type ReadFile, readScenario, readTarget } from '../scenarios/read.ts';
import { assertLoadAllowed } from '../scenarios/target.ts';
import type { Plan, Target } from '../scenarios/types.ts';
import { Problems } from './gather.ts';
import { shippedPriceBooks } from './price-books.ts';

export interface RunFiles {
  readonly scenario: string;
  readonly targets: readonly string[];
  /** Overrides of the scenario, as `--set` takes them. */
  readonly set: readonly string[];
  readonly cwd: string;
  readonly readFile?: ReadFile;
}

export interface RunInput {
  readonly scenario: LoadedScenario;
  readonly targets: readonly { readonly target: Target; readonly platform: Platform }[];
}

/** Reads a scenario and its targets and finds all that a run would refuse; one WorkbenchError with all of it. */
export function readRunInput({
  scenario: file,
  targets: files,
  set,
  cwd,
  readFile = readFileSync,
}: RunFiles): RunInput {
  const problems = new Problems();
  const fromHere: ReadFile = (path) => readFile(resolve(cwd, path));
  const scenario = problems.gather(() => readScenario(shownPath(cwd, file), { set, readFile: fromHere }));
  const names = platforms.map(({ name }) => name);
  const targets = files.flatMap((path) => {
    const target = problems.gather(() => readTarget(shownPath(cwd, path), { platforms: names, readFile: fromHere }));
    return target === null ? [] : [{ target, platform: platformNamed(target.platform) }];
  });
  for (const { target } of targets) {
    problems.gather(() => assertLoadAllowed(target));
    if (target.connect.kind === 'local') continue;
    const { security } = target.connect;
    problems.gather(() => credentialsFrom(security));
    problems.gather(() => tlsOptions(security));
  }
  if (scenario !== null) problems.add(problems.gather(() => plannedProblems(scenario.plan, targets)) ?? []);
  problems.throwIfAny();
  return { scenario: scenario as LoadedScenario, targets };
}

function plannedProblems(plan: Plan, targets: RunInput['targets']): readonly Problem[] {
  const usd = usdOf(plan, targets);
  return preflight(
    plan,
    targets.map((given, index) => ({ ...given, usd: usd[index] ?? null })),
    driverNamed(plan.client.driver),
  );
}

/** A line for each target whose budget.usd cannot be held, because its platform has no price here. */
export function uncheckedBudgets(plan: Plan, targets: RunInput['targets']): readonly string[] {
  const usd = usdOf(plan, targets);
  return targets
    .filter(({ target }, index) => target.budget !== null && usd[index] === null)
    .map(
      ({ target, platform }) =>
        `budget.usd of ${target.name} is not checked: ${platform.title} has no price in this version.`,
    );
}

/** What the run would cost on each target; null where it is not charged or not priced. */
function usdOf(plan: Plan, targets: RunInput['targets']): readonly (number | null)[] {
  const deployed = targets.map(({ target }) => target);
  const costs = runCost(plan, deployed, { platforms, books: shippedPriceBooks() });
  return costs.map(({ charge }) => (charge.kind === 'modelled' ? Number(charge.usd) : null));
}

/** As messages and plan.json show a path: from here where it lies below, otherwise as it was typed. */
function shownPath(cwd: string, file: string): string {
  if (!isAbsolute(file)) return file;
  const below = relative(cwd, file);
  return below.startsWith('..') ? file : below;
}
