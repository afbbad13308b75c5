import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inputError } from '../../errors.ts';
import { PACKAGE_ROOT } from '../../package.ts';
import { platformNamed, platforms } from '../../platforms/index.ts';
import type { LocalPlatform } from '../../platforms/types.ts';
import { readTarget } from '../../scenarios/read.ts';
import type { Target } from '../../scenarios/target-types.ts';

export interface LocalTarget {
  readonly target: Target;
  readonly local: LocalPlatform;
  readonly nodes: number;
}

const SHIPPED = join(PACKAGE_ROOT, 'targets');

/**
 * What a name on the command line stands for: a target file, or one of those that the tool brings (`local-kafka`).
 * Throws WorkbenchError (exit status 2) where there is neither, or where the target is not started here.
 */
export function localTarget(name: string, cwd: string): LocalTarget {
  const file = targetFile(name, cwd);
  const known = { platforms: platforms.map((platform) => platform.name) };
  const { target, locate } = readTarget(file, known);
  const { local, title } = platformNamed(target.platform);
  if (target.connect.kind === 'remote') {
    const what = 'stands there: this cluster is not started by the workbench';
    const todo = `use a target with start, such as ${shippedNames().join(', ')}`;
    throw inputError('not-local', [locate({ path: ['bootstrap'], what, todo, ofKey: true })]);
  }
  if (local === null) {
    const what = `stands there, but ${title} cannot be started here`;
    const todo = 'give the target a bootstrap address instead of start';
    throw inputError('not-local', [locate({ path: ['start'], what, todo, ofKey: true })]);
  }
  return { target, local, nodes: target.connect.nodes };
}

/** The path that a name on the command line stands for. Throws WorkbenchError (exit status 2) where there is none. */
export function targetFile(name: string, cwd: string): string {
  if (existsSync(resolve(cwd, name)) || /[\\/]|\.ya?ml$/.test(name)) return resolve(cwd, name);
  if (shippedNames().includes(name)) return join(SHIPPED, `${name}.yaml`);
  throw inputError('unknown-platform', [
    {
      what: `There is no target file "${name}", and none of that name comes with the workbench.`,
      todo: `Name a target's file, or one of: ${shippedNames().join(', ')}.`,
    },
  ]);
}

/** Names of the targets that the tool brings, all of them local. */
function shippedNames(): readonly string[] {
  const files = readdirSync(SHIPPED).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => file.slice(0, -'.yaml'.length)).sort();
}
