import type { RunPlan, RunTarget } from '../../src/evidence/types/plan.ts';
import { PRODUCTION_DEFAULTS } from '../../src/scenarios/production.ts';
import type { Phase, PhaseRole } from '../../src/scenarios/types.ts';
import { bytes, bytesPerSecond, MIB, milliseconds, recordsPerSecond, seconds } from '../../src/units.ts';

const phase = (name: string, role: PhaseRole, start: number, end: number, rate: number): Phase => ({
  name,
  kind: name === 'burst' ? 'burst' : 'steady',
  role,
  startSecond: seconds(start),
  endSecond: seconds(end),
  fromRate: recordsPerSecond(rate),
  toRate: recordsPerSecond(rate),
});

const target = (name: string, platform: string, platformTitle: string, standInNote: string): RunTarget => ({
  name,
  platform,
  platformTitle,
  standIn: true,
  standInNote,
  connect: { kind: 'local', nodes: 1, zones: 1, port: null },
  topicConfigs: {},
  clusterId: null,
  budget: null,
  environment: 'test',
  allowWrite: [],
  deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
});

const CLIENT_ACKS = 'all';

/** The demo's plan: a backlog, a warm-up, and three measured phases on two stand-ins. */
export const fixturePlan: RunPlan = {
  formatVersion: 1,
  run: { id: '2026-11-20T10-00-00-demo', number: 1, startedAt: '2026-11-20T10:00:00.000Z' },
  tool: { name: 'kafka-tco-workbench', version: '0.1.0' },
  scenario: {
    name: 'demo',
    description: 'A steady stream, a burst and a replay of the backlog.',
    file: 'scenarios/demo.yaml',
    digest: 'sha256:5f0c1d2e3b4a59687766554433221100ffeeddccbbaa99887766554433221100',
    overrides: [],
  },
  plan: {
    planVersion: 1,
    scenario: 'demo',
    seed: 42,
    profile: 'smoke',
    topics: [{ name: 'orders', partitions: 4, replication: 1, configs: {}, share: 1 }],
    records: {
      size: { kind: 'fixed', bytes: bytes(1024) },
      meanBytes: bytes(1024),
      keys: { kind: 'none' },
      compressibility: 0.5,
    },
    client: {
      driver: 'kafkajs',
      acks: CLIENT_ACKS,
      idempotence: true,
      lingerMs: milliseconds(5),
      batchBytes: bytes(65_536),
      inFlight: 5,
      compression: 'none',
      deliveryTimeoutMs: milliseconds(30_000),
      sendBufferBytes: bytes(256 * MIB),
      zone: null,
    },
    streams: [{ id: 0, topic: 'orders', producer: 0, producers: 1 }],
    phases: [
      phase('backlog', 'backlog', 0, 12, 8_000),
      phase('warm-up', 'warm-up', 12, 16, 2_000),
      phase('steady', 'measured', 16, 34, 2_000),
      phase('burst', 'measured', 34, 40, 6_000),
      phase('catch-up', 'measured', 40, 60, 2_000),
    ],
    groups: [
      { name: 'dashboard', role: 'tail', topics: ['orders'], members: 2 },
      { name: 'replay', role: 'catch-up', topics: ['orders'], members: 1 },
    ],
    catchUp: {
      groups: ['replay'],
      backlogPhase: 'backlog',
      startSecond: seconds(46),
      baselineFromSecond: seconds(40),
    },
    retentionMs: milliseconds(7 * 86_400_000),
    readingPatienceSeconds: seconds(15),
    thresholds: [],
    repetitions: 2,
    production: {
      ...PRODUCTION_DEFAULTS,
      averageIngress: bytesPerSecond(100 * MIB),
      peakIngress: bytesPerSecond(250 * MIB),
      fanOut: 3,
      retentionMs: milliseconds(7 * 86_400_000),
      compressionRatio: 1,
      partitions: 600,
      replication: 3,
      zones: 3,
      growthPerMonth: 0.02,
      recordBytes: bytes(1024),
    },
  },
  planDigest: 'sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
  targets: [
    target('local-kafka', 'apache-kafka', 'Apache Kafka', 'One broker on this machine with one local disk.'),
    target(
      'local-tiered',
      'apache-kafka-tiered',
      'Apache Kafka, tiered storage',
      'One broker on this machine; its remote tier is S3Mock on the same machine.',
    ),
  ],
  order: [
    { target: 'local-kafka', repetition: 1 },
    { target: 'local-tiered', repetition: 1 },
    { target: 'local-tiered', repetition: 2 },
    { target: 'local-kafka', repetition: 2 },
  ],
  environment: {
    os: 'Linux 6.8',
    cpu: 'x86-64 virtual machine',
    cores: 2,
    memoryBytes: 24 * 1024 * MIB,
    node: '24.21.0',
    versions: { kafkajs: '2.2.4' },
  },
  demo: true,
  recordDigest: 'sha256:record',
};
