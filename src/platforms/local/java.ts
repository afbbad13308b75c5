import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { platformError, type WorkbenchError } from '../../errors.ts';

const run = promisify(execFile);
const OLDEST = 17;

export interface Java {
  /** Of the program, or the name by which PATH finds it. */
  readonly path: string;
  /** As it prints it, such as "17.0.15". */
  readonly version: string;
}

/**
 * The Java that brokers run on: JAVA_HOME's, else PATH's, whichever is version 17 or newer.
 * Throws WorkbenchError `java-missing` or `java-too-old` (exit status 4).
 */
export async function findJava(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Java> {
  const tooOld: string[] = [];
  for (const path of candidates(env)) {
    const version = await versionOf(path, env, signal);
    if (version === null) continue;
    if (majorOf(version) >= OLDEST) return { path, version };
    tooOld.push(`${path} is version ${version}`);
  }
  throw noJava(tooOld, env);
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  return env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java'), 'java'] : ['java'];
}

/** Null where there is no such program, or it is the empty shell that macOS ships in its place. */
async function versionOf(java: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | null> {
  try {
    const { stderr } = await run(java, ['-version'], { env, signal });
    return /version "([^"]+)"/.exec(stderr)?.[1] ?? null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** "17.0.15" is 17, "25-ea" is 25; up to version 8 the major number stood second: "1.8.0_292". */
export function majorOf(version: string): number {
  return Number(/^(?:1\.)?(\d+)/.exec(version)?.[1] ?? 0);
}

function noJava(tooOld: readonly string[], env: NodeJS.ProcessEnv): WorkbenchError {
  const todo = `Install a JDK of version ${OLDEST} or newer and put it on PATH or into JAVA_HOME.`;
  if (tooOld.length > 0) {
    return platformError('java-too-old', `Kafka needs Java ${OLDEST}: ${tooOld.join(', ')}.`, todo);
  }
  const looked = env.JAVA_HOME ? `JAVA_HOME (${env.JAVA_HOME}) and PATH` : 'PATH (JAVA_HOME is not set)';
  return platformError('java-missing', `There is no working "java" in ${looked}.`, todo);
}
