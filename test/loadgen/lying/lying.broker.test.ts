import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../../src/audit/account.ts';
import type { AuditFinding } from '../../../src/evidence/types/audit.ts';
import type { Plan } from '../../../src/scenarios/types.ts';
import { milliseconds } from '../../../src/units.ts';
import { scratchFolder } from '../../platforms/local/start-options.ts';
import { type HostileKafka, startHostileKafka } from '../hostile/hostile-kafka.ts';
import { HONEST } from '../hostile/on-own-topic.ts';
import { planOf } from '../plan-of.ts';
import { auditedLoad } from './audited-load.ts';
import { emptied, flipped, mended } from './batches.ts';
import {
  acknowledgedOnly,
  forwardedTwice,
  givenInstead,
  type Lie,
  onAnswers,
  onRequests,
  type Span,
  swapped,
} from './lies.ts';

const GROUP = 'live';
const scratch = scratchFolder();
let kafka: HostileKafka;

beforeAll(async () => {
  kafka = await startHostileKafka(scratch);
});
afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const RECORDS = 2_000;

/** A second of load on four partitions, without idempotence: a lie about order is not noticed on the way. */
function planOn(topic: string): Plan {
  const client = { driver: 'wire', idempotence: false, lingerMs: milliseconds(20) };
  const lone = planOf({ valueBytes: 300, partitions: 4, rate: RECORDS, client });
  return {
    ...lone,
    topics: lone.topics.map((it) => ({ ...it, name: topic })),
    streams: lone.streams.map((stream) => ({ ...stream, topic })),
    groups: [{ name: GROUP, role: 'tail', members: 1, topics: [topic] }],
  };
}

const load = (topic: string, groupGets: () => number): Promise<Account> =>
  auditedLoad({ plan: planOn(topic), bootstrap: [kafka.bootstrap], groupGets });

const sizeOf = ([from, to]: Span): number => to - from;

interface Found {
  readonly name: AuditFinding['name'];
  readonly sequences: Span;
  readonly offsets: Span;
  readonly group?: string;
}

/** What the findings of a partition say, without their intended times. */
const findingsOf = ({ findings }: Account, { partition }: Lie) =>
  findings.filter((it) => it.partition === partition).map(({ intendedMicros: _, ...finding }) => finding);

const exactly = (topic: string, { partition }: Lie, permitted: boolean, found: readonly Found[]) =>
  found.map(({ name, sequences, offsets, group = null }) => ({
    name,
    topic,
    partition,
    producer: 0,
    group,
    records: sizeOf(sequences),
    permitted,
    offsets: [offsets],
    sequences: [sequences],
    more: false,
  }));

describe('the audit of an honest broker', () => {
  it('finds nothing', async () => {
    const account = await load('honest', () => 0);
    expect(account).toMatchObject({
      complete: true,
      findings: [],
      totals: { acknowledged: RECORDS, delivered: RECORDS, ...HONEST },
      groups: [{ group: GROUP, role: 'tail', read: RECORDS, unseen: 0, reread: 0 }],
    });
  });
});

