import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/evidence/types/events.ts';
import { until } from '../platforms/local/processes.ts';
import { type Ended, start } from '../run/workbench.ts';

/** A load whose every parameter is known. */
export const KNOWN = {
  name: 'known',
  steadyRate: 800,
  burstRate: 1_600,
  steadySeconds: 12,
  burstSeconds: 7,
  medianBytes: 600,
  sigma: 0.7,
  maxBytes: 16_384,
  keys: 2_000,
  exponent: 1.1,
  partitions: 6,
  groups: 2,
} as const;

/** One and a half times what it writes. */
const KNOWN_GIB = (1.5 * (12 * 800 + 7 * 1_600) * 770) / 1_024 ** 3;

const scenario = `name: ${KNOWN.name}
seed: 5
topics: [{ name: orders, partitions: ${KNOWN.partitions} }]
records:
  size: { distribution: lognormal, median: ${KNOWN.medianBytes}B, sigma: ${KNOWN.sigma}, max: ${KNOWN.maxBytes}B }
  keys: { distribution: zipf, count: ${KNOWN.keys}, exponent: ${KNOWN.exponent} }
  compressibility: 0.6
clients: { linger: 20ms, batch: 32KiB, compression: lz4 }
ingress:
  - { phase: steady, rate: ${KNOWN.steadyRate}/s, duration: ${KNOWN.steadySeconds}s }
  - { phase: burst, kind: burst, rate: ${KNOWN.burstRate}/s, duration: ${KNOWN.burstSeconds}s }
fanOut: { groups: ${KNOWN.groups} }
repetitions: 1
production: { ingress: { average: 10MiB/s, peak: 20MiB/s }, fanOut: 2, retention: 3d, partitions: 60 }
`;

export interface KnownLoad {
  /** When its second 0 began, ms since 1970. */
  readonly epochMs: number;
  readonly ended: Promise<Ended>;
}

/** Runs it by the tool itself, and resolves once the load has begun. Its status is 3 where the machine was too busy. */
export async function startLoad(
  folder: string,
  bootstrap: string,
  text = scenario,
  gib = KNOWN_GIB,
): Promise<KnownLoad> {
  writeFileSync(join(folder, 'load.yaml'), text);
  // None is left to run an invalid repetition again.
  const budget = `{ mibPerSecond: 20, gib: ${gib}, minutes: 10, usd: 1 }`;
  writeFileSync(
    join(folder, 'target.yaml'),
    `platform: apache-kafka\nbootstrap: ["${bootstrap}"]\nbudget: ${budget}\n`,
  );
  const { ended } = start(['run', 'load.yaml', '--target', 'target.yaml', '--out', 'run'], folder);
  let over: Ended | null = null;
  ended.then((how) => {
    over = how;
  });
  const began = (): Event | undefined => eventsOf(folder).find(({ kind }) => kind === 'phase-started');
  await until(() => began() !== undefined || over !== null);
  const event = began();
  if (event === undefined || !('atMicros' in event)) throw new Error(`the load did not begin: ${JSON.stringify(over)}`);
  return { epochMs: Date.parse(event.wall) - (event.atMicros ?? 0) / 1e3, ended };
}

function eventsOf(folder: string): readonly Event[] {
  const file = join(folder, 'run', 'events.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Event);
}
