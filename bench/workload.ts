import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadScenario } from '../src/scenarios/load.ts';
import type { Plan } from '../src/scenarios/types.ts';
import { MIB } from '../src/units.ts';

/** What both sides of a client comparison are set to. */
export const CLIENT = {
  valueBytes: 1_024,
  partitions: 12,
  lingerMs: 5,
  batchBytes: 131_072,
  inFlight: 5,
  sendBufferBytes: 33_554_432,
  deliveryTimeoutMs: 600_000,
} as const;

const RUN_BUFFER_BYTES = 256 * MIB;

/** All records are due within the first second: the client goes as fast as it can. */
export function unthrottledPlan(topic: string, records: number, driver: string): Plan {
  return benchPlan(topic, driver, [`{ phase: steady, rate: ${records}/s, duration: 1s }`], CLIENT.sendBufferBytes);
}

/** A file with the plan, for a client in a process of its own: resolving a scenario is not the client's work. */
export async function writePlan(folder: string, plan: Plan): Promise<string> {
  const file = join(folder, 'plan.json');
  await writeFile(file, JSON.stringify(plan));
  return file;
}

/**
 * Records at a constant rate, after a warm-up at the same rate, with the send buffer of a run: a broker that
 * does not answer for seconds must not fill it, since waiting for room is the broker's doing and not ours.
 */
export function pacedPlan(topic: string, rate: number, warmUpSeconds: number, seconds: number, driver: string): Plan {
  const phases = [
    `{ phase: warm-up, rate: ${rate}/s, duration: ${warmUpSeconds}s, warmUp: true }`,
    `{ phase: steady, rate: ${rate}/s, duration: ${seconds}s }`,
  ];
  return benchPlan(topic, driver, phases, RUN_BUFFER_BYTES);
}

function benchPlan(topic: string, driver: string, phases: readonly string[], sendBufferBytes: number): Plan {
  const { plan } = loadScenario(
    `name: bench
description: One topic.
seed: 1
topics:
  - name: ${topic}
    partitions: ${CLIENT.partitions}
records: { size: ${CLIENT.valueBytes}B }
clients:
  driver: "${driver}"
  linger: ${CLIENT.lingerMs}ms
  batch: ${CLIENT.batchBytes}B
  inFlight: ${CLIENT.inFlight}
  sendBuffer: ${sendBufferBytes}B
  deliveryTimeout: ${CLIENT.deliveryTimeoutMs}ms
ingress: [${phases.join(', ')}]
repetitions: 1
production:
  ingress: { average: 10MiB/s, peak: 20MiB/s }
  fanOut: 2
  retention: 3d
  partitions: 60
  zones: 3
`,
    { file: 'bench' },
  );
  return plan;
}
