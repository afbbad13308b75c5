import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { platformError, type WorkbenchError } from '../../errors.ts';

const run = promisify(execFile);
const OLDEST = 17;

/**
 * The `java` that brokers run on: JAVA_HOME's, else PATH's, whichever is version 17 or newer.
 * Throws WorkbenchError `java-missing` or `java-too-old` (exit status 4).
 */
export async function findJava(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const tooOld: string[] = [];
  for (const java of candidates(env)) {
    const version = await majorVersion(java, env, signal);
    if (version === null) continue;
    if (version >= OLDEST) return java;
    tooOld.push(`${java} is version ${version}`);
  }
  throw noJava(tooOld, env);
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  return env['JAVA_HOME'] ? [join(env['JAVA_HOME'], 'bin', 'java'), 'java'] : ['java'];
}

/** Null where there is no such program, or it is the empty shell that macOS ships in its place. */
async function majorVersion(java: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number | null> {
  try {
    const { stdout, stderr } = await run(java, ['-version'], { env, signal });
    return readMajorVersion(`${stderr}\n${stdout}`);
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** Reads what `java -version` prints: "17.0.15" is 17, "1.8.0_292" is 8, "25-ea" is 25. */
export function readMajorVersion(printed: string): number | null {
  const match = /version "(?:1\.)?(\d+)/.exec(printed);
  return match?.[1] === undefined ? null : Number(match[1]);
}

function noJava(tooOld: readonly string[], env: NodeJS.ProcessEnv): WorkbenchError {
  const todo = `Install a JDK of version ${OLDEST} or newer and put it on PATH or into JAVA_HOME.`;
  if (tooOld.length > 0) {
    return platformError('java-too-old', `Kafka needs Java ${OLDEST}: ${tooOld.join(', ')}.`, todo);
  }
  const looked = env['JAVA_HOME'] ? `JAVA_HOME (${env['JAVA_HOME']}) and PATH` : 'PATH (JAVA_HOME is not set)';
  return platformError('java-missing', `There is no working "java" in ${looked}.`, todo);
}
