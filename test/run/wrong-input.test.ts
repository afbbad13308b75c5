import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SCENARIO } from './small-scenario.ts';
import { type Ended, start, workbench } from './workbench.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-wrong-'));
const LOCAL = 'platform: apache-kafka\nstart: { nodes: 1 }\n';

beforeAll(() => {
  writeFileSync(join(scratch, 'small.yaml'), SMALL_SCENARIO);
  writeFileSync(join(scratch, 'local.yaml'), LOCAL);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(scratch, name), text);
  return name;
};

const run = (scenario: string, targets: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> =>
  workbench(['run', scenario, ...targets.flatMap((target) => ['--target', target])], scratch, env);

/** One clear message: what and what to do, no stack, and nothing written. */
function expectRefused({ status, err, out }: Ended, ...texts: string[]): void {
  for (const text of texts) expect(err).toContain(text);
  expect(err).toContain('→');
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(readdirSync(scratch)).not.toContain('results');
}

describe('wrong input to a run', { timeout: 60_000 }, () => {
  it('names every mistake of every file at once, with file, line and key', async () => {
    const scenario = write(
      'two.yaml',
      SMALL_SCENARIO.replace('seed: 7', 'sede: 7').replace('duration: 2s', 'duration: 2.5s'),
    );
    const target = write('bad-target.yaml', 'platform: apache-kafak\nstart: { nodes: 2 }\n');
    expectRefused(
      await run(scenario, [target]),
      'two.yaml:3',
      'sede',
      'seed',
      'two.yaml:12',
      'bad-target.yaml:1',
      'apache-kafak',
      'bad-target.yaml:2',
    );
  });

  it('refuses files that are not there', async () => {
    expectRefused(await run('none.yaml', ['nowhere.yaml']), 'none.yaml', 'nowhere.yaml', 'no such file');
  });

  it('refuses a run without a target, and an unknown option', async () => {
    expectRefused(await run('small.yaml', []), 'needs a target');
    for (const args of [['run', 'small.yaml', '--tagret', 'local.yaml'], ['rnu'], ['run']]) {
      const { status, err } = await workbench(args, scratch);
      expect(status).toBe(2);
      expect(err).toContain('error');
    }
  });

  it('refuses a remote target without cluster id and budget, and one in production', async () => {
    const remote = write('remote.yaml', 'platform: automq\nbootstrap: [broker.example.com:9092]\n');
    expectRefused(await run('small.yaml', [remote]), 'clusterId', 'budget');
    const production = write(
      'production.yaml',
      'platform: automq\nbootstrap: [broker.example.com:9092]\nclusterId: abc\nenvironment: production\nbudget: { mibPerSecond: 100, gib: 10, minutes: 60, usd: 100 }\n',
    );
    expectRefused(await run('small.yaml', [production]), 'production');
  });

  it('refuses a plan beyond the budget, naming each part of it', async () => {
    const target = write(
      'poor.yaml',
      'platform: automq\nbootstrap: [broker.example.com:9092]\nclusterId: abc\nbudget: { mibPerSecond: 1, gib: 0.001, minutes: 0.1, usd: 100 }\n',
    );
    expectRefused(await run('small.yaml', [target]), 'budget.mibPerSecond', 'budget.gib', 'budget.minutes');
  });

  it('refuses what the driver cannot do: rate, record size, codec and name', async () => {
    const beyond = SMALL_SCENARIO.replaceAll('rate: 1000/s', 'rate: 90000/s')
      .replace('size: 1KiB', 'size: 2MiB')
      .replace('linger: 5ms', 'linger: 5ms, driver: kafkajs, compression: zstd');
    expectRefused(
      await run(write('beyond.yaml', beyond), ['local.yaml']),
      'beyond.yaml:11:29 ingress[0].rate — 90000 records/s',
      'beyond.yaml:8',
      'records.size — records of up to 2097152 bytes',
      'clients.compression',
      'zstd',
    );
    const unknown = SMALL_SCENARIO.replace('linger: 5ms', 'driver: nosuch, linger: 5ms');
    expectRefused(
      await run(write('driver.yaml', unknown), ['local.yaml']),
      'nosuch',
      'wire, kafkajs, @platformatic/kafka',
    );
  });

  it('refuses failures and matrix by name, as not built yet', async () => {
    const failing = `${SMALL_SCENARIO}failures: [{ kind: broker-kill, at: 3s, for: 1s, node: 1 }]\nmatrix: { clients.linger: [1ms, 5ms] }\n`;
    expectRefused(await run(write('failing.yaml', failing), ['local.yaml']), 'failures', 'matrix', 'not built yet');
  });

  it('refuses more replicas than nodes, the same target twice, and a platform that cannot start here', async () => {
    const three = write('three.yaml', SMALL_SCENARIO.replace('partitions: 3', 'partitions: 3\n    replication: 3'));
    expectRefused(await run(three, ['local.yaml']), '3 replicas', '1 node');
    expectRefused(await run('small.yaml', ['local.yaml', 'local.yaml']), 'two targets are called local');
    const automq = write('automq.yaml', 'platform: automq\nstart: { nodes: 1 }\n');
    expectRefused(await run('small.yaml', [automq]), 'bootstrap');
  });

  it('refuses a target whose credentials are not in the environment, before anything starts', async () => {
    const secured = write(
      'secured.yaml',
      'platform: automq\nbootstrap: [127.0.0.1:1]\nsecurity: { tls: true, sasl: { mechanism: plain, usernameEnv: WB_TEST_USER, passwordEnv: WB_TEST_PASSWORD } }\n',
    );
    expectRefused(await run('small.yaml', [secured]), 'WB_TEST_USER', 'WB_TEST_PASSWORD');
  });
});

describe('a platform that cannot be had', { timeout: 60_000 }, () => {
  const runStatus = async (target: string, env?: NodeJS.ProcessEnv) => {
    const ended = await workbench(['run', 'small.yaml', '--target', target, '--out', `out-${target}`], scratch, env);
    expect(ended.err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(ended.err).toContain('→');
    return ended;
  };

  it('is a platform error when nothing answers at the bootstrap address', async () => {
    const target = write('silent.yaml', 'platform: apache-kafka\nbootstrap: [127.0.0.1:1]\n');
    const { status, err } = await runStatus(target);
    expect(err).toContain('silent.yaml:2:12 bootstrap — no broker answered at 127.0.0.1:1');
    expect(status).toBe(4);
  });

  it('is told within seconds, and interrupted at once, where something accepts and never answers', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const target = write('mute.yaml', `platform: apache-kafka\nbootstrap: ["127.0.0.1:${port}"]\n`);
    const running = start(['run', 'small.yaml', '--target', target, '--out', 'interrupted'], scratch);
    await running.printed('connecting');
    running.process.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    const { status, err } = await runStatus(target);
    server.close();
    expect(err).toContain('mute.yaml:2:12 bootstrap — no broker answered');
    expect(status).toBe(4);
  });

  it('names the port that another program has', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { status, err } = await runStatus(
      write('taken.yaml', `platform: apache-kafka\nstart: { nodes: 1, port: ${port} }\n`),
    );
    server.close();
    expect(err).toContain('taken.yaml:2:26 start.port');
    expect(err).toContain(String(port));
    expect(status).toBe(2);
  });

  it('says that there is no Java, and no Maven where Kafka is not kept yet', async () => {
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    const empty = { PATH: bin, HOME: scratch, XDG_CACHE_HOME: join(scratch, 'cache') };
    const noJava = await runStatus('local.yaml', empty);
    expect(noJava.err).toMatch(/java/i);
    expect(noJava.status).toBe(4);
    rmSync(join(scratch, 'out-local.yaml'), { recursive: true });
    symlinkSync(await pathOf('java'), join(bin, 'java'));
    const noMaven = await runStatus('local.yaml', empty);
    expect(noMaven.err).toMatch(/Maven/);
    expect(noMaven.status).toBe(4);
  });
});

async function pathOf(program: string): Promise<string> {
  const { execFileSync } = await import('node:child_process');
  return execFileSync('sh', ['-c', `readlink -f "$(command -v ${program})"`], { encoding: 'utf8' }).trim();
}
