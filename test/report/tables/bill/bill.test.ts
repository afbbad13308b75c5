import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { periodWords } from '../../../../src/report/bill-words/period.ts';
import { billSentence, reconciledSentence } from '../../../../src/report/bill-words/sentence.ts';
import type { Cell, Table } from '../../../../src/report/table.ts';
import { billTables } from '../../../../src/report/tables/bill/every.ts';
import { notBilledTable, reconciledLineTable } from '../../../../src/report/tables/bill/lines.ts';
import { partsTable, unclassifiedTable } from '../../../../src/report/tables/bill/parts.ts';
import { reconciliationTable } from '../../../../src/report/tables/bill/reconciliation.ts';
import { billSourceTable, sharedTable } from '../../../../src/report/tables/bill/sources.ts';
import { spendLineTable, spendTable } from '../../../../src/report/tables/bill/spend.ts';
import { row } from '../../../cost-model/billing/row.ts';
import { fixture } from '../../fixture.ts';
import { billed, billedShared, spent } from '../../fixture-bill.ts';

const bill = billed();
const [beside] = bill.reconciliation;
if (beside === undefined) throw new Error('the fixture is reconciled');

const rowsOf = (table: Table | null) => (table?.groups ?? []).flatMap(({ rows }) => rows);
const cellsOf = (table: Table | null, title: string): readonly Cell[] =>
  rowsOf(table).find((one) => one.title === title)?.cells ?? [];
const amount = (cell: Cell | undefined): Decimal => new Decimal(cell?.kind === 'figure' ? cell.value : Number.NaN);
const plus = (cells: readonly (Cell | undefined)[]): string => Decimal.sum(0, ...cells.map(amount)).toFixed();

describe('the table of a reconciliation', () => {
  const table = reconciliationTable(beside, 0);

  it('has rows whose columns add up: billed less modelled is price, quantity and what one side has', () => {
    const rows = rowsOf(table);
    expect(rows.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Compute', 'Network', 'Unclassified', 'Tax', 'Credits', 'Total']),
    );
    for (const { cells } of rows) {
      const [modelled, , , billedCell, difference, ...effects] = cells;
      expect(amount(billedCell).minus(amount(modelled)).toFixed()).toBe(amount(difference).toFixed());
      expect(plus(effects)).toBe(amount(difference).toFixed());
    }
  });

  it('has columns whose rows add up to its last one', () => {
    const rows = rowsOf(table);
    for (const column of [0, 2, 3, 4, 5, 6, 7]) {
      expect(plus(rows.slice(0, -1).map(({ cells }) => cells[column]))).toBe(
        amount(rows.at(-1)?.cells[column]).toFixed(),
      );
    }
  });

  it('shows a month of what was billed: four days of 24 hours to 730 hours', () => {
    // 4 × 288 h × 0.1632 = 188.0064.
    expect(amount(cellsOf(table, 'Compute')[3]).toNumber()).toBeCloseTo((188.0064 * 730) / 96, 6);
  });

  it('shows beside it what was billed in its days, as it was', () => {
    expect(table.columns[3]?.title).toBe('Billed, 1 to 4 November 2026');
    expect(table.columns[4]?.title).toBe('Billed, a month of 730 h');
    expect(amount(cellsOf(table, 'Compute')[2]).toFixed()).toBe('188.0064');
    expect(amount(cellsOf(table, 'Total')[2]).toFixed()).toBe(bill.total);
  });

  it('leaves a dash with its reason where nothing was measured, and what is not used beside it', () => {
    expect(cellsOf(table, 'Compute')[1]).toEqual({
      kind: 'missing',
      why: expect.stringContaining('nothing was measured'),
    });
    const unused = { ...beside, rows: beside.rows.map((one) => ({ ...one, measuredNotUsed: '12.5' })) };
    expect(cellsOf(reconciliationTable(unused, 0), 'Compute')[1]).toMatchObject({
      value: '12.5',
      text: '$12.50, not used',
    });
    const total = { ...beside.total, measuredNotUsed: '12.5' };
    const some = {
      ...beside,
      total,
      rows: beside.rows.map((one, at) => (at === 0 ? { ...one, measuredNotUsed: '12.5' } : one)),
    };
    // One category of many: beside the whole model it would look like the whole.
    expect(cellsOf(reconciliationTable(some, 0), 'Compute')[1]).toMatchObject({ text: '$12.50, not used' });
    expect(cellsOf(reconciliationTable(some, 0), 'Total')[1]).toMatchObject({ kind: 'missing' });
    const partly = { ...beside, rows: beside.rows.map((one) => ({ ...one, measured: '3', measuredIsPartial: true })) };
    expect(cellsOf(reconciliationTable(partly, 0), 'Compute')[1]).toMatchObject({ text: '$3.00 of a part' });
  });

  it('says how the days became a month, and which of them are provisional', () => {
    expect(table.notes.join(' ')).toContain('× 730 h ÷ 96 h');
    expect(table.notes.join(' ')).toContain('1 provisional day');
  });

  it('marks a model that misses a price as a lower bound', () => {
    const total = { ...beside.total, modelledIsLowerBound: true };
    expect(cellsOf(reconciliationTable({ ...beside, total }, 0), 'Total')[0]).toMatchObject({
      text: expect.stringMatching(/^≥/),
    });
  });
});

