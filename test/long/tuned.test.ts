import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunPlan } from '../../src/evidence/types/plan.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import { freePorts } from '../../src/platforms/local/ports.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { type DelayingProxy, startDelayingProxy } from '../run/delaying-proxy.ts';
import { type Ended, workbench } from '../run/workbench.ts';

const DELAY_MS = 60;

const PREFIX = 'zone=use1-az2,';
const API = { produce: 0, fetch: 1, findCoordinator: 10, heartbeat: 12 } as const;

/** One request in flight with 15 records of 1 KiB, every 60 ms: 250 records/s of the 600 that are due. */
const SCENARIO = `name: narrow
topics: [{ name: orders, partitions: 1 }]
records: { size: 1KiB }
clients: { driver: wire, linger: 5ms, batch: 16KiB, inFlight: 1 }
ingress:
  - { phase: warm-up, rate: 100/s, duration: 2s, warmUp: true }
  - { phase: steady, rate: 600/s, duration: 5s }
repetitions: 1
production:
  ingress: { average: 10MiB/s, peak: 20MiB/s }
  fanOut: 2
  retention: 3d
  partitions: 60
  zones: 3
`;

const scratch = mkdtempSync(join(tmpdir(), 'workbench-tuned-'));
let cluster: LocalCluster | undefined;
let proxy: DelayingProxy | undefined;
let ended: Ended;
let summary: Summary;
/** Who asked what, by the API's key. */
const clientIds = new Map<number, Set<string>>();
/** Requests for a group's coordinator, which name the group. */
const askedForGroups: string[] = [];

