import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import type { RepetitionEvent, RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { bytes, MIB } from '../../src/units.ts';
import { pass, plan, run, target, withAudit, withEvents } from './evidence-builder.ts';

type Ready = Extract<RepetitionEvent, { readonly kind: 'target-ready' }>;

const ready = (it: RepetitionEvidence, change: Partial<Ready>): RepetitionEvidence => ({
  ...it,
  events: it.events.map((event) => (event.kind === 'target-ready' ? { ...event, ...change } : event)),
});

/** The same pass, checked before: medians to its brokers, µs, and what failed. */
const checked = (it: RepetitionEvidence, medians: readonly number[], failed: readonly string[]): RepetitionEvidence =>
  withEvents(it, {
    target: it.target,
    repetition: it.repetition,
    atMicros: null,
    wall: '',
    kind: 'target-checked',
    check: {
      at: '',
      lines: failed.map((title) => ({ group: 'g', id: title, title, verdict: 'failed', detail: '', todo: '' })),
      roundTrips: medians.map((medianMicros, broker) => ({ broker, medianMicros, maxMicros: 9_000 })),
      facts: { tls: 'plain text', release: '4.3 or later', racks: null, clockOffset: null, quotas: 'none' },
    },
  });

const topic = (replication: number, configs: Record<string, string>) => [
  { name: 'orders', partitions: 2, replication, configs },
];

const rows = (b: RepetitionEvidence, targets = [target('a'), target('b')]) =>
  new Map(judgeRun(run([pass(), b], { targets })).summary.fairness.map((row) => [row.condition, row]));

describe('fairness', () => {
  it('finds two targets alike in everything but their platform', () => {
    const differing = [...rows(pass({ target: 'b' })).values()].filter(({ same }) => !same);
    expect(differing.map(({ condition }) => condition)).toEqual(['Platform']);
  });

  it('shows replication, min ISR, flush and driver as they were read back', () => {
    const other = ready(pass({ target: 'b' }), {
      topics: topic(3, { 'min.insync.replicas': '2', 'flush.messages': '1', 'segment.bytes': '1048576' }),
      driver: { name: 'driver', version: '1.0', limits: ['owns retries'], inFlight: 1 },
    });
    const page = rows(other);
    expect(page.get('Replication (read back)')).toMatchObject({ values: ['1', '3'], same: false });
    expect(page.get('Min in-sync replicas')).toMatchObject({ values: ['broker default', '2'], same: false });
    expect(page.get('Flush after records')).toMatchObject({ values: ['broker default', '1'], same: false });
    expect(page.get('Requests in flight a broker')).toMatchObject({ values: ['5', '1 (planned: 5)'], same: false });
    expect(page.get('What the driver cannot honour')).toMatchObject({ values: ['none', 'owns retries'], same: false });
  });

  it('shows proxies that stand between for faults, and says nothing of them where there are none', () => {
    expect(rows(pass({ target: 'b' })).has('Proxies for faults')).toBe(false);
    const proxied = ready(pass({ target: 'b' }), { proxied: ['clients and node 2', 'brokers and object store'] });
    expect(rows(proxied).get('Proxies for faults')).toEqual({
      condition: 'Proxies for faults',
      values: ['none', 'clients and node 2, brokers and object store'],
      same: false,
    });
  });

  it('says how many producers send from how many threads, one where an older plan says nothing', () => {
    const named = 'Producers, sending threads';
    expect(rows(pass({ target: 'b' })).get(named)).toMatchObject({ values: ['1, 1', '1, 1'], same: true });
    const streams = [0, 1, 2].map((producer) => ({ id: producer, topic: 'orders', producer, producers: 3 }));
    const more = plan({ client: { ...plan().client, threads: 2 }, streams });
    const { fairness } = judgeRun(run([pass({ plan: more })], { plan: more })).summary;
    expect(fairness.find(({ condition }) => condition === named)?.values).toEqual(['3, 2']);
  });

  it('shows sizes of requests and the front of client ids where a side states them, against what the others have', () => {
    const { client } = plan();
    const tuned = {
      ...client,
      requestBytes: bytes(16 * MIB),
      fetchPartitionBytes: bytes(64 * MIB),
      clientIdPrefix: 'zone=b,',
    };
    const side = target('b', { tuned: { of: 'a', client: tuned, planDigest: 'sha256:other' } });
    const page = rows(pass({ target: 'b' }), [target('a'), side]);
    const stated = ['Largest produce request', 'Fetch of a partition, of all', 'Client id begins with'];
    expect(stated.map((condition) => page.get(condition)?.values)).toEqual([
      ['1 MiB', '16 MiB'],
      ['1 MiB, 50 MiB', '64 MiB, 64 MiB'],
      ["the run's name", 'zone=b,'],
    ]);
    expect(stated.map((condition) => page.get(condition)?.same)).toEqual([false, false, false]);
    const silent = rows(pass({ target: 'b' }));
    expect(stated.filter((condition) => silent.has(condition))).toEqual([]);
  });

  it('names each platform once with its version, or says that the version is not known', () => {
    const page = rows(ready(pass({ target: 'b' }), { version: 'not known' }));
    expect(page.get('Platform')?.values).toEqual(['Platform A 4.3.1', 'Platform B, version not known']);
  });

  it('says that flushing is left alone, not that it happens after the largest number there is', () => {
    const never = { 'flush.messages': '9223372036854775807', 'flush.ms': '1000' };
    const page = rows(ready(pass({ target: 'b' }), { topics: topic(1, never) }));
    expect(page.get('Flush after records')?.values[1]).toBe('left to the operating system');
    expect(page.get('Flush after ms')?.values[1]).toBe('1000');
  });

  it('gives a differing topic config its own row and counts the others', () => {
    const page = rows(
      ready(pass({ target: 'b' }), {
        topics: topic(1, { 'segment.bytes': '2097152', 'remote.storage.enable': 'true' }),
      }),
    );
    expect(page.get('Topic config segment.bytes')?.values).toEqual(['1048576', '2097152']);
    expect(page.get('Storage')).toMatchObject({ same: false });
    expect(rows(pass({ target: 'b' })).get('Topic config segment.bytes')).toBeUndefined();
    expect(rows(pass({ target: 'b' })).get('Other topic configs')?.values).toEqual(['1 the same', '1 the same']);
  });

  it('takes round trips as the same when they differ by less than half a millisecond', () => {
    const roundTrip = (roundTripMicros: number | null) =>
      rows(ready(pass({ target: 'b' }), { roundTripMicros })).get('Round-trip time')?.same;
    expect([roundTrip(650), roundTrip(750), roundTrip(null)]).toEqual([true, false, false]);
  });

  it('shows what the check before the first repetition found, and "not checked" for a side without one', () => {
    const titles = [
      'Release, by API versions',
      'Round trip to each broker',
      'Failed in the check before the first repetition',
    ];
    expect(titles.filter((title) => rows(pass({ target: 'b' })).has(title))).toEqual([]);
    const one = checked(pass(), [200, 400], ['Disks']);
    const both = (b: RepetitionEvidence) =>
      new Map(
        judgeRun(run([one, b], { targets: [target('a'), target('b')] })).summary.fairness.map((row) => [
          row.condition,
          row,
        ]),
      );
    const page = both(pass({ target: 'b' }));
    expect(titles.map((title) => page.get(title)?.values)).toEqual([
      ['4.3 or later', 'not checked'],
      ['0.200\u2009ms to 0.400\u2009ms, longest 9.00\u2009ms', 'not checked'],
      ['Disks', 'not checked'],
    ]);
    expect(titles.map((title) => page.get(title)?.same)).toEqual([false, false, false]);
    const near = both(checked(pass({ target: 'b' }), [690], []));
    expect(near.get(titles[1] ?? '')).toMatchObject({
      values: [expect.anything(), '0.690\u2009ms, longest 9.00\u2009ms'],
      same: true,
    });
    expect(near.get(titles[2] ?? '')?.values[1]).toBe('nothing');
    expect(both(checked(pass({ target: 'b' }), [710], [])).get(titles[1] ?? '')?.same).toBe(false);
  });

  it('does not give a cluster behind a loopback address machines of its own', () => {
    const remote = (address: string) =>
      target('b', {
        connect: { kind: 'remote', bootstrap: [address], security: { tls: false, caFile: null, sasl: null } },
      });
    const where = (address: string) =>
      rows(pass({ target: 'b' }), [target('a'), remote(address)]).get('Brokers run on');
    expect(where('127.0.0.1:9092')?.values[1]).toBe("the load generator's machine, by their loopback address");
    expect(where('b-1.example:9092')?.values[1]).toBe('elsewhere, reached over the network');
  });

  it('shows plain text against TLS', () => {
    const local = target('b', { connect: { kind: 'local', nodes: 1, zones: 1, port: null } });
    expect(rows(pass({ target: 'b' }), [target('a'), local]).get('Security')).toMatchObject({
      values: ['TLS, SASL plain', 'plain text on loopback'],
      same: false,
    });
  });
});

describe('caveats', () => {
  const caveats = (it: RepetitionEvidence, standIn = false) =>
    judgeRun(run([it], { targets: [target('a', { standIn, standInNote: 'one broker' })] })).summary.caveats;

  it('are empty for one sound target', () => {
    expect(caveats(pass())).toEqual([]);
  });

  it('name stand-ins, rebalances, losses and errors', () => {
    const at = { target: 'a', repetition: 1, atMicros: 1, wall: '' };
    const generations = [1, 2].map(
      (generation) => ({ ...at, kind: 'group-generation', group: 'live', member: 0, generation }) as const,
    );
    const error = { ...at, kind: 'error', where: 'produce', message: 'NOT_LEADER', count: 3 } as const;
    const it = withEvents(withAudit(pass(), { lost: 2 }), ...generations, error);
    expect(caveats(it, true)).toEqual([
      'a is a stand-in: one broker.',
      'a, repetition 1: 2 acknowledged records were lost and 0 corrupted.',
      'a, repetition 1: group live rebalanced (generations 1, 2); its latencies include that.',
      'a, repetition 1: produce reported 3 errors: NOT_LEADER',
    ]);
  });

  it('say the same error once, however often it was told, and another one apart', () => {
    const error = { target: 'a', repetition: 1, atMicros: 1, wall: '', kind: 'error', where: 'fetch' } as const;
    const refused = { ...error, message: 'connect ECONNREFUSED', count: 2 };
    const other = { ...error, message: 'read ECONNRESET', count: 1 };
    expect(caveats(withEvents(pass(), refused, other, refused, refused))).toEqual([
      'a, repetition 1: fetch reported 6 errors: connect ECONNREFUSED',
      'a, repetition 1: fetch reported an error: read ECONNRESET',
    ]);
  });
});
