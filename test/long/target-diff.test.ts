import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { diffCommand } from '../../src/commands/target/diff.ts';
import type { Terminal } from '../../src/commands/terminal.ts';
import type { DiffRow, InventoryDiff } from '../../src/inventory/diff/types.ts';
import { short } from '../inventory/diff/differences.ts';
import { type PrincipalName, type SecuredCluster, startSecuredCluster } from '../kafka/secured-cluster.ts';

let folder: string;
let cluster: SecuredCluster;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'target-diff-'));
  cluster = await startSecuredCluster(folder);
  for (const [name, value] of Object.entries(cluster.environment)) vi.stubEnv(name, value);
  for (const name of ['admin', 'reader', 'poor'] as const) {
    writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\n${cluster.targetYaml(name)}`);
  }
}, 180_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

async function diff(a: string, b: string, out: string): Promise<InventoryDiff & { readonly status: number }> {
  const said: string[] = [];
  let status = -1;
  const terminal = {
    cwd: folder,
    width: 120,
    interactive: false,
    out: (text: string) => said.push(text),
    err: () => undefined,
    now: () => new Date(),
    exit: (code: number) => {
      status = code;
    },
    interruption: () => ({ signal: new AbortController().signal, end: () => undefined }),
  } as unknown as Terminal;
  const args = [a, b, '--json', '--out', out, '--max-requests-per-second', '200'];
  await diffCommand(terminal).exitOverride().parseAsync(args, { from: 'user' });
  return { ...(JSON.parse(said.join('\n')) as InventoryDiff), status };
}

const byPrincipal = (a: PrincipalName, b: PrincipalName) => diff(`${a}.yaml`, `${b}.yaml`, `${a}-${b}`);

/** Kafka's own part of a diff is how long a row's names are; the rest is what a reader of rows sees. */
const told = (rows: readonly DiffRow[]): readonly string[] => rows.map(short);

describe('a diff of real clusters', () => {
  it('finds no difference between two scans of the same one, whoever may look at everything', async () => {
    const { rows, notCompared, compared, status } = await byPrincipal('admin', 'reader');
    expect(told(rows)).toEqual([]);
    expect(notCompared.map(({ section, reason }) => [section, reason])).toEqual([
      ['schemas', 'not-asked'],
      ['schemas', 'not-asked'],
      ['connectors', 'not-asked'],
      ['connectors', 'not-asked'],
    ]);
    expect(compared.topic).toBeGreaterThanOrEqual(cluster.contents.topics.length);
    expect(compared.config).toBe(compared.topic);
    for (const kind of ['acl', 'quota', 'scram-user', 'group', 'feature', 'broker-config'] as const) {
      expect(compared[kind], kind).toBeGreaterThan(0);
    }
    expect(status).toBe(0);
  });

  it('calls nothing missing that one side was not allowed to see', async () => {
    const { rows, notCompared, status } = await byPrincipal('admin', 'poor');
    expect(told(rows)).toEqual([]);
    const hidden = notCompared
      .filter(({ side }) => side === 'b')
      .map(({ says }) => says)
      .join('\n');
    for (const what of ['topics', 'ACLs', 'quotas', 'SCRAM users', 'groups']) expect(hidden).toContain(what);
    expect(status).toBe(4);
  });

  it('calls no commit missing on a topic that one side may not describe, though it may describe the group', async () => {
    const kafka = new Kafka({ clientId: 'grants', brokers: [...cluster.listeners.plain], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const everyGroup = {
      principal: 'User:poor',
      host: '*',
      resourceType: AclResourceTypes.GROUP,
      resourceName: '*',
      resourcePatternType: ResourcePatternTypes.LITERAL,
      operation: AclOperationTypes.DESCRIBE,
      permissionType: AclPermissionTypes.ALLOW,
    };
    const onOrders = { ...everyGroup, resourceType: AclResourceTypes.TOPIC, resourceName: 'orders' };
    await admin.deleteAcls({ filters: [onOrders] });
    await admin.createAcls({ acl: [everyGroup, { ...onOrders, resourceName: '-' }] });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { rows, notCompared } = await diff('reader.yaml', 'poor.yaml', 'groups-of-poor');
    await admin.deleteAcls({ filters: [everyGroup, { ...onOrders, resourceName: '-' }] });
    await admin.createAcls({ acl: [onOrders] });
    await admin.disconnect();

    expect(told(rows)).toEqual([]);
    const hidden = notCompared.filter(({ side, kinds }) => side === 'b' && kinds.includes('group'));
    expect(hidden.map(({ says }) => says).join('\n')).toContain(
      'as B did not tell commits on topics that this principal may not describe',
    );
  });

  it('finds what was changed on it since it was scanned, and only that', async () => {
    const { listeners, contents } = cluster;
    const kafka = new Kafka({ clientId: 'changes', brokers: [...listeners.plain], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.alterConfigs({
      validateOnly: false,
      // This takes away what is not named: the compression that somebody had set to its default.
      resources: [{ type: 2, name: 'orders', configEntries: [{ name: 'retention.ms', value: '3600000' }] }],
    });
    await admin.createPartitions({ topicPartitions: [{ topic: '-', count: 2 }] });
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: 'new._-0', numPartitions: 1 }] });
    await admin.deleteGroups([contents.groups.empty]);
    await admin.deleteAcls({
      filters: [
        {
          principal: 'User:poor',
          resourceType: AclResourceTypes.TOPIC,
          resourceName: 'orders',
          resourcePatternType: ResourcePatternTypes.LITERAL,
          operation: AclOperationTypes.ANY,
          permissionType: AclPermissionTypes.ANY,
        },
      ],
    });
    await admin.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 2_000));

    const { rows, notes, status } = await diff('admin-reader/inventory-a.json', 'admin.yaml', 'changed');
    expect(told(rows)).toEqual([
      `group ${contents.groups.empty} missing refused`,
      'acl User:poor on topic orders describe missing access',
      'topic - partitions different semantics',
      'config orders retention.ms clamped retention',
      'config orders compression.type missing cosmetic',
      'topic new._-0 extra cosmetic',
    ]);
    expect(notes.some((note) => note.startsWith('A and B are the same cluster'))).toBe(true);
    expect(status).toBe(0);
  });

  it('writes nothing down that only a login, a record or a key may know', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /(inventory-[ab]|diff)\.json$|diff\.md$|requests\.jsonl$/.test(entry.name),
    );
    expect(files.length).toBeGreaterThan(9);
    for (const { parentPath, name } of files) {
      const text = readFileSync(join(parentPath, name), 'utf8');
      for (const canary of cluster.canaries) expect(text).not.toContain(canary);
    }
  });
});