beforeAll(async () => {
  const [port, broker, controller, far] = (await freePorts(4)) as [number, number, number, number];
  const at = (of: number): string => `127.0.0.1:${of}`;
  proxy = await startDelayingProxy(far, port, DELAY_MS, ({ apiKey, clientId, rest }) => {
    clientIds.set(apiKey, (clientIds.get(apiKey) ?? new Set()).add(clientId));
    if (apiKey === API.findCoordinator) askedForGroups.push(rest.toString('latin1'));
  });
  cluster = await startKafka(
    {
      target: {
        name: 'far',
        platform: 'apache-kafka',
        connect: { kind: 'local', nodes: 1, zones: 1, port },
        topicConfigs: {},
        clusterId: null,
        budget: null,
        environment: 'test',
        allowWrite: [],
        deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
      },
      plan: planOf(),
      dataDir: join(scratch, 'data'),
      logDir: join(scratch, 'logs'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
    () => ({
      listeners: `CLIENT://${at(port)},BROKER://${at(broker)},CONTROLLER://${at(controller)}`,
      'advertised.listeners': `CLIENT://${at(far)},BROKER://${at(broker)}`,
      'controller.quorum.voters': `1@${at(controller)}`,
    }),
  );
  writeFileSync(join(scratch, 'narrow.yaml'), SCENARIO);
  writeFileSync(
    join(scratch, 'far.yaml'),
    `platform: apache-kafka\nbootstrap: ["${at(far)}"]\nclients: { batch: 128KiB, request: 4MiB, inFlight: 5, fetchPartition: 2MiB, clientIdPrefix: "${PREFIX}" }\n`,
  );
  ended = await workbench(['run', 'narrow.yaml', '--target', 'far.yaml', '--out', 'run'], scratch);
  summary = JSON.parse(readFileSync(join(scratch, 'run', 'summary.json'), 'utf8')) as Summary;
}, 300_000);

afterAll(async () => {
  await proxy?.close();
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const limit = (side: string) => summary.clientLimits.find(({ target, phase }) => target === side && phase === 'steady');

describe('a target behind a slow network, with clients of its own', () => {
  it('is measured twice, and the run says so before it starts', () => {
    expect(ended.err).toBe('');
    expect(ended.status).toBe(0);
    expect(ended.out).toContain('far is measured twice, 1 repetition each');
    expect(summary.targets.map(({ name, valid }) => [name, valid])).toEqual([
      ['far', true],
      ['far-tuned', true],
    ]);
    const samples = readdirSync(join(scratch, 'run', 'samples'));
    for (const side of ['far', 'far-tuned']) expect(samples).toContain(`${side}.1.produce.response.hlog`);
  });

  it('has both profiles, and a plan digest for each, in plan.json', () => {
    const plan = JSON.parse(readFileSync(join(scratch, 'run', 'plan.json'), 'utf8')) as RunPlan;
    expect(plan.plan.client).toMatchObject({ batchBytes: 16_384, inFlight: 1 });
    const tuned = plan.targets.find(({ name }) => name === 'far-tuned')?.tuned;
    expect(tuned).toMatchObject({ of: 'far', client: { batchBytes: 131_072, inFlight: 5, lingerMs: 5 } });
    expect(tuned?.client).toMatchObject({ requestBytes: 4_194_304, fetchPartitionBytes: 2_097_152 });
    const page = new Map(summary.fairness.map((row) => [row.condition, row]));
    expect(page.get('Scenario (digest)')?.same).toBe(true);
    expect(page.get('Plan (digest)')?.same).toBe(false);
    expect(page.get('Batch')).toMatchObject({ values: ['16 KiB', '128 KiB'], same: false });
    expect(page.get('Largest produce request')?.values).toEqual(['1 MiB', '4 MiB']);
    expect(page.get('Acks')?.same).toBe(true);
  });

  it('reaches the broker under client ids that begin as it says, from producers and readers of its own side alone', () => {
    const idsOf = (api: keyof typeof API): readonly string[] => [...(clientIds.get(API[api]) ?? [])];
    for (const api of ['produce', 'fetch', 'heartbeat'] as const) {
      const [tuned, others] = [true, false].map((own) => idsOf(api).filter((id) => id.includes('-far-tuned-') === own));
      expect(tuned, api).not.toEqual([]);
      expect(tuned, api).toEqual(tuned?.map((id) => PREFIX + id.slice(id.indexOf('wb-'))));
      expect(others, api).not.toEqual([]);
      expect(others?.filter((id) => id.includes(PREFIX))).toEqual([]);
    }
    expect(askedForGroups.filter((asked) => asked.includes('-far-tuned-1-tail-1'))).not.toEqual([]);
    expect(askedForGroups.filter((asked) => asked.includes(PREFIX))).toEqual([]);
  });

  it('is called out for the scenario’s narrow profile, with the arithmetic, and not for its own', () => {
    const [narrow, wide] = [limit('far'), limit('far-tuned')];
    expect(narrow).toMatchObject({ requests: 1, requestBytes: 15 * 1024, verdict: 'starves' });
    expect(narrow?.requestMs).toBeGreaterThanOrEqual(DELAY_MS);
    expect(narrow?.mibPerSecond).toBeLessThanOrEqual(15 / 1024 / (DELAY_MS / 1e3));
    expect(wide).toMatchObject({ requests: 5, verdict: 'carries' });
    expect(summary.callOuts).toEqual([
      expect.stringMatching(
        /^The client profile starves far in steady: 1 request in flight × 15\.0 KiB ÷ .*; see far-tuned$/,
      ),
    ]);
    expect(summary.sentence).toContain(`${summary.callOuts[0]}.`);
    expect(summary.sentence).toMatch(/ on far, and .* on far-tuned\./);
  });

  it('got through what the arithmetic says, and its own profile what was planned', () => {
    const achieved = (side: string): number =>
      summary.targets.find(({ name }) => name === side)?.produce.phases.find(({ name }) => name === 'steady')
        ?.achievedRate ?? 0;
    expect(achieved('far')).toBeLessThan(15 / (DELAY_MS / 1e3));
    expect(achieved('far-tuned')).toBeGreaterThan(0.9 * 600);
  });
});
