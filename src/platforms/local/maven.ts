import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { platformError, type WorkbenchError } from '../../errors.ts';

const run = promisify(execFile);

export interface FetchOptions {
  readonly signal: AbortSignal;
  onProgress(message: string): void;
}

/** What Maven fetches or builds, and the user's cache folder keeps. */
export interface MavenFolder {
  /** Of the folder: says what is in it, with a digest of all that decides it, so that a kept one is never out of date. */
  readonly name: string;
  /** As messages call it, such as "Apache Kafka". */
  readonly title: string;
  /** Said before Maven starts. */
  readonly announcement: string;
  /** Of the error when Maven fails. */
  readonly errorCode: string;
  /** Maven's arguments that put everything into `folder`. */
  goals(folder: string): readonly string[];
}

/** The same from the source tree (src/) and from an installed package (dist/). */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/**
 * The folder, filled by Maven once.
 * Throws WorkbenchError (exit status 4) when there is no Maven or Maven fails.
 */
export async function keptFolder(kept: MavenFolder, options: FetchOptions, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kafka-tco-workbench', kept.name);
  if (existsSync(folder)) return folder;
  options.onProgress(kept.announcement);
  await fill(folder, kept, options.signal, env);
  return folder;
}

/** Into a sibling of its own, then one rename: a folder that exists is complete, whoever else is filling it. */
async function fill(folder: string, kept: MavenFolder, signal: AbortSignal, env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    await run('mvn', ['-q', '-B', ...kept.goals(partial)], { env, signal });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    signal.throwIfAborted();
    if (existsSync(folder)) return; // Another process was first; its folder is the same.
    throw mavenError(kept, error);
  }
}

function mavenError({ title, errorCode }: MavenFolder, error: unknown): WorkbenchError {
  const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
  if (code === 'ENOENT') {
    return platformError(
      'maven-missing',
      `There is no "mvn" on PATH; ${title} is fetched through Maven.`,
      'Install Apache Maven 3.8 or newer, or put its bin folder on PATH.',
      error,
    );
  }
  const complaint = mavenComplaint(`${stdout}\n${stderr}`);
  if (NO_COMPILER.test(complaint)) {
    return platformError(
      'jdk-missing',
      `Maven found no Java compiler of version 17 or newer, by which ${title} is built: ${complaint}`,
      'Install a whole JDK of version 17 or newer, not its runtime alone, and put it on PATH or into JAVA_HOME.',
      error,
    );
  }
  return platformError(
    errorCode,
    `Maven could not fetch ${title}: ${complaint || String(error)}`,
    'Check the network and ~/.m2/settings.xml (proxy, mirror), then run the same command again.',
    error,
  );
}

const NO_COMPILER = /No compiler is provided|release version \d+ not supported|invalid target release/;

/** The sentences of Maven's [ERROR] lines that say something, at most three. */
function mavenComplaint(output: string): string {
  return output
    .split('\n')
    .filter((line) => line.startsWith('[ERROR]'))
    .map((line) => line.slice('[ERROR]'.length).trim())
    .filter((line) => line !== '' && !/^(To see the full|Re-run Maven|For more information|\[Help \d\])/.test(line))
    .slice(0, 3)
    .join(' ');
}
