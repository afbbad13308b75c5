import { loadScenario } from '../src/scenarios/load.ts';
import type { Plan } from '../src/scenarios/types.ts';

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

/** All records are due within the first second: the client goes as fast as it can. */
export function unthrottledPlan(topic: string, records: number, driver: string): Plan {
  return benchPlan(topic, driver, [`{ phase: steady, rate: ${records}/s, duration: 1s }`]);
}

/** Records at a constant rate, after a warm-up at the same rate. */
export function pacedPlan(topic: string, rate: number, warmUpSeconds: number, seconds: number, driver: string): Plan {
  return benchPlan(topic, driver, [
    `{ phase: warm-up, rate: ${rate}/s, duration: ${warmUpSeconds}s, warmUp: true }`,
    `{ phase: steady, rate: ${rate}/s, duration: ${seconds}s }`,
  ]);
}

function benchPlan(topic: string, driver: string, phases: readonly string[]): Plan {
  const { plan } = loadScenario(
    `name: bench
description: One topic, as fast as it goes.
seed: 1
topics:
  - name: ${topic}
    partitions: ${CLIENT.partitions}
records: { size: ${CLIENT.valueBytes}B }
clients:
  driver: ${driver}
  linger: ${CLIENT.lingerMs}ms
  batch: ${CLIENT.batchBytes}B
  inFlight: ${CLIENT.inFlight}
  sendBuffer: ${CLIENT.sendBufferBytes}B
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
