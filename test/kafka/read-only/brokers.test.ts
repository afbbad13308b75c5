import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openReadOnly } from '../../../src/kafka/read-only/open.ts';
import { describeAcls } from '../../../src/kafka/read-only/protocol/messages/describe-acls.ts';
import { describeClientQuotas } from '../../../src/kafka/read-only/protocol/messages/describe-client-quotas.ts';
import type { AskedRequest } from '../../../src/kafka/read-only/requests-log.ts';
import { offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

const noQuotas = { throttleTimeMs: 0, errorCode: 0, errorMessage: null, entries: [] };
const noAcls = { throttleTimeMs: 0, errorCode: 0, errorMessage: null, resources: [] };

/** A cluster that is opened at an address of which it knows nothing. */
function openAt(address: string, log: AskedRequest[] = []) {
  const cluster = openReadOnly(
    { bootstrap: [address], security: null },
    {
      clientId: 'test',
      limits: { requestsPerSecond: 10_000, mibPerSecond: 100 },
      log: (request) => log.push(request),
      signal: new AbortController().signal,
      connectWithinMs: 500,
      answerWithinMs: 500,
    },
  );
  onTestFinished(() => cluster.close());
  return cluster;
}

describe('a broker', () => {
  it('is asked what it speaks from the newest version down, and each question in the newest that both know', async () => {
    const { cluster, brokers } = await fakeCluster({
      offers: () => [offer(describeClientQuotas, () => noQuotas, 0)],
      versionsUpTo: 0,
    });
    await cluster.cluster();
    expect(await cluster.quotas()).toMatchObject({ obtained: true, how: 'DescribeClientQuotas v0 of broker 1' });
    const apis = brokers[0]?.asked.filter(({ name }) => name === 'ApiVersions').map(({ version }) => version);
    expect(apis).toEqual([0]); // 4 and 3 were refused
  });

  it('that does not offer something is not asked for it, and nor is another', async () => {
    const { cluster, brokers } = await fakeCluster({ brokers: 2 });
    const reading = await cluster.acls();
    expect(reading).toMatchObject({ obtained: false, reason: 'not-supported' });
    expect(reading.obtained ? '' : reading.why).toContain('does not offer DescribeAcls');
    expect(brokers[1]?.connections()).toBe(0);
  });

  it('has one connection for everything', async () => {
    const { cluster, brokers } = await fakeCluster({ offers: () => [offer(describeAcls, () => noAcls)] });
    await cluster.cluster();
    await Promise.all([cluster.acls(), cluster.acls(), cluster.topics(), cluster.apis()]);
    expect(brokers[0]?.connections()).toBe(1);
  });

  it('that hangs up is asked once more over a new connection', async () => {
    let times = 0;
    const { cluster, brokers } = await fakeCluster({
      offers: () => [offer(describeAcls, () => (++times === 1 ? 'hang up' : noAcls))],
    });
    expect(await cluster.acls()).toMatchObject({ obtained: true, missing: [] });
    expect(brokers[0]?.connections()).toBe(2);
  });

  it('that leaves one question without an answer is asked the next one', async () => {
    const { cluster } = await fakeCluster({
      offers: () => [offer(describeAcls, () => 'nothing'), offer(describeClientQuotas, () => noQuotas)],
    });
    const acls = await cluster.acls();
    expect(acls).toMatchObject({ obtained: false, reason: 'not-reachable' });
    expect(acls.obtained ? '' : acls.why).toContain('did not answer DescribeAcls within 0.3 s');
    expect(await cluster.quotas()).toMatchObject({ obtained: true });
  });

  it('that nobody answers at is tried once in a scan', async () => {
    const log: AskedRequest[] = [];
    const cluster = openAt('127.0.0.1:1', log);
    for (const asked of [() => cluster.cluster(), () => cluster.topics(), () => cluster.logDirs()]) {
      expect(await asked()).toMatchObject({ obtained: false, why: '127.0.0.1:1 takes no connections' });
    }
    expect(log).toHaveLength(1);
  });

  it('that is none, but a server of web pages, is told as such in time', async () => {
    const server = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const reading = await openAt(`127.0.0.1:${port}`).cluster();
    expect(reading).toMatchObject({ obtained: false, reason: 'not-reachable' });
    expect(reading.obtained ? '' : reading.why).toContain(`127.0.0.1:${port}`);
  });

  it('whose name nobody knows is told by it', async () => {
    const reading = await openAt('kafka.invalid:9092').cluster();
    expect(reading).toMatchObject({ obtained: false, why: 'the name of kafka.invalid:9092 is not known here' });
  });

  it('says how long it holds back who passes a quota', async () => {
    const { cluster } = await fakeCluster({
      offers: () => [offer(describeAcls, () => ({ ...noAcls, throttleTimeMs: 40 }))],
    });
    expect(cluster.throttledMillis()).toBe(0);
    await cluster.acls();
    expect(cluster.throttledMillis()).toBe(40);
  });

  it('is left in the middle of a question with the reason of the interruption', async () => {
    const spec = { offers: () => [offer(describeAcls, () => 'nothing' as const)] };
    const { cluster, abort, log } = await fakeCluster(spec);
    await cluster.cluster();
    const asked = cluster.acls();
    setTimeout(() => abort(new Error('interrupted')), 20);
    await expect(asked).rejects.toThrow('interrupted');
    await expect(cluster.topics()).rejects.toThrow('interrupted');
    expect(log.at(-1)).toMatchObject({ request: 'DescribeAcls', outcome: 'interrupted' });
  });
});

describe('what was asked', () => {
  it('is written down with sizes, and adds up to what was spent', async () => {
    const { cluster, log } = await fakeCluster({ offers: () => [offer(describeAcls, () => noAcls)] });
    await cluster.acls();
    expect(log.map(({ request, version, outcome }) => [request, version, outcome])).toEqual([
      ['connect', null, 'answered'],
      ['ApiVersions', 4, 'answered'],
      ['DescribeAcls', 3, 'answered'],
    ]);
    // size 4, key 2, version 2, correlation 4, client id 2 + 4, tags 1; then 1 + 1 + 1 + 1 + 1 + 1 + 1 and tags 1
    expect(log[2]?.sentBytes).toBe(19 + 8);
    // size 4, correlation 4, tags 1; then throttling 4, code 2, message 1, resources 1, tags 1
    expect(log[2]?.receivedBytes).toBe(9 + 9);
    const sum = (of: 'sentBytes' | 'receivedBytes') => log.reduce((all, request) => all + request[of], 0);
    expect(cluster.spent()).toEqual({
      requests: log.length,
      sentBytes: sum('sentBytes'),
      receivedBytes: sum('receivedBytes'),
    });
  });
});
