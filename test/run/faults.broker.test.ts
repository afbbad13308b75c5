import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../src/evidence/types/events.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { until } from '../platforms/local/processes.ts';
import { startOptions } from '../platforms/local/start-options.ts';
import { type Ended, start, workbench } from './workbench.ts';

const PAUSE_SECONDS = 3;

/** A pause of the only node, by commands of the target's file, and a producer that crashes meanwhile. */
const scenario = (pauseSeconds: number): string => `name: paused
topics: [{ name: orders, partitions: 3 }]
records: { size: 1KiB }
clients: { producers: 2 }
ingress:
  - { phase: warm-up, rate: 500/s, duration: 2s, warmUp: true }
  - { phase: steady, rate: 500/s, duration: 16s }
fanOut: { groups: 1 }
failures:
  - { kind: broker-pause, where: 1, phase: steady, after: 1500ms, duration: ${pauseSeconds}s }
  - { kind: producer-crash, where: 1, phase: steady, after: 8s, duration: 2s }
thresholds:
  - { metric: audit.lost, atMost: 0 }
repetitions: 1
production: { ingress: { average: 10MiB/s, peak: 20MiB/s }, fanOut: 2, retention: 3d, partitions: 60 }
`;

const scratch = mkdtempSync(join(tmpdir(), 'workbench-faults-'));
const state = join(scratch, 'state');
const environment = { ...process.env, XDG_STATE_HOME: state };
let kafka: LocalCluster;
let pid = 0;

/** Whether the broker is stopped: the third field of proc_pid_stat(5). */
const isStopped = (): boolean => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;
const entries = (): readonly string[] => {
  const folder = join(state, 'kafka-tco-workbench', 'faults');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const run = (file: string, out: string, ...more: string[]): Promise<Ended> =>
  workbench(['run', file, '--target', 'target.yaml', '--out', out, ...more], scratch, environment);
const summaryOf = (out: string): Summary => JSON.parse(readFileSync(join(scratch, out, 'summary.json'), 'utf8'));
const eventsOf = (out: string): readonly Event[] =>
  readFileSync(join(scratch, out, 'events.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Event);

beforeAll(async () => {
  kafka = await startKafka(startOptions(1, scratch), () => ({}));
  pid = kafka.nodes[0]?.pid ?? 0;
  writeFileSync(join(scratch, 'paused.yaml'), scenario(PAUSE_SECONDS));
  writeFileSync(
    join(scratch, 'target.yaml'),
    `platform: apache-kafka
bootstrap: ["${kafka.bootstrap[0]}"]
faults:
  commands:
    broker-pause:
      inject: [kill, -STOP, "${pid}"]
      heal: [kill, -CONT, "${pid}"]
      check: [grep, -q, "^State:.T", "/proc/${pid}/status"]
`,
  );
}, 60_000);

afterAll(async () => {
  process.kill(pid, 'SIGCONT');
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('faults in a run', { timeout: 120_000 }, () => {
  it('are not done to a cluster that the tool did not start unless they are allowed, and are told first', async () => {
    const { status, out, err } = await run('paused.yaml', 'refused');
    expect(status).toBe(2);
    expect(out).toContain(`target, broker-pause-1 on node 1: kill -STOP ${pid}; healed by kill -CONT ${pid}`);
    expect(err).toContain('--allow-faults');
    expect(existsSync(join(scratch, 'refused'))).toBe(false);
  });

  it('happen, are healed, and leave their marks: gaps, outcomes, recovery, and an account that adds up', async () => {
    const { status, err } = await run('paused.yaml', 'allowed', '--allow-faults');
    expect(err).toBe('');
    expect(status).toBe(0);
    const [target] = summaryOf('allowed').targets;
    const [pause, crash] = target?.recovery ?? [];
    expect(pause?.name).toBe('broker-pause-1');
    // A record that was due when the node stopped is acknowledged only when it goes on.
    expect(pause?.longestWithoutAckSeconds).toBeGreaterThanOrEqual(PAUSE_SECONDS - 0.1);
    expect(pause?.during.response.max).toBeGreaterThanOrEqual(1e3 * (PAUSE_SECONDS - 0.1));
    expect(pause?.availability).toBeLessThan(1);
    expect(crash?.unsent).toBeGreaterThan(0);
    const { acknowledged, failed, unknown, unsent, intended } = target?.produce.everySend ?? {};
    expect(intended).toBe(9_000);
    expect((acknowledged ?? 0) + (failed ?? 0) + (unknown ?? 0) + (unsent ?? 0)).toBe(intended);
    expect(target?.audit).toMatchObject({ lost: 0, duplicated: 0, delivered: acknowledged });
    const bands = eventsOf('allowed').flatMap((event) => (event.kind.startsWith('fault-') ? [event.kind] : []));
    const course = ['fault-started', 'fault-held', 'fault-healing', 'fault-ended'];
    expect(bands.filter((kind) => kind !== 'fault-note')).toEqual([...course, ...course]);
    expect(readFileSync(join(scratch, 'allowed', 'report.html'), 'utf8')).toContain('Broker paused');
    expect(isStopped()).toBe(false);
    expect(entries()).toEqual([]);
  });

  it('that a killed run left are healed when the tool is started again, and by workbench heal', async () => {
    writeFileSync(join(scratch, 'long.yaml'), scenario(7));
    const killedInTheMiddle = async (out: string): Promise<void> => {
      const args = ['run', 'long.yaml', '--target', 'target.yaml', '--out', out, '--allow-faults'];
      const running = start(args, scratch, environment);
      await until(isStopped);
      running.process.kill('SIGKILL');
      await running.ended;
      expect(isStopped()).toBe(true);
      expect(entries()).toHaveLength(1);
    };
    await killedInTheMiddle('killed-1');
    const healed = await workbench(['heal'], scratch, environment);
    expect(healed.out).toContain('broker-pause-1 at node 1 of target');
    expect(healed.status).toBe(0);
    expect(isStopped()).toBe(false);
    expect(entries()).toEqual([]);

    await killedInTheMiddle('killed-2');
    const next = start(
      ['run', 'paused.yaml', '--target', 'target.yaml', '--out', 'next', '--allow-faults'],
      scratch,
      environment,
    );
    await next.printed('Healing what a killed run left');
    await until(() => !isStopped() && entries().length === 0);
    next.process.kill('SIGINT');
    await next.ended;
    expect(isStopped()).toBe(false);
    expect(entries()).toEqual([]);
  });
});
