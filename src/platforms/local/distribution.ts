import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { platformError, type WorkbenchError } from '../../errors.ts';
import { findJava, type Java } from './java.ts';

const run = promisify(execFile);

export interface Distribution {
  /** Of Apache Kafka, such as "4.3.1". */
  readonly version: string;
  /** For `java -cp`: every jar of Kafka and of what pom.xml names beside it. */
  readonly classpath: string;
  /** Where the jars are kept. */
  readonly folder: string;
  /** Version 17 or newer. */
  readonly java: Java;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  onProgress(message: string): void;
}

/**
 * Apache Kafka as pom.xml pins it, fetched through Maven once and kept in the user's cache folder.
 * Throws WorkbenchError (exit status 4) when there is no Java 17, no Maven, or Maven fails.
 */
export async function fetchKafka(options: FetchOptions, env = process.env): Promise<Distribution> {
  const java = await findJava(env, options.signal);
  const pom = join(packageRoot(), 'pom.xml');
  const text = await readFile(pom, 'utf8');
  const version = kafkaVersion(text);
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kafka-tco-workbench');
  // The digest makes an edited pom.xml a folder of its own, so that a kept one is never out of date.
  const folder = join(cache, `kafka-${version}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`);
  if (!existsSync(folder)) {
    options.onProgress(`Fetching Apache Kafka ${version} through Maven (55 MB, once)`);
    await download(pom, folder, options.signal, env);
  }
  return { version, folder, classpath: join(folder, '*'), java };
}

/** The same from the source tree (src/) and from an installed package (dist/). */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function kafkaVersion(pom: string): string {
  const version = /<kafka\.version>([^<]+)</.exec(pom)?.[1];
  if (version === undefined) throw new Error('pom.xml has no <kafka.version>');
  return version;
}

/** Into a sibling of its own, then one rename: a folder that exists is complete, whoever else is fetching. */
async function download(pom: string, folder: string, signal: AbortSignal, env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${partial}`];
    await run('mvn', ['-q', '-B', '-f', pom, ...goal], { env, signal });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    signal.throwIfAborted();
    if (existsSync(folder)) return; // Another process was first; its folder is the same.
    throw mavenError(error);
  }
}

function mavenError(error: unknown): WorkbenchError {
  const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
  if (code === 'ENOENT') {
    return platformError(
      'maven-missing',
      'There is no "mvn" on PATH; Apache Kafka is fetched through Maven.',
      'Install Apache Maven 3.8 or newer, or put its bin folder on PATH.',
      error,
    );
  }
  return platformError(
    'kafka-download-failed',
    `Maven could not fetch Apache Kafka: ${mavenComplaint(`${stdout}\n${stderr}`) || String(error)}`,
    'Check the network and ~/.m2/settings.xml (proxy, mirror), then run the same command again.',
    error,
  );
}

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
