import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { platformError, type WorkbenchError } from '../../errors.ts';

const run = promisify(execFile);

const VERSION = '2.5.0';
const MODULE = `github.com/Shopify/toxiproxy/v2/cmd/server@v${VERSION}`;
const PROGRAM = 'toxiproxy-server';

export interface FindOptions {
  readonly signal: AbortSignal;
  onProgress(message: string): void;
}

/**
 * Path of toxiproxy's server: from PATH, else from the user's cache folder, into which Go builds it once.
 * Throws WorkbenchError `toxiproxy-missing` (exit status 4) where there is neither it nor a Go that can.
 */
export async function findToxiproxy({ signal, onProgress }: FindOptions, env = process.env): Promise<string> {
  const onPath = await firstExecutable((env.PATH ?? '').split(delimiter).map((folder) => join(folder, PROGRAM)));
  if (onPath !== null) return onPath;
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kafka-tco-workbench');
  const cached = join(cache, `toxiproxy-${VERSION}`, PROGRAM);
  if ((await firstExecutable([cached])) !== null) return cached;
  await build(cached, { signal, onProgress }, env);
  return cached;
}

async function firstExecutable(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/** Into a folder of its own, then one rename: a file that exists is whole, whoever else is building. */
async function build(into: string, { signal, onProgress }: FindOptions, env: NodeJS.ProcessEnv): Promise<void> {
  await run('go', ['version'], { env, signal }).catch((error) => {
    signal.throwIfAborted();
    throw missing(error);
  });
  onProgress(`Building toxiproxy ${VERSION} with Go (about a minute, once)`);
  await mkdir(dirname(into), { recursive: true });
  const partial = await mkdtemp(`${dirname(into)}.partial-`);
  try {
    await run('go', ['install', MODULE], { env: { ...env, GOBIN: partial }, signal });
    await rename(join(partial, 'server'), into);
  } catch (error) {
    signal.throwIfAborted();
    throw missing(error);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function missing(error: unknown): WorkbenchError {
  const { code, stderr = '', message } = error as { code?: unknown; stderr?: string; message: string };
  const why =
    code === 'ENOENT' ? 'there is no "go" to build it with' : `go install failed: ${lastLine(stderr) || message}`;
  return platformError(
    'toxiproxy-missing',
    `Faults on the network need toxiproxy: no ${PROGRAM} on PATH, and ${why}.`,
    `Install toxiproxy (macOS: brew install toxiproxy) or Go 1.17 or newer (Debian: apt-get install golang-go) and run: go install ${MODULE}; the binary is called server, put it on PATH as ${PROGRAM}.`,
    error,
  );
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