describe('the parts of a bill', () => {
  it('add up to its total in the table, which says both sums', () => {
    const table = partsTable(bill);
    const rows = rowsOf(table);
    expect(plus(rows.slice(0, -1).map(({ cells }) => cells[0]))).toBe(bill.total);
    // 4 × (47.0016 + 8.8 + 700 + 10 + 0.5) + 19.25 − 1000 + 250
    expect(bill.total).toBe('2334.4564');
    expect(table.notes).toContain("The parts add up to 2\u2009334.4564 USD; the bill's total is 2\u2009334.4564 USD.");
  });

  it('have the cost with commitments spread beside them, which adds up to its own total', () => {
    // A plan covers 72 of 100 at $60, of which $5 covered nothing; a tax and an unknown line are the same either way.
    const planned = billed([
      row({
        usageType: 'BoxUsage:m7g.large',
        lineItemType: 'SavingsPlanCoveredUsage',
        unblended: '100',
        amortized: '55',
      }),
      row({ usageType: 'ComputeSP', lineItemType: 'SavingsPlanNegation', unblended: '-100', amortized: '0' }),
      row({ usageType: 'ComputeSP', lineItemType: 'SavingsPlanRecurringFee', unblended: '60', amortized: '5' }),
      row({ lineItemType: 'Tax', unblended: '7', amortized: '7' }),
      row({ service: 'AWSGlue', usageType: 'Catalog-Request', unblended: '2', amortized: '2' }),
    ]);
    const table = partsTable(planned);
    const spread = rowsOf(table).map(({ title, cells }) => [title, amount(cells[1]).toFixed()]);
    expect(Object.fromEntries(spread)).toMatchObject({
      Compute: '55',
      Unclassified: '2',
      Tax: '7',
      'Commitments (savings plans, reservations)': '5',
      Total: '69',
    });
    expect(
      plus(
        rowsOf(table)
          .slice(0, -1)
          .map(({ cells }) => cells[1]),
      ),
    ).toBe(planned.amortizedTotal);
    expect(table.notes.join(' ')).toContain('With commitments spread they add up to 69 USD');
  });

  it('have no such column where it would say the same twice, or nothing, but a sentence', () => {
    expect(partsTable(bill).columns.map(({ title }) => title)).toEqual(['Part', 'Billed']);
    expect(partsTable(bill).notes.join(' ')).toContain('every part is the same');
    const unsaid = partsTable(billed([row({ usageType: 'BoxUsage:m7g.large', unblended: '1' })]));
    expect(unsaid.columns).toHaveLength(2);
    expect(unsaid.notes.join(' ')).toContain('is not known');
  });

  it('say of which of them it is not known what they cost with commitments spread', () => {
    const partly = partsTable(
      billed([
        row({ usageType: 'BoxUsage:m7g.large', unblended: '1' }),
        row({ usageType: 'ComputeSP', lineItemType: 'SavingsPlanRecurringFee', unblended: '3', amortized: '0' }),
        row({ service: 'AWSGlue', usageType: 'Catalog-Request', unblended: '2', amortized: '2' }),
      ]),
    );
    expect(cellsOf(partly, 'Compute')[1]).toMatchObject({ kind: 'missing' });
    expect(cellsOf(partly, 'Unclassified')[1]).toMatchObject({ value: '2' });
    expect(cellsOf(partly, 'Total')[1]).toMatchObject({ kind: 'missing' });
    expect(partly.notes.join(' ')).toContain('there is no total');
  });

  it('name what is not known where all else is the same', () => {
    const support = row({ service: 'AWSSupportBusiness', lineItemType: 'Fee', unblended: '2' });
    const table = partsTable(
      billed([row({ usageType: 'BoxUsage:m7g.large', unblended: '1', amortized: '1' }), support]),
    );
    expect(table.columns).toHaveLength(2);
    expect(table.notes.join(' ')).toContain('every part is the same but Support plan');
  });

  it('that no rule knows are listed, biggest first, and there is no such table where there are none', () => {
    const two = billed([
      row({ service: 'AWSGlue', usageType: 'Small', unblended: '1' }),
      row({ service: 'AWSGlue', usageType: 'Big', unblended: '-3' }),
    ]);
    expect(rowsOf(unclassifiedTable(two)).map(({ title }) => title)).toEqual([
      'aws · AWSGlue · Big',
      'aws · AWSGlue · Small',
    ]);
    expect(unclassifiedTable(billed([row({ usageType: 'BoxUsage:m7g.large', unblended: '1' })]))).toBeNull();
  });
});

