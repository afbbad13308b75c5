import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { runCost } from '../cost-model/pricing/run-cost.ts';
import type { Problem } from '../errors.ts';
import { credentialsFrom, tlsOptions } from '../kafka/credentials.ts';
import { drivers } from '../loadgen/drivers/index.ts';
import { platformNamed, platforms } from '../platforms/index.ts';
import type { Platform } from '../platforms/types.ts';
import { plannedSpending } from '../run/budget.ts';
import { preflight } from '../run/preflight.ts';
import { faultIds } from '../scenarios/faults.ts';
import type { LoadedScenario } from '../scenarios/load.ts';
import { type ReadFile, readScenario, readTarget } from '../scenarios/read.ts';
import { sidesOf } from '../scenarios/sides.ts';
import type { LoadedTarget } from '../scenarios/target.ts';
import type { Plan } from '../scenarios/types.ts';
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

export interface InputTarget extends LoadedTarget {
  readonly platform: Platform;
}

export interface RunInput {
  readonly scenario: LoadedScenario;
  readonly targets: readonly InputTarget[];
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
    const loaded = problems.gather(() => readTarget(shownPath(cwd, path), { platforms: names, readFile: fromHere }));
    return loaded === null ? [] : [{ ...loaded, platform: platformNamed(loaded.target.platform) }];
  });
  for (const target of targets) problems.add(missingSecrets(target));
  if (scenario !== null) problems.add(problems.gather(() => plannedProblems(scenario, targets)) ?? []);
  problems.throwIfAny();
  return { scenario: scenario as LoadedScenario, targets };
}

/** Secrets and certificates that a target refers to and that are not there. */
function missingSecrets({ target, locate }: InputTarget): readonly Problem[] {
  if (target.connect.kind === 'local') return [];
  const { security } = target.connect;
  const missing = new Problems();
  missing.gather(() => credentialsFrom(security));
  missing.gather(() => tlsOptions(security));
  return missing.found.map(({ what, todo }) => locate({ path: ['security'], what, todo, ofKey: true }));
}

function plannedProblems({ plan, scenario, locate }: LoadedScenario, targets: RunInput['targets']): readonly Problem[] {
  const driver = drivers.find(({ name }) => name === plan.client.driver);
  if (driver === undefined) {
    const known = drivers.map(({ name }) => name).join(', ');
    const what = `${plan.client.driver} is not a driver`;
    return [locate({ path: ['clients', 'driver'], what, todo: `use one of: ${known}` })];
  }
  const usd = usdOf(plan, targets);
  const found = preflight(
    plan,
    targets.map((given, index) => ({ ...given, usd: usd[index] ?? null })),
    driver,
    faultIds(scenario.failures),
  );
  return [
    ...found.scenario.map(locate),
    ...targets.flatMap((target, index) => (found.targets[index] ?? []).map(target.locate)),
  ];
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

/** A line for each target that is measured twice: with which clients, and how much that is in all. */
export function sideNotes(plan: Plan, targets: RunInput['targets']): readonly string[] {
  return targets.flatMap(({ target }) => {
    const [, tuned] = sidesOf(plan.client, target);
    if (tuned === undefined) return [];
    const { gib, minutes } = plannedSpending(plan, 2 * plan.repetitions);
    const each = `${plan.repetitions} ${plan.repetitions === 1 ? 'repetition' : 'repetitions'} each`;
    const inAll = `${gib.toPrecision(3)} GiB and about ${Math.ceil(minutes)} min`;
    return `${target.name} is measured twice, ${each}: with the scenario's clients, and as ${tuned.name} with its own; ${inAll} in all.`;
  });
}

/** What one side of each target would cost; null where it is not charged or not priced. */
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
