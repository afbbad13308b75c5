import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReadOnlyCluster } from '../../src/kafka/read-only/cluster.ts';
import { openReadOnly } from '../../src/kafka/read-only/open.ts';
import type { Reading } from '../../src/kafka/read-only/reading.ts';
import { READING_APIS } from '../../src/kafka/read-only/reading-apis.ts';
import type { AskedRequest } from '../../src/kafka/read-only/requests-log.ts';
import {
  type ListenerName,
  type PrincipalName,
  type SecuredCluster,
  startSecuredCluster,
} from '../kafka/secured-cluster.ts';

let folder: string;
let secured: SecuredCluster;
let admin: Admin;
const log: AskedRequest[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reading-secured-'));
  secured = await startSecuredCluster(folder);
  for (const [name, value] of Object.entries(secured.environment)) vi.stubEnv(name, value);
  const brokers = [...secured.listeners.plain];
  admin = new Kafka({ clientId: 'independent', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
}, 180_000);

afterAll(async () => {
  await admin?.disconnect();
  await secured?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function reading<T>(
  principal: PrincipalName,
  listener: ListenerName,
  use: (cluster: ReadOnlyCluster) => Promise<T>,
): Promise<T> {
  const cluster = openReadOnly(
    { bootstrap: secured.listeners[listener], security: secured.security(principal) },
    {
      clientId: 'workbench-that-reads',
      limits: { requestsPerSecond: 200, mibPerSecond: 20 },
      log: (request) => log.push(request),
      signal: new AbortController().signal,
    },
  );
  try {
    return await use(cluster);
  } finally {
    await cluster.close();
  }
}

function told<T>(answer: Reading<T>): T {
  if (answer.obtained) return answer.value;
  throw new Error(answer.why);
}

/** All that can be asked for; what was fetched is left out, since it is what lies in the log. */
async function everything(cluster: ReadOnlyCluster): Promise<Readonly<Record<string, Reading<unknown>>>> {
  const topics = await cluster.topics();
  const names = topics.obtained ? topics.value.map(({ name }) => name) : [];
  const partitions = topics.obtained
    ? topics.value.flatMap(({ name, partitions: of }) => of.map(({ partition }) => ({ topic: name, partition })))
    : [];
  const groups = await cluster.groups();
  await cluster.fetch(
    partitions.map((place) => ({ ...place, offset: 0 })),
    65_536,
  );
  return {
    topics,
    groups,
    described: groups.obtained ? await cluster.describeGroups(groups.value) : groups,
    cluster: await cluster.cluster(),
    topicConfigs: await cluster.topicConfigs(names),
    brokerConfigs: await cluster.brokerConfigs([1, 2, 3]),
    latest: await cluster.offsets(partitions, 'latest'),
    logDirs: await cluster.logDirs(),
    acls: await cluster.acls(),
    quotas: await cluster.quotas(),
    scramUsers: await cluster.scramUsers(),
    transactions: await cluster.transactions(),
    reassignments: await cluster.reassignments(),
    quorum: await cluster.quorum(),
    permitted: await cluster.permitted(names, ['nobody']),
  };
}

async function stateOf() {
  const topics = (await admin.listTopics()).toSorted();
  const { groups } = await admin.listGroups();
  const committed = await admin.fetchOffsets({ groupId: secured.contents.groups.empty });
  const orders = (await admin.fetchTopicOffsets('orders')).toSorted((a, b) => a.partition - b.partition);
  const { resources } = await admin.describeConfigs({
    resources: topics.map((name) => ({ type: 2, name })),
    includeSynonyms: false,
  });
  return { topics, groups: groups.map(({ groupId }) => groupId).toSorted(), committed, orders, resources };
}

describe('a secured cluster', () => {
  it('tells everything to a principal that may see everything, is the same afterwards, and was asked nothing else', async () => {
    const before = await stateOf();
    const readings = await reading('reader', 'watched', everything);
    expect(await stateOf()).toEqual(before);
    for (const [what, answer] of Object.entries(readings))
      expect(answer, what).toMatchObject({ obtained: true, missing: [] });
    const asked = secured.asked().filter(({ clientId }) => clientId === 'workbench-that-reads');
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(({ key }) => !READING_APIS.has(key))).toEqual([]);
    const kinds = { classic: 1, consumer: 1, share: 1, streams: 1, empty: 0 };
    const described = told(readings.described as Awaited<ReturnType<ReadOnlyCluster['describeGroups']>>);
    for (const [kind, members] of Object.entries(kinds)) {
      const id = secured.contents.groups[kind as keyof typeof kinds];
      expect(described.find((group) => group.id === id)?.members, kind).toHaveLength(members);
    }
    expect(readings.transactions).toMatchObject({
      value: [{ transactionalId: secured.contents.transactionalId, state: 'Ongoing' }],
    });
    const everythingTold = JSON.stringify([readings, log]);
    for (const canary of secured.canaries) expect(everythingTold).not.toContain(canary);
  }, 60_000);

  it('tells one with too few rights what it may see, and what it lacks with the line that gives it', async () => {
    const readings = await reading('poor', 'secured', everything);
    expect(readings.topics).toMatchObject({
      value: [{ name: 'orders' }],
      missing: [{ what: 'topics that this principal may not describe', reason: 'not-permitted' }],
    });
    const refused = [
      'groups',
      'topicConfigs',
      'brokerConfigs',
      'logDirs',
      'acls',
      'quotas',
      'scramUsers',
      'transactions',
      'quorum',
    ];
    for (const what of refused) {
      expect(readings[what], what).toMatchObject({ obtained: false, reason: 'not-permitted' });
      expect(JSON.stringify(readings[what]), what).toContain('kafka-acls --add --allow-principal');
    }
  }, 60_000);

  it('whose certificate has expired is not talked to', async () => {
    const answer = await reading('reader', 'expired', (cluster) => cluster.topics());
    expect(answer).toMatchObject({ obtained: false, reason: 'not-reachable' });
    expect(answer.obtained ? '' : answer.why).toContain('has expired');
  });

  it('of which a broker is paused tells the rest, and waits for it once', async () => {
    await secured.pause(3);
    try {
      await reading('reader', 'secured', async (cluster) => {
        const dirs = await cluster.logDirs();
        expect(dirs).toMatchObject({ obtained: true, missing: [{ what: 'broker 3', reason: 'not-reachable' }] });
        const tries = log.filter(({ outcome }) => outcome === 'no answer in time').length;
        await cluster.groups();
        await cluster.logDirs();
        expect(log.filter(({ outcome }) => outcome === 'no answer in time')).toHaveLength(tries);
      });
    } finally {
      await secured.resume(3);
    }
  }, 90_000);
});
