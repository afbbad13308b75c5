import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pythonFolder } from '../python/installed-folder.ts';

const run = promisify(execFile);

const NOTEBOOKS = fileURLToPath(new URL('../../notebooks/', import.meta.url));
const EXECUTE = fileURLToPath(new URL('execute.py', import.meta.url));
const LONGEST_MS = 60_000;

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
 * Jupyter's client and Deno, as notebooks/requirements.txt pins them.
 * @throws Error with how to install Python
 */
export const jupyterFolder = (): Promise<string> =>
  pythonFolder({ name: 'jupyter', requirements: join(NOTEBOOKS, 'requirements.txt') });

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
