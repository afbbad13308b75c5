import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NOTEBOOKS = fileURLToPath(new URL('../../notebooks/', import.meta.url));
const EXECUTE = fileURLToPath(new URL('execute.py', import.meta.url));
const LONGEST_MS = 60_000;
const LONGEST_INSTALL_MS = 180_000;

export interface Executed {
  readonly cells: readonly {
    readonly id: string;
    readonly cell_type: string;
    readonly execution_count?: number | null;
    readonly outputs?: readonly {
      readonly output_type: string;
      readonly data?: Readonly<Record<string, string | readonly string[]>>;
    }[];
  }[];
}

/**
 * Jupyter's client and Deno, as notebooks/requirements.txt pins them, installed once into the user's cache folder.
 * @throws Error with how to install Python
 */
export async function jupyterFolder(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const requirements = join(NOTEBOOKS, 'requirements.txt');
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'kafka-tco-workbench', `jupyter-${digest}`);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return join(folder, 'bin');
  await rm(folder, { recursive: true, force: true });
  try {
    await run('python3', ['-m', 'venv', folder], { timeout: LONGEST_MS });
  } catch (cause) {
    throw new Error(
      'Python with its venv module runs the notebook and is not here. Debian: apt-get install python3-venv; macOS: brew install python',
      { cause },
    );
  }
  const pip = ['install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  await run(join(folder, 'bin/pip'), pip, { timeout: LONGEST_INSTALL_MS });
  await writeFile(complete, '');
  return join(folder, 'bin');
}

/** The notebook with its outputs, run from top to bottom in a kernel of its own; nothing of the user's is touched. */
export async function executed(notebook: string, settings: NodeJS.ProcessEnv = {}): Promise<Executed> {
  const bin = await jupyterFolder();
  const scratch = await mkdtemp(join(tmpdir(), 'workbench-notebook-'));
  try {
    const env = {
      ...process.env,
      ...settings,
      XDG_DATA_HOME: scratch,
      JUPYTER_DATA_DIR: join(scratch, 'jupyter'),
      JUPYTER_RUNTIME_DIR: join(scratch, 'runtime'),
      DENO_DIR: join(scratch, 'deno'),
    };
    await run(join(bin, 'deno'), ['jupyter', '--install'], { cwd: NOTEBOOKS, env, timeout: LONGEST_MS });
    const out = join(scratch, 'out.ipynb');
    await run(join(bin, 'python'), [EXECUTE, notebook, out], { cwd: NOTEBOOKS, env, timeout: LONGEST_MS });
    return JSON.parse(await readFile(out, 'utf8'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
