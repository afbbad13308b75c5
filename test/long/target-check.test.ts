import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckLine, TargetCheck } from '../../src/target-check/types.ts';
import {
  type ListenerName,
  type PrincipalName,
  type SecuredCluster,
  startSecuredCluster,
} from '../kafka/secured-cluster.ts';
import { scratchFolder } from '../platforms/local/start-options.ts';
import { SHORT_SCENARIO } from '../run/small-scenario.ts';
import { workbench } from '../run/workbench.ts';

const scratch = scratchFolder();
let kafka: SecuredCluster;
let runs = 0;

beforeAll(async () => {
  kafka = await startSecuredCluster(scratch);
}, 120_000);
afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

interface Checked {
  readonly status: number | null;
  readonly text: string;
  readonly check: TargetCheck;
  readonly folder: string;
}

async function check(target: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Checked> {
  const name = `t${++runs}`;
  writeFileSync(join(scratch, `${name}.yaml`), target);
  const { status, out, err } = await workbench(
    ['target', 'check', `${name}.yaml`, '--timeout', '3', '--out', name, ...args],
    scratch,
    { ...process.env, ...kafka.environment, ...env },
  );
  const folder = join(scratch, name);
  const check = JSON.parse(readFileSync(join(folder, 'check.json'), 'utf8')) as TargetCheck;
  return { status, text: out + err, check, folder };
}

const of = (principal: PrincipalName, listener: ListenerName = 'secured', more = ''): string =>
  kafka.targetYaml(principal, listener, more);

const notPassed = ({ lines }: TargetCheck): readonly CheckLine[] => lines.filter(({ verdict }) => verdict !== 'passed');
const failedIds = ({ check: { lines } }: Checked): readonly string[] =>
  lines.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);
const lineOf = ({ check: { lines } }: Checked, id: string): CheckLine | undefined => lines.find((it) => it.id === id);

async function topics(): Promise<readonly string[]> {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [...kafka.listeners.plain] });
  const names = await admin.listTopics({ includeInternals: true });
  await admin.close();
  // The cluster's own share group brings it into being some time after it is filled.
  return names.filter((name) => name !== '__share_group_state').toSorted();
}

describe('a cluster in order, checked as one who may do everything', () => {
  it('passes in every line, ten records included, and is left as it was', async () => {
    const before = await topics();
    const { status, check: found, folder } = await check(of('admin'), ['--write']);
    expect(notPassed(found)).toEqual([]);
    expect(status).toBe(0);
    expect(found.facts.release).toBe('4.3 or later');
    expect(found.facts.racks).toBe('zone-a (1), zone-b (1), zone-c (1)');
    // Of one machine: no offset, within what ten records can tell.
    const [, ahead, side, half] =
      /^([\d.]+) ms (ahead|behind), ±([\d.]+) ms$/.exec(found.facts.clockOffset ?? '') ?? [];
    expect(side).toBeDefined();
    expect(Number(ahead)).toBeLessThanOrEqual(Number(half) + 1);
    expect(found.roundTrips.map(({ broker }) => broker)).toEqual([1, 2, 3]);
    expect(await topics()).toEqual(before);
    expect(readdirSync(folder).toSorted()).toEqual(['check.html', 'check.json', 'check.md', 'requests.jsonl']);
  });

  it('is not written to in production, whatever else is said', async () => {
    const more = 'environment: production\nclusterId: any\nbudget: { mibPerSecond: 1, gib: 1, minutes: 1, usd: 1 }\n';
    const found = await check(of('admin', 'watched', more), ['--write']);
    expect(lineOf(found, 'ten-records')).toMatchObject({
      verdict: 'not-known',
      detail: expect.stringContaining('production'),
    });
    expect(failedIds(found)).toEqual(['cluster-id']);
    expect(found.status).toBe(1);
  });
});

