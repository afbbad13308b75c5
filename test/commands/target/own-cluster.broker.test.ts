import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { captureCommand } from '../../../src/commands/scenario/capture.ts';
import { targetCommand } from '../../../src/commands/target.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import type { AskedRequest } from '../../../src/kafka/read-only/requests-log.ts';
import type { TargetCheck } from '../../../src/target-check/types.ts';
import { everythingOn } from '../../kafka/everything-on.ts';
import { READING } from '../../kafka/reading-requests.ts';
import { type SecuredCluster, startSecuredCluster } from '../../kafka/secured-cluster.ts';
import { inThisProcess } from '../../run/in-this-process.ts';
import type { Ended } from '../../run/workbench.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-own-'));
const printed: string[] = [];
let kafka: SecuredCluster;
let htmlService: Server;
let before: unknown;

beforeAll(async () => {
  kafka = await startSecuredCluster(join(scratch, 'cluster'));
  for (const [name, value] of Object.entries(kafka.environment)) vi.stubEnv(name, value);
  vi.stubEnv('WB_WRONG_PASSWORD', 'canary-password-that-is-wrong-3e55');
  htmlService = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<html><body>canary-page-1bd9: log in</body></html>');
  });
  await new Promise<void>((resolve) => void htmlService.listen(0, '127.0.0.1', resolve));
  const html = `http://127.0.0.1:${(htmlService.address() as AddressInfo).port}`;
  target('reader', kafka.targetYaml('reader', 'watched'));
  target('poor', kafka.targetYaml('poor', 'watched'));
  target('expired', kafka.targetYaml('reader', 'expired'));
  target('wrong', kafka.targetYaml('reader').replace('WB_READER_PASSWORD', 'WB_WRONG_PASSWORD'));
  target('html', kafka.targetYaml('reader', 'secured', `schemaRegistry: { url: "${html}" }\n`));
  before = await everythingOn(kafka.listeners.plain);
}, 200_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  htmlService?.close();
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const target = (name: string, yaml: string): void => writeFileSync(join(scratch, `${name}.yaml`), yaml);

async function run(...args: string[]): Promise<Ended> {
  const ended = await inThisProcess(args[0] === 'target' ? targetCommand : captureCommand, args, scratch);
  printed.push(ended.out, ended.err);
  return ended;
}

const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(scratch, ...path), 'utf8')) as T;

/** What the tool says it asked of the cluster, by name and number. */
function logged(folder: string): Record<string, number> {
  const lines = readFileSync(join(scratch, folder, 'requests.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const requests = lines.map((line) => JSON.parse(line) as AskedRequest);
  return counted(
    requests.filter(({ service, version }) => service === 'kafka' && version !== null).map((it) => it.request),
  );
}

const counted = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names.toSorted(), (name) => name)].map(([name, all]) => [name, all.length]));

describe.each(['reader', 'poor'] as const)('a cluster that is looked at as %s', (principal) => {
  const commands = {
    check: ['target', 'check', `${principal}.yaml`],
    inventory: ['target', 'inventory', `${principal}.yaml`, '--sample-for', '1s', '--max-requests-per-second', '500'],
    capture: ['capture', `${principal}.yaml`, '--for', '3s', '--max-requests-per-second', '500'],
  };

  it.each(Object.keys(commands) as (keyof typeof commands)[])(
    'is asked by %s for nothing but readings, and every one of them is written down',
    async (name) => {
      const start = kafka.asked().length;
      const folder = `${principal}-${name}`;
      const { status, err } = await run(...commands[name], '--out', folder);
      const seen = kafka.asked().slice(start);
      expect(seen.length).toBeGreaterThan(5);
      expect(seen.filter(({ key }) => !READING.has(key))).toEqual([]);
      // Older ones create the topics that they are asked about.
      expect(seen.filter(({ key, version }) => key === 3 && version < 4)).toEqual([]);
      expect(logged(folder)).toEqual(counted(seen.map(({ key }) => READING.get(key) ?? String(key))));
      expect({ name, status, err }).toMatchObject({ status: expect.any(Number) });
    },
  );
});

