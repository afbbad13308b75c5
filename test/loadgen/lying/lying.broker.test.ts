import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../../src/audit/account.ts';
import type { AuditFinding } from '../../../src/evidence/types/audit.ts';
import type { Plan } from '../../../src/scenarios/types.ts';
import { milliseconds } from '../../../src/units.ts';
import { scratchFolder } from '../../platforms/local/start-options.ts';
import { type HostileKafka, startHostileKafka } from '../hostile/hostile-kafka.ts';
import { planOf } from '../plan-of.ts';
import { auditedLoad } from './audited-load.ts';
import { emptied, flipped, mended } from './batches.ts';
import { acknowledgedOnly, forwardedTwice, givenInstead, PARTITION, swapped } from './lies.ts';

const RECORDS = 1_500;
const GROUP = 'live';
const scratch = scratchFolder();
let kafka: HostileKafka;
let topics = 0;

beforeAll(async () => {
  kafka = await startHostileKafka(scratch);
});
afterEach(() => kafka.proxy.meddle(null));
afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** Half a second of load on three partitions, without idempotence: a lie about order is not noticed on the way. */
function plan(): Plan {
  const client = { driver: 'wire', idempotence: false, lingerMs: milliseconds(20) };
  const lone = planOf({ valueBytes: 300, partitions: 3, rate: RECORDS, client });
  const name = `lying-${++topics}`;
  return {
    ...lone,
    topics: lone.topics.map((topic) => ({ ...topic, name })),
    streams: lone.streams.map((stream) => ({ ...stream, topic: name })),
    groups: [{ name: GROUP, role: 'tail', members: 1, topics: [name] }],
  };
}

type Span = readonly [from: number, to: number];
const sizeOf = ([from, to]: Span): number => to - from;

interface Found {
  readonly name: AuditFinding['name'];
  readonly sequences: Span;
  readonly offsets: Span;
  readonly group?: string;
  readonly producer?: number | null;
}

/** Exactly these, and the totals add up. */
function expectFindings({ complete, totals, findings, groups }: Account, found: readonly Found[]): void {
  expect(findings.map(({ permitted: _, intendedMicros: __, ...finding }) => finding)).toEqual(
    found.map(({ name, sequences, offsets, group = null, producer = 0 }) => ({
      name,
      topic: `lying-${topics}`,
      partition: PARTITION,
      producer,
      group,
      records: sizeOf(sequences),
      offsets: [offsets],
      sequences: [sequences],
      more: false,
    })),
  );
  expect(complete).toBe(true);
  expect(totals.acknowledged).toBe(RECORDS);
  expect(totals.delivered + totals.lost).toBe(RECORDS);
  expect(groups).toHaveLength(1);
}

describe('the audit', () => {
  it('finds nothing where nobody lies', async () => {
    const account = await auditedLoad({ plan: plan(), bootstrap: [kafka.bootstrap], groupGets: () => 0 });
    expectFindings(account, []);
    expect(account.groups).toEqual([{ group: GROUP, role: 'tail', read: RECORDS, unseen: 0, reread: 0 }]);
  });

  it('finds a batch that was acknowledged and not forwarded: a lost write, with its place between its neighbours', async () => {
    const { told, meddling } = acknowledgedOnly();
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({
      plan: plan(),
      bootstrap: [kafka.bootstrap],
      groupGets: () => -sizeOf(told.sequences),
    });
    const [first] = told.sequences;
    // Before it every sequence has stood at the offset of its number.
    expectFindings(account, [{ name: 'lost-write', sequences: told.sequences, offsets: [first, first] }]);
    expect(account.findings[0]?.permitted).toBe(false);
    expect(account.totals.lost).toBe(sizeOf(told.sequences));
    const { first: before, last: after } = account.findings[0]?.intendedMicros ?? {};
    expect(before).toBeLessThan(after ?? 0);
  });

  it('finds a batch that was forwarded twice: a duplicate, where it stands the second time', async () => {
    const { told, meddling } = forwardedTwice();
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({
      plan: plan(),
      bootstrap: [kafka.bootstrap],
      groupGets: () => sizeOf(told.sequences),
    });
    const [first, end] = told.sequences;
    expectFindings(account, [
      { name: 'duplicate', sequences: told.sequences, offsets: [end, end + sizeOf([first, end])] },
    ]);
    expect(account.findings[0]?.permitted).toBe(true);
  });

  it('finds two batches that changed places: a reordering of the first, where it stands now', async () => {
    const { told, meddling } = swapped();
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({ plan: plan(), bootstrap: [kafka.bootstrap], groupGets: () => 0 });
    const [finding] = account.findings;
    const [from, to] = finding?.offsets[0] ?? [0, 0];
    expectFindings(account, [{ name: 'reordering', sequences: told.sequences, offsets: [from, to] }]);
    expect(from).toBeGreaterThan(told.sequences[0]);
    expect(to - from).toBe(sizeOf(told.sequences));
    expect(account.totals.reordered).toBe(sizeOf(told.sequences));
  });

  it('finds a batch that is hidden from a group: a skipped poll, and records that it has not seen', async () => {
    const { told, meddling } = givenInstead(emptied, (client) => client.includes(GROUP));
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({
      plan: plan(),
      bootstrap: [kafka.bootstrap],
      groupGets: () => -sizeOf(told.sequences),
    });
    expectFindings(account, [
      { name: 'skipped-poll', ...told, group: GROUP },
      { name: 'unseen', ...told, group: GROUP },
    ]);
    expect(account.totals.lost).toBe(0);
    expect(account.groups[0]).toMatchObject({ unseen: sizeOf(told.sequences), read: RECORDS - sizeOf(told.sequences) });
  });

  it('finds a batch that is hidden from everyone: a lost write at the offsets that lack', async () => {
    const { told, meddling } = givenInstead(emptied, () => true);
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({
      plan: plan(),
      bootstrap: [kafka.bootstrap],
      groupGets: () => -sizeOf(told.sequences),
    });
    expectFindings(account, [{ name: 'lost-write', ...told }]);
  });

  it('finds a wrong bit that the CRC of the batch does not show: one corrupted record', async () => {
    const { told, meddling } = givenInstead(
      (batch) => mended(flipped(batch)),
      () => true,
    );
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({ plan: plan(), bootstrap: [kafka.bootstrap], groupGets: () => 0 });
    const last = (span: Span): Span => [span[1] - 1, span[1]];
    expectFindings(account, [{ name: 'corrupted', sequences: last(told.sequences), offsets: last(told.offsets) }]);
    expect(account.totals).toMatchObject({ corrupted: 1, lost: 1 });
  });

  it('finds a batch with a wrong CRC: corrupted from its first to its last record, and nothing lost beside', async () => {
    const { told, meddling } = givenInstead(flipped, () => true);
    kafka.proxy.meddle(meddling);
    const account = await auditedLoad({ plan: plan(), bootstrap: [kafka.bootstrap], groupGets: () => 0 });
    expectFindings(account, [{ name: 'corrupted', ...told }]);
    expect(account.totals.corrupted).toBe(sizeOf(told.offsets));
  });
});
