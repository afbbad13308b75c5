import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const LONGEST_VENV_MS = 60_000;
const LONGEST_INSTALL_MS = 180_000;

/** What is installed, and from which list of exact versions. */
export interface PythonPackages {
  readonly name: string;
  readonly requirements: string;
  /** The list is a choice of what is needed: what its packages ask for besides is not installed. */
  readonly listedOnly?: boolean;
}

/**
 * The `bin` folder of a Python of its own with the listed packages, installed once into the user's cache folder.
 * @throws Error with how to install Python
 */
export async function pythonFolder(
  { name, requirements, listedOnly = false }: PythonPackages,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'kafka-tco-workbench', `${name}-${digest}`);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return join(folder, 'bin');
  await rm(folder, { recursive: true, force: true });
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: LONGEST_VENV_MS });
  } catch (cause) {
    throw new Error(
      `Python with its venv module runs ${name} and is not here. Debian: apt-get install python3-venv; macOS: brew install python`,
      { cause },
    );
  }
  const pip = [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...(listedOnly ? ['--no-deps'] : []),
    '-r',
    requirements,
  ];
  await run(join(folder, 'bin/pip'), pip, { timeout: LONGEST_INSTALL_MS });
  await writeFile(complete, '');
  return join(folder, 'bin');
}