describe('a lie on the way to the broker', () => {
  const topic = 'lies-to-the-broker';
  const swap = swapped(0);
  const lost = acknowledgedOnly(1);
  const twice = forwardedTwice(2);
  let account: Account;

  beforeAll(async () => {
    kafka.proxy.meddle(onRequests([swap, lost, twice]));
    account = await load(topic, () => sizeOf(twice.told.sequences) - sizeOf(lost.told.sequences));
    kafka.proxy.meddle(null);
  });

  it('is found each, nothing else is, and the account adds up', () => {
    expect(account.complete).toBe(true);
    expect(account.findings).toHaveLength(3);
    expect(account.totals).toMatchObject({
      acknowledged: RECORDS,
      delivered: RECORDS - sizeOf(lost.told.sequences),
      lost: sizeOf(lost.told.sequences),
      duplicated: sizeOf(twice.told.sequences),
      reordered: sizeOf(swap.told.sequences),
      corrupted: 0,
      unexpected: 0,
    });
  });

  it('that acknowledges a batch without forwarding it is a lost write, with its place between its neighbours', () => {
    const { sequences } = lost.told;
    // Before it every sequence stands at the offset of its number; nothing stands in its place.
    const offsets: Span = [sequences[0], sequences[0]];
    expect(findingsOf(account, lost)).toEqual(
      exactly(topic, lost, false, [{ name: 'lost-write', sequences, offsets }]),
    );
    const { first, last } = account.findings.find(({ name }) => name === 'lost-write')?.intendedMicros ?? {};
    // At 2,000 records/s on four partitions one of a partition is due every 2 ms.
    expect((last ?? 0) - (first ?? 0)).toBe((sizeOf(sequences) + 1) * 2_000);
  });

  it('that forwards a batch twice is a duplicate, where it stands the second time', () => {
    const { sequences } = twice.told;
    const offsets: Span = [sequences[1], sequences[1] + sizeOf(sequences)];
    expect(findingsOf(account, twice)).toEqual(
      exactly(topic, twice, true, [{ name: 'duplicate', sequences, offsets }]),
    );
  });

  it('that swaps two batches is a reordering of the first, where it stands now', () => {
    const { sequences } = swap.told;
    const [found] = findingsOf(account, swap);
    const [from] = found?.offsets[0] ?? [0];
    const offsets: Span = [from, from + sizeOf(sequences)];
    expect(from).toBeGreaterThan(sequences[0]);
    expect(findingsOf(account, swap)).toEqual(exactly(topic, swap, true, [{ name: 'reordering', sequences, offsets }]));
  });
});

describe('a lie on the way to the readers', () => {
  const topic = 'lies-to-readers';
  const fromGroup = givenInstead(0, emptied, (client) => client.includes(GROUP));
  const fromAll = givenInstead(1, emptied);
  const wrongBit = givenInstead(2, (batch) => mended(flipped(batch)));
  const wrongCrc = givenInstead(3, flipped);
  let account: Account;

  beforeAll(async () => {
    kafka.proxy.meddle(onAnswers([fromGroup, fromAll, wrongBit, wrongCrc]));
    account = await load(topic, () => -sizeOf(fromGroup.told.sequences) - sizeOf(fromAll.told.sequences));
    kafka.proxy.meddle(null);
  });

  it('is found each, nothing else is, and the account adds up', () => {
    const damaged = 1 + sizeOf(wrongCrc.told.sequences);
    const lost = sizeOf(fromAll.told.sequences) + damaged;
    const unseen = sizeOf(fromGroup.told.sequences);
    expect(account.complete).toBe(true);
    expect(account.findings).toHaveLength(5);
    expect(account.totals).toMatchObject({
      acknowledged: RECORDS,
      delivered: RECORDS - lost,
      lost,
      duplicated: 0,
      reordered: 0,
      corrupted: damaged,
      unexpected: 0,
    });
    expect(account.groups).toEqual([{ group: GROUP, role: 'tail', read: RECORDS - lost - unseen, unseen, reread: 0 }]);
  });

  it('that hides a batch from a group is a skipped poll, and records that it has not seen', () => {
    const { told } = fromGroup;
    expect(findingsOf(account, fromGroup)).toEqual(
      exactly(topic, fromGroup, false, [
        { name: 'skipped-poll', ...told, group: GROUP },
        { name: 'unseen', ...told, group: GROUP },
      ]),
    );
  });

  it('that hides a batch from everyone is a lost write at the offsets that lack', () => {
    expect(findingsOf(account, fromAll)).toEqual(
      exactly(topic, fromAll, false, [{ name: 'lost-write', ...fromAll.told }]),
    );
  });

  it('that flips a bit and mends the CRC of the batch is one corrupted record', () => {
    const last = ([, to]: Span): Span => [to - 1, to];
    const { sequences, offsets } = wrongBit.told;
    expect(findingsOf(account, wrongBit)).toEqual(
      exactly(topic, wrongBit, false, [{ name: 'corrupted', sequences: last(sequences), offsets: last(offsets) }]),
    );
  });

  it('that flips a bit and leaves the CRC wrong is a corrupted batch, of which nothing is lost beside', () => {
    expect(findingsOf(account, wrongCrc)).toEqual(
      exactly(topic, wrongCrc, false, [{ name: 'corrupted', ...wrongCrc.told }]),
    );
  });
});