describe('where a bill is from', () => {
  it('says what other targets pay of what the sources have, so that these add up to the bill', () => {
    const shared = billedShared();
    const table = billSourceTable(shared);
    expect(rowsOf(table).map(({ title }) => title)).toEqual(['cur', 'Others’ part, by written bytes', 'Total']);
    expect(rowsOf(table).map(({ cells }) => amount(cells[0]).toFixed())).toEqual(['107', '-75', '32']);
    expect(shared.total).toBe('32');
  });

  it('says of a run with several targets whose source and whose part it is', () => {
    const [only] = billedShared().targets;
    if (only === undefined) throw new Error('there is a target');
    const two = { ...billedShared(), targets: [only, { ...only, target: 'other' }] };
    expect(
      rowsOf(billSourceTable(two))
        .map(({ title }) => title)
        .slice(0, 2),
    ).toEqual(['local-tiered: cur', 'other: cur']);
    expect(rowsOf(sharedTable(two)).map(({ title }) => title)).toEqual([
      'local-tiered, by written bytes',
      'other, by written bytes',
    ]);
    expect(rowsOf(sharedTable(billedShared())).map(({ title }) => title)).toEqual(['written bytes']);
  });

  it('has no sum of a single source', () => {
    expect(rowsOf(billSourceTable(bill)).map(({ title }) => title)).toEqual(['cur']);
  });
});

describe('words about a bill', () => {
  it.each([
    ['2026-11-01', '2026-12-01', 'November 2026'],
    ['2026-12-01', '2027-01-01', 'December 2026'],
    ['2026-11-01', '2026-11-22', '1 to 21 November 2026'],
    ['2026-11-03', '2026-11-04', '3 November 2026'],
    ['2026-10-15', '2026-11-22', '15 October to 21 November 2026'],
    ['2026-12-31', '2027-01-02', '31 December 2026 to 1 January 2027'],
    ['2024-02-28', '2024-03-01', '28 to 29 February 2024'],
  ])('name the days from %s until before %s: %s', (start, end, words) => {
    expect(periodWords({ start, end })).toBe(words);
  });

  it('say what was billed and how far that is from the model, and call neither better', () => {
    expect(billSentence(bill)).toBe('$2\u2009334.46 was billed to local-tiered for 1 to 4 November 2026.');
    expect(
      reconciledSentence({ ...beside, total: { ...beside.total, modelled: '100', billed: '80', difference: '-20' } }),
    ).toBe('What was billed to local-tiered comes to $80 in a month of 730 h, $20 below the $100 modelled.');
  });
});

describe('the lines behind it', () => {
  it('say what was counted on both sides and why they differ, and what is on no bill', () => {
    const [modelled, counted] = cellsOf(reconciledLineTable(beside, 0), 'Broker disks (gp3)');
    // 4 days of 110 GB-months are 440 in 4 of November's 30 days: 3,300 a month.
    expect(amount(counted).toNumber()).toBeCloseTo(3300, 6);
    expect(amount(modelled).toNumber()).toBeCloseTo(3257.8125, 6);
    expect(rowsOf(notBilledTable(beside, 0)).map(({ title }) => title)).toContain('Operating the cluster');
  });

  it('stand in the report once each, under ids of their own', () => {
    const ids = billTables(bill).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(billTables(null)).toEqual([]);
  });
});

describe('what the run consumed', () => {
  const spend = spent(fixture());

  it('keeps its digits, adds its repetitions up, and says once what was billed on their days', () => {
    const table = spendTable(spend);
    const shown = table?.groups.map(({ title, rows }) => [
      title,
      ...rows.map(({ title: of, cells: [cell] }) => [of, cell?.kind === 'figure' ? cell.text : cell?.kind]),
    ]);
    const billedRow = 'Billed on the run’s days, for all that it did on them';
    expect(shown).toEqual([
      [
        'local-kafka',
        ['Repetition 1', '$0.0217'],
        ['Repetition 2', '$0.0217'],
        // 2 × 0.0217
        ['All 2 repetitions', '$0.0434'],
        [billedRow, 'missing'],
      ],
      [
        'local-tiered',
        ['Repetition 1', '$0.0217'],
        ['Repetition 2', '$0.0217'],
        ['All 2 repetitions', '$0.0434'],
        [billedRow, '$766.30'],
      ],
    ]);
  });

  it('is written to five digits, and has all of them', () => {
    const small = spend.map((one) => ({ ...one, total: '0.012458011686' }));
    expect(cellsOf(spendTable(small), 'Repetition 1')[0]).toMatchObject({
      value: '0.012458011686',
      text: '$0.012458',
    });
    const big = spend.map((one) => ({ ...one, total: '1234567.891' }));
    expect(cellsOf(spendTable(big), 'Repetition 1')[0]).toMatchObject({ text: '$1\u2009234\u2009567.89' });
  });

  it('has no row of what was billed where no bill covers its days, and says so once', () => {
    const unbilled = spendTable(spend.map((one) => ({ ...one, billed: null })));
    expect(
      rowsOf(unbilled)
        .map(({ title }) => title)
        .join(),
    ).not.toContain('Billed');
    expect(unbilled?.notes.filter((note) => note.startsWith('No bill'))).toHaveLength(1);
  });

  it('has its lines under each repetition, and is not there where nothing is priced', () => {
    expect(rowsOf(spendLineTable(spend)).filter(({ total }) => total === true)).toHaveLength(spend.length);
    expect(spendTable([])).toBeNull();
  });
});
