import type { RunPlan, RunTarget } from '../../src/evidence/types/plan.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { bytes, MIB, milliseconds, recordsPerSecond, seconds } from '../../src/units.ts';
import { demo, target } from './fixture.ts';

/** 100 s a repetition, twice: 50 s at 1,024 records/s and a ramp from there to three times as many; 1 KiB each. */
export const plan: Plan = {
  planVersion: 1,
  scenario: 'test',
  seed: 1,
  profile: 'poc',
  topics: [{ name: 'orders', partitions: 4, replication: 3, configs: {}, share: 1 }],
  records: {
    size: { kind: 'fixed', bytes: bytes(1024) },
    meanBytes: bytes(1024),
    keys: { kind: 'none' },
    compressibility: 0,
  },
  client: {
    driver: 'any',
    acks: 'all',
    idempotence: true,
    lingerMs: milliseconds(5),
    batchBytes: bytes(MIB),
    inFlight: 5,
    compression: 'none',
    deliveryTimeoutMs: milliseconds(30_000),
    sendBufferBytes: bytes(256 * MIB),
    zone: null,
  },
  streams: [{ id: 0, topic: 'orders', producer: 0, producers: 1 }],
  phases: [phase('steady', 'steady', 0, 50, 1024, 1024), phase('climb', 'ramp', 50, 100, 1024, 3072)],
  groups: [{ name: 'tail-1', role: 'tail', topics: ['orders'], members: 1 }],
  catchUp: null,
  retentionMs: milliseconds(3_600_000),
  readingPatienceSeconds: seconds(15),
  thresholds: [],
  repetitions: 2,
  production: demo,
};

function phase(
  name: string,
  kind: 'steady' | 'ramp',
  from: number,
  to: number,
  fromRate: number,
  toRate: number,
): Plan['phases'][number] {
  return {
    name,
    kind,
    role: 'measured',
    startSecond: seconds(from),
    endSecond: seconds(to),
    fromRate: recordsPerSecond(fromRate),
    toRate: recordsPerSecond(toRate),
  };
}

export function localTarget(name: string, platform: string, assumptions: Record<string, number> = {}): RunTarget {
  return {
    ...target(name, platform, assumptions),
    connect: { kind: 'local', nodes: 2, zones: 1, port: null },
    standIn: true,
    standInNote: 'runs on this machine',
    platformTitle: platform,
  };
}

export const runOn = (...targets: RunTarget[]): RunPlan => ({
  formatVersion: 1,
  run: { id: 'run-1', number: 1, startedAt: '2026-11-21T10:00:00Z' },
  tool: { name: 'workbench', version: '0' },
  scenario: { name: 'test', description: '', file: 'test.yaml', digest: 'sha256:0', overrides: [] },
  plan,
  planDigest: 'sha256:1',
  targets,
  order: [],
  environment: { os: '', cpu: '', cores: 2, memoryBytes: 0, node: '', versions: {} },
  demo: false,
  recordDigest: 'sha256:record',
});