describe('permissions', () => {
  it('of one who may only look: what a run needs is missing, with its ACL, and nothing but reading was asked', async () => {
    const asked = kafka.asked().length;
    const found = await check(of('reader', 'watched'));
    expect(failedIds(found).every((id) => id.startsWith('permission/run/'))).toBe(true);
    expect(lineOf(found, 'permission/run/run-topics/Write')?.todo).toBe(
      'kafka-acls --add --allow-principal "User:$WB_READER_USER" --operation Write --topic wb- --resource-pattern-type prefixed',
    );
    expect(found.status).toBe(1);
    const only = await check(of('reader', 'watched'), ['--for', 'inventory', 'capture']);
    expect([only.status, failedIds(only)]).toEqual([0, []]);
    // ApiVersions, SaslHandshake, SaslAuthenticate, Metadata, DescribeCluster, DescribeConfigs, DescribeLogDirs,
    // DescribeClientQuotas, DescribeGroups, ListGroups: by Kafka's own keys.
    const reading = [18, 17, 36, 3, 60, 32, 35, 48, 15, 16];
    const keys = new Set(
      kafka
        .asked()
        .slice(asked)
        .map(({ key }) => key),
    );
    expect([...keys].filter((key) => !reading.includes(key))).toEqual([]);
  });

  it('of one with too few: some fail, some are not known, and the rest goes on', async () => {
    const found = await check(of('poor'));
    expect(failedIds(found)).toContain('permission/inventory/cluster/Describe');
    expect(lineOf(found, 'permission/inventory/topics/Describe')?.verdict).toBe('not-known');
    expect(lineOf(found, 'quotas')?.verdict).toBe('not-known');
    expect(lineOf(found, 'release')?.verdict).toBe('passed');
    expect(found.status).toBe(1);
  });

  it('leave no secret and no canary in anything that is written or printed', async () => {
    const found = await check(of('reader'));
    const written = readdirSync(found.folder).map((file) => readFileSync(join(found.folder, file), 'utf8'));
    for (const canary of kafka.canaries)
      for (const text of [...written, found.text]) expect(text).not.toContain(canary);
  });
});

describe('a run', () => {
  it('of one who may only look is told what is missing before it is refused, and leaves nothing behind', async () => {
    const before = await topics();
    writeFileSync(join(scratch, 'short.yaml'), SHORT_SCENARIO);
    writeFileSync(join(scratch, 'reader.yaml'), of('reader'));
    const { status, out, err } = await workbench(
      ['run', 'short.yaml', '--target', 'reader.yaml', '--out', 'run'],
      scratch,
      { ...process.env, ...kafka.environment },
    );
    expect(status).toBe(4);
    expect(out).toContain(
      'Check of reader: run: Create on topics wb-*: not allowed (topics of its own) → kafka-acls --add',
    );
    expect(err).toContain('refused to create topics');
    const fairness = readFileSync(join(scratch, 'run', 'summary.json'), 'utf8');
    expect(fairness).toContain('run: Write on topics wb-*');
    expect(await topics()).toEqual(before);
  });
});

describe('what keeps a client out is one failed line', () => {
  const ids = (found: Checked): readonly string[] => [...new Set(failedIds(found).map((id) => id.replace(/\/.*/, '')))];

  it.each<[string, (secured: string) => string, string]>([
    ['an expired certificate', () => of('admin', 'expired'), 'tls-expiry'],
    [
      'plain text where TLS is wanted',
      (it) => it.replace('"tls":true', '"tls":false').replace(/"caFile":"[^"]+",/, ''),
      'tls-handshake',
    ],
    ['an authority that is not known', (it) => it.replace(/"caFile":"[^"]+",/, ''), 'tls-chain'],
    ['another mechanism', (it) => it.replace('scram-sha-512', 'plain'), 'mechanism'],
  ])('for %s', async (_, target, line) => {
    const found = await check(target(of('admin')));
    expect([ids(found), found.status]).toEqual([[line], 4]);
  });

  it('for a wrong password', async () => {
    const found = await check(of('admin'), [], { WB_ADMIN_PASSWORD: 'canary-wrong' });
    expect([ids(found), found.status]).toEqual([['credentials'], 4]);
    expect(JSON.stringify(found.check) + found.text).not.toContain('canary-wrong');
  });

  const listening = (server: Server): Promise<string> =>
    new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`)),
    );

  it('for a web server, and for what takes connections and says nothing, with how long it was waited for', async () => {
    const web = createHttpServer();
    const silent = createServer();
    const plain = async (server: Server): Promise<Checked> =>
      check(`platform: apache-kafka\nbootstrap: ["${await listening(server)}"]\n`, ['--timeout', '1']);
    const html = await plain(web);
    expect([ids(html), html.status]).toEqual([['answer'], 4]);
    expect(html.text).toContain('a web server answers');
    const found = await plain(silent);
    expect([ids(found), found.status]).toEqual([['answer'], 4]);
    expect(found.text).toMatch(/says nothing within 1 s/);
    web.close();
    silent.close();
  });
});

describe('a broker that is down', () => {
  it('is named, and the rest goes on', async () => {
    await kafka.kill(3);
    const found = await check(of('admin'));
    expect(lineOf(found, 'brokers')).toMatchObject({ verdict: 'failed', detail: expect.stringContaining('broker 3') });
    // Of those that answer: whether that is all depends on whether the controller has noticed.
    expect(lineOf(found, 'release')?.detail).toContain('4.3');
    expect(lineOf(found, 'round-trip/1')?.verdict).toBe('passed');
    expect(lineOf(found, 'disk')?.verdict).toBe('not-known');
    expect(found.status).toBe(4);
    await kafka.start(3);
  });
});
