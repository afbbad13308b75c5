import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Histogram } from 'hdr-histogram-js';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Event } from '../../src/evidence/types/events.ts';
import { mergedSamples } from '../../src/judge/histograms.ts';
import { type RepetitionEvidence, repetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { judgeValidity, type Validity } from '../../src/judge/validity.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { until } from '../platforms/local/processes.ts';
import { startOptions } from '../platforms/local/start-options.ts';
import type { DisturbanceName } from './disturbances.ts';
import { start } from './workbench.ts';

export const WARM_UP_SECONDS = 2;
const MIB_PER_SECOND = 1;

export interface Pass {
  readonly plan: Plan;
  readonly evidence: RepetitionEvidence;
  readonly validity: Validity;
}

export interface PassOptions {
  readonly measuredSeconds: number;
  readonly disturbance?: DisturbanceName;
  /** Called when the load begins; `at` resolves at a second of it. `client` is the process that measures. */
  readonly meanwhile?: (at: (second: number) => Promise<void>, client: number) => Promise<void>;
}

/** A broker that passes are measured on, one after the other; it is not the tool's own, and may be stopped. */
export class MeasuredBroker {
  readonly #cluster: LocalCluster;
  readonly #folder: string;
  #passes = 0;

  private constructor(cluster: LocalCluster, folder: string) {
    this.#cluster = cluster;
    this.#folder = folder;
  }

  static async start(folder: string): Promise<MeasuredBroker> {
    return new MeasuredBroker(await startKafka(startOptions(1, folder), () => ({})), folder);
  }

  /** The broker's process answers nothing for so long; its connections stay. */
  async stall(milliseconds: number): Promise<void> {
    await pause(this.#cluster.nodes[0]?.pid ?? 0, milliseconds);
  }

  /** One pass of 1 MiB/s after a warm-up of 2 s; its budget leaves none to repeat an invalid one. */
  async pass({ measuredSeconds, disturbance, meanwhile }: PassOptions): Promise<Pass> {
    const name = `pass-${++this.#passes}`;
    const seconds = WARM_UP_SECONDS + measuredSeconds;
    const gib = (1.5 * seconds * MIB_PER_SECOND) / 1_024;
    const budget = `{ mibPerSecond: ${MIB_PER_SECOND}, gib: ${gib}, minutes: 10, usd: 1 }`;
    writeFileSync(join(this.#folder, `${name}.yaml`), scenario(measuredSeconds));
    writeFileSync(
      join(this.#folder, 'target.yaml'),
      `platform: apache-kafka\nbootstrap: ["${this.#cluster.bootstrap[0]}"]\nbudget: ${budget}\n`,
    );
    const preload = `--import ${new URL('./disturbances.ts', import.meta.url)}`;
    const env = disturbance && { ...process.env, NODE_OPTIONS: preload, DISTURBANCE: disturbance };
    const running = start(['run', `${name}.yaml`, '--target', 'target.yaml', '--out', name], this.#folder, env);
    const out = join(this.#folder, name);
    const disturbed =
      meanwhile && wallOfEpoch(out).then((epoch) => meanwhile(atSecond(epoch), running.process.pid ?? 0));
    const [ended] = await Promise.all([running.ended, disturbed]);
    if (ended.status !== 0 && ended.status !== 3) throw new Error(`${ended.status}: ${ended.out}${ended.err}`);
    const run = readEvidence(out);
    const { plan } = run.plan;
    const evidence = repetitionEvidence(run, 'target', 1);
    return { plan, evidence, validity: judgeValidity(evidence, plan) };
  }

  stop(): Promise<void> {
    return this.#cluster.stop();
  }
}

/** Response times (µs) of the records intended in these seconds. */
export function responseOver(evidence: RepetitionEvidence, seconds: (second: number) => boolean): Histogram {
  return mergedSamples([evidence], { path: 'produce', kind: 'response' }, seconds);
}

/** A process does not run for so long. */
export async function pause(pid: number, milliseconds: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  try {
    await delay(milliseconds);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

const scenario = (measuredSeconds: number): string => `name: pass
topics: [{ name: orders, partitions: 3 }]
records: { size: 1KiB }
ingress:
  - { phase: warm-up, rate: ${MIB_PER_SECOND}MiB/s, duration: ${WARM_UP_SECONDS}s, warmUp: true }
  - { phase: steady, rate: ${MIB_PER_SECOND}MiB/s, duration: ${measuredSeconds}s }
fanOut: { groups: 1 }
repetitions: 1
production: { ingress: { average: 10MiB/s, peak: 20MiB/s }, fanOut: 2, retention: 3d, partitions: 60 }
`;

/** ms since 1970 at which the load's second 0 began, as soon as the run has written down that it did. */
async function wallOfEpoch(out: string): Promise<number> {
  const file = join(out, 'events.jsonl');
  const began = (): Event | undefined =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Event)
          .find(({ kind }) => kind === 'phase-started')
      : undefined;
  await until(() => began() !== undefined);
  const event = began();
  if (event === undefined || !('atMicros' in event)) throw new Error('the load has not begun');
  return Date.parse(event.wall) - (event.atMicros ?? 0) / 1e3;
}

const atSecond = (epoch: number) => (second: number) => delay(Math.max(0, epoch + second * 1e3 - Date.now()));
