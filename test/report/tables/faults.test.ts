import { describe, expect, it } from 'vitest';
import type { TargetSummary } from '../../../src/judge/types/summary.ts';
import { numberedFaults } from '../../../src/report/faults.ts';
import { reasonsOf, type Table } from '../../../src/report/table.ts';
import { findingsTable } from '../../../src/report/tables/audit-findings.ts';
import { everyTable } from '../../../src/report/tables/every.ts';
import { mainTable } from '../../../src/report/tables/main.ts';
import { objectStoreTable } from '../../../src/report/tables/object-store.ts';
import { recoveryTables } from '../../../src/report/tables/recovery.ts';
import { fixture } from '../fixture.ts';
import { faultsFixture } from '../fixture-faults.ts';

const judged = faultsFixture();
const { targets } = judged.summary;
const rowOf = (table: Table | null | undefined, title: string) =>
  table?.groups.flatMap(({ rows }) => rows).find((row) => row.title === title);

describe('tables of faults', () => {
  it('are not there for a run without faults, object store and named findings', () => {
    const ids = everyTable(fixture()).map(({ id }) => id);
    expect(ids.filter((id) => /recovery|disturbance|object-store|audit-findings|group-readings/.test(id))).toEqual([]);
    expect(everyTable(judged).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['recovery-1', 'disturbance-1', 'recovery-2', 'disturbance-2', 'object-store-figures']),
    );
    expect(mainTable(fixture()).notes.join()).not.toContain('fault');
  });

  it('stand in the main table under the name of each fault, between catching up and the records', () => {
    expect(mainTable(judged).groups.map(({ title }) => title)).toEqual([
      'Producing',
      'Reading at the tail',
      'Catching up',
      'Broker killed (node 2)',
      'Network delayed (node 1)',
      'Keeping records',
      'Cost of production',
    ]);
  });

  it('give a headroom that never came back as a dash with the reason of the judge', () => {
    const delayed = recoveryTables(numberedFaults(targets), targets).find(({ id }) => id === 'recovery-2');
    const cells = rowOf(delayed, 'Headroom')?.cells;
    expect(cells).toMatchObject([{ value: 5.98, text: '5.98' }, { kind: 'missing' }]);
    expect(reasonsOf(delayed as Table)).toContain(
      'the load ended before 5 seconds in a row had headroom, on local-tiered',
    );
  });

  it('tell two times of one load apart that are hundredths of a second apart', () => {
    const [killed] = recoveryTables(numberedFaults(targets), targets);
    expect(rowOf(killed, 'Began')?.cells[0]).toMatchObject({ value: 20.004, text: '20.00' });
    expect(rowOf(killed, 'Seen in effect')?.cells[0]).toMatchObject({ text: '20.04' });
  });

  it('name the partitions that waited longest, five at most, and how many more there were', () => {
    const [first] = targets as [TargetSummary];
    const withoutAck = Array.from({ length: 8 }, (_, partition) => ({
      topic: 'orders',
      partition,
      seconds: 8 - partition,
    }));
    const many = { ...first, recovery: first.recovery.map((recovery) => ({ ...recovery, withoutAck })) };
    const [table] = recoveryTables(numberedFaults([many]), [many]);
    const [cell] = rowOf(table, 'Partitions without one')?.cells ?? [];
    expect(cell).toMatchObject({ items: expect.arrayContaining(['orders/0 8.00 s', 'orders/4 4.00 s', 'and 3 more']) });
    expect(cell).not.toMatchObject({ items: expect.arrayContaining(['orders/5 3.00 s']) });
  });
});

describe('the table of the object store', () => {
  it('calls the cache hit ratio an estimate, says how it was made, and has a dash for a side without a store', () => {
    const table = objectStoreTable(targets);
    expect(rowOf(table, 'Cache hit ratio, estimated')?.cells).toMatchObject([
      { kind: 'missing', why: 'local-kafka has no object store behind the proxy' },
      { value: 0.7312, text: '73.12%' },
    ]);
    expect(table?.groups.at(-1)?.provenance).toBe('modelled');
    expect(table?.notes.at(-1)).toContain('1 − bytes read from the object store ÷ bytes read by consumers');
  });
});

describe('what the audit found', () => {
  const table = findingsTable(judged);
  const rows = (side: number) => table?.groups[side]?.rows ?? [];

  it('is said to be nothing together with what was looked at', () => {
    expect(rows(0)).toHaveLength(1);
    expect(rows(0)[0]).toMatchObject({ title: 'Nothing was found' });
    expect(rows(0)[0]?.cells).toMatchObject([
      { text: '4 partitions; groups dashboard, replay' },
      { value: targets[0]?.audit?.acknowledged },
      {},
      {},
      {},
      { tone: 'good' },
    ]);
  });

  it('has its place, with both ends of a range in it, and whether the settings permit it', () => {
    expect(rows(1).map(({ title }) => title)).toEqual(['Checked', 'lost write', 'duplicate']);
    expect(rows(1)[1]?.cells).toMatchObject([
      { text: 'repetition 2, orders/3, producer 0' },
      { value: 20 },
      { text: 'before 31\u2009200' },
      { text: '31\u2009240–31\u2009259' },
      { text: '20.10–20.18' },
      { text: 'not permitted', tone: 'bad' },
    ]);
    expect(rows(1)[2]?.cells).toMatchObject([
      {},
      { value: 4 },
      { text: '31\u2009300–31\u2009301, 31\u2009410, 31\u2009500' },
      {},
      {},
      { text: 'permitted', tone: 'open' },
    ]);
  });

  it('says how many places are not listed', () => {
    const more = targets.map((target) => ({
      ...target,
      audit: target.audit === null ? null : { ...target.audit, findingsLeftOut: 7 },
    }));
    expect(findingsTable({ ...judged, summary: { ...judged.summary, targets: more } })?.notes.join()).toContain(
      '14 further places',
    );
  });

  it('never calls a target clean that was not read to the end', () => {
    const unread = targets.map((target, side) => (side === 0 ? { ...target, audit: null } : target));
    const cut = findingsTable({ ...judged, summary: { ...judged.summary, targets: unread } });
    expect(cut?.groups[0]?.rows).toMatchObject([{ title: 'Not checked' }]);
    expect(reasonsOf(cut as Table)).toEqual(['no complete reading was made']);
  });
});
