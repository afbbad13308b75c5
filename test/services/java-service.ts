import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnTethered } from '../../src/platforms/local/tethered-process.ts';

export interface Service {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Small, and quick to start rather than to run. */
const JVM = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const SERVES_WITHIN_MS = 90_000;
const BETWEEN_LOOKS_MS = 100;

export interface JavaService {
  readonly name: string;
  readonly java: string;
  readonly args: readonly string[];
  /** Its log is kept in here. */
  readonly folder: string;
  /** Answers with a success once it serves. */
  readonly healthUrl: string;
}

/** Starts a service that cannot outlive this process and waits until it serves; fails with the end of its log. */
export async function startJavaService({ name, java, args, folder, healthUrl }: JavaService): Promise<Service> {
  mkdirSync(folder, { recursive: true });
  const output = join(folder, `${name}.log`);
  const service = await spawnTethered(java, [...JVM, ...args], { folder, output });
  let ended: number | null = null;
  void service.exited.then((status) => {
    ended = status;
  });
  const deadline = performance.now() + SERVES_WITHIN_MS;
  while (!(await answers(healthUrl))) {
    if (ended !== null || performance.now() > deadline) {
      service.kill('SIGKILL');
      const how = ended === null ? 'did not serve in time' : `ended with status ${ended}`;
      throw new Error(`${name} ${how}: ${readFileSync(output, 'utf8').slice(-2_000)}`);
    }
    await delay(BETWEEN_LOOKS_MS);
  }
  return {
    pid: service.pid,
    async stop() {
      service.kill('SIGKILL');
      await service.exited;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