describe('as reader', () => {
  it('an inventory has every section, with what was put there', () => {
    const { sections } = json<Inventory>('reader-inventory', 'inventory.json');
    const { brokers, topics, groups, acls, quotas, scramUsers, transactions } = sections;
    if (!brokers.obtained || !topics.obtained || !groups.obtained || !acls.obtained) throw new Error('not obtained');
    if (!quotas.obtained || !scramUsers.obtained || !transactions.obtained) throw new Error('not obtained');
    expect(brokers.value.clusterId).toBe(kafka.clusterId);
    expect(brokers.value.brokers.map(({ rack }) => rack)).toEqual(['zone-a', 'zone-b', 'zone-c']);
    expect(
      topics.value
        .filter(({ internal }) => !internal)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(kafka.contents.topics.toSorted());
    const orders = topics.value.find(({ name }) => name === 'orders');
    expect(orders?.partitions.map(({ earliest, latest }) => [earliest, latest])).toEqual(Array(6).fill([0, 100]));
    expect(orders?.configs?.find(({ name }) => name === 'retention.ms')).toMatchObject({
      value: '86400000',
      source: 'topic',
    });
    const { empty, ...named } = kafka.contents.groups;
    const kinds = Object.fromEntries(groups.value.map(({ id, kind, members }) => [id, `${kind} ${members.length}`]));
    expect(kinds).toEqual({
      ...Object.fromEntries(Object.entries(named).map(([kind, id]) => [id, `${kind} 1`])),
      [empty]: 'classic 0',
    });
    // 600 records, 40 of each of 6 partitions committed.
    const offsets = [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: 'orders', partition, offset: 40 }));
    const classic = groups.value.find(({ id }) => id === named.classic);
    expect({ missing: groups.missing, classic }).toMatchObject({ missing: [], classic: { offsets, lag: 600 - 240 } });
    expect(acls.value.filter(({ principal }) => principal === 'User:poor')).toHaveLength(1);
    expect(acls.value.find(({ permission }) => permission === 'deny')).toMatchObject({
      principal: 'User:intern',
      patternType: 'prefixed',
    });
    expect(quotas.value).toHaveLength(4);
    expect(scramUsers.value.map(({ user }) => user).toSorted()).toEqual(['admin', 'poor', 'reader']);
    expect(transactions.value.map(({ transactionalId }) => transactionalId)).toEqual([kafka.contents.transactionalId]);
  });

  it('a check passes what it needs for reading', () => {
    const { lines } = json<TargetCheck>('reader-check', 'check.json');
    const failed = lines.filter(({ verdict }) => verdict === 'failed').map(({ group }) => group);
    // It may not write: that is all.
    expect([...new Set(failed)].filter((group) => group !== 'permissions')).toEqual([]);
  });

  it('nothing differs between a cluster and itself', async () => {
    const { status, out } = await run('target', 'diff', 'reader-inventory', 'reader-inventory', '--json');
    expect(status).toBe(0);
    expect((JSON.parse(out) as { entries?: unknown[] }).entries ?? []).toEqual([]);
  });
});

describe('as poor', () => {
  it('what may not be seen is told as not permitted, with the rule that is missing, and is never empty', () => {
    const { sections } = json<Inventory>('poor-inventory', 'inventory.json');
    for (const name of ['acls', 'quotas', 'scramUsers', 'quorum'] as const) {
      const section = sections[name];
      expect(section, name).toMatchObject({ obtained: false, reason: 'not-permitted' });
    }
    for (const name of ['topics', 'groups', 'transactions'] as const) {
      const section = sections[name];
      const told = section.obtained ? section.missing.map(({ reason }) => reason) : [section.reason];
      expect(told, name).toContain('not-permitted');
    }
    const texts = JSON.stringify(sections);
    expect(texts).toContain('kafka-acls');
  });
});

describe('a cluster that does not let in', () => {
  it.each([
    ['wrong', /authenticat|password|credentials/i],
    ['expired', /expired/i],
  ] as const)('is told apart: %s', async (name, words) => {
    const { status, err } = await run('target', 'inventory', `${name}.yaml`, '--sample-for', '0s', '--out', name);
    expect(status).toBe(4);
    expect(err).toMatch(words);
    const check = await run('target', 'check', `${name}.yaml`, '--out', `${name}-check`, '--timeout', '3');
    expect(check.status).toBe(4);
    expect(check.out).toMatch(words);
  });
});

describe('a registry that answers a web page', () => {
  it('is one line, and the rest of the scan goes on', async () => {
    const { status, err } = await run('target', 'inventory', 'html.yaml', '--sample-for', '0s', '--out', 'html');
    expect(status).toBe(4);
    expect(err.split('\n').filter((line) => line.includes('Schema Registry'))).toHaveLength(1);
    const { sections } = json<Inventory>('html', 'inventory.json');
    expect(sections.schemaRegistry).toMatchObject({ obtained: false, reason: 'failed' });
    expect(sections.topics.obtained).toBe(true);
  });
});

describe('after all that', () => {
  it('nothing on the cluster is other than it was', async () => {
    expect(await everythingOn(kafka.listeners.plain)).toEqual(before);
  });

  it('no payload, key, header or password stands in any file or on the terminal', () => {
    const canaries = [...kafka.canaries, 'canary-password-that-is-wrong-3e55', 'canary-page-1bd9'];
    const files = readdirSync(scratch, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(scratch, 'cluster')))
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files.length).toBeGreaterThan(15);
    for (const canary of canaries) {
      expect(
        files.filter((file) => readFileSync(file).includes(canary)),
        canary,
      ).toEqual([]);
      expect(
        printed.filter((text) => text.includes(canary)),
        canary,
      ).toEqual([]);
    }
  });

  it('no name on the cluster reaches a terminal or a page as anything but text', () => {
    for (const text of printed) expect(text).not.toContain('\u001b');
    const pages = readdirSync(scratch, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
    expect(pages).not.toEqual([]);
    for (const page of pages) expect(readFileSync(join(scratch, page), 'utf8'), page).not.toContain('<b>&amp;</b>');
  });
});

describe('a cluster of which a broker is down', () => {
  it('is scanned from the others, and says which one did not answer', async () => {
    await kafka.kill(3);
    const { status, err } = await run('target', 'inventory', 'reader.yaml', '--sample-for', '0s', '--out', 'down');
    expect(status).toBe(4);
    expect(err).toContain('broker 3');
    const { sections } = json<Inventory>('down', 'inventory.json');
    expect(sections.topics.obtained).toBe(true);
    if (sections.topics.obtained)
      expect(sections.topics.value.length).toBeGreaterThanOrEqual(kafka.contents.topics.length);
  });
});
