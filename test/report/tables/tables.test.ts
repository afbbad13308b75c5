import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { TargetSummary } from '../../../src/judge/types.ts';
import type { Judged } from '../../../src/report/judged.ts';
import { reasonsOf, type Table } from '../../../src/report/table.ts';
import { categoryTable } from '../../../src/report/tables/cost.ts';
import { lineItemTable } from '../../../src/report/tables/cost-lines.ts';
import { auditTable } from '../../../src/report/tables/evidence.ts';
import { mainTable } from '../../../src/report/tables/main.ts';
import { ratioCell } from '../../../src/report/tables/ratio.ts';
import { fixture } from '../fixture.ts';

const cellsOf = (table: Table, title: string) =>
  table.groups.flatMap(({ rows }) => rows).find((row) => row.title === title)?.cells ?? [];

function withResponse(judged: Judged, response: Partial<TargetSummary['produce']['response']>): Judged {
  const [first, ...others] = judged.summary.targets;
  if (first === undefined) throw new Error('the fixture has targets');
  const produce = { ...first.produce, response: { ...first.produce.response, ...response } };
  return { ...judged, summary: { ...judged.summary, targets: [{ ...first, produce }, ...others] } };
}

describe('the main table', () => {
  it('gives a dash its reason, with the number of samples there were', () => {
    const table = mainTable(withResponse(fixture(), { p999: null, count: 8_200 }));
    expect(cellsOf(table, 'Response p99.9')[0]).toMatchObject({ kind: 'missing' });
    expect(reasonsOf(table)).toEqual(['p99.9 needs at least 10\u2009000 samples; local-kafka has 8\u2009200']);
  });

  it('writes a row in seconds as soon as one side reaches ten of them, and keeps the stored value', () => {
    const table = mainTable(withResponse(fixture(), { max: 12_340 }));
    const row = table.groups.flatMap(({ rows }) => rows).find(({ title }) => title === 'Response maximum');
    expect(row?.unit).toBe('s');
    expect(row?.cells[0]).toMatchObject({ text: '12.3', value: 12_340, unit: 'ms' });
    expect(row?.cells[1]).toMatchObject({ text: '0.376' });
  });

  it('names the provenance of every group of figures', () => {
    expect(mainTable(fixture()).groups.map(({ provenance }) => provenance)).not.toContain(null);
  });

  it('says nothing of catching up where no target did, and has no ratio with one target', () => {
    const judged = fixture();
    const targets = judged.summary.targets.slice(0, 1).map((target) => ({ ...target, catchUp: null }));
    const table = mainTable({ ...judged, summary: { ...judged.summary, targets, sides: null } });
    expect(table.groups.map(({ title }) => title)).not.toContain('Catching up');
    expect(table.columns.map(({ title }) => title)).toEqual(['Figure', 'local-kafka']);
    for (const group of table.groups) for (const row of group.rows) expect(row.cells).toHaveLength(1);
  });
});

describe('a ratio', () => {
  const row = { ...fixture().summary.comparison[0], metric: '', title: '', unit: 'ms', phase: null, a: 1, b: 2 };
  const whole = { ...row, ratio: 1.9, low: 1.6, high: 2.2, repetitionsA: 4, repetitionsB: 4 };

  it('stands with its interval, or with the word for its strength', () => {
    expect(ratioCell({ ...whole, claim: 'differs' })).toMatchObject({ text: '1.9× (1.6×–2.2×)' });
    expect(ratioCell({ ...whole, low: null, high: null, claim: 'indicative' })).toMatchObject({
      text: '1.9× (indicative)',
    });
    expect(ratioCell({ ...whole, low: 0.8, claim: 'no difference shown' })).toMatchObject({
      text: '1.9× (0.80×–2.2×), no difference shown',
    });
  });
});

describe('the cost', () => {
  it('adds up by category to the total of the judged file, to the last digit', () => {
    const { cost } = fixture();
    if (cost === null) throw new Error('the fixture is priced');
    const rows = categoryTable(cost).groups[0]?.rows ?? [];
    for (const [column, platform] of cost.platforms.entries()) {
      const amounts = rows
        .filter(({ title }) => title !== 'Total a month' && title !== 'Once, to begin')
        .map(({ cells }) => cells[column])
        .map((cell) => (cell?.kind === 'figure' ? new Decimal(cell.value) : new Decimal(0)));
      expect(Decimal.sum(...amounts).toFixed()).toBe(platform.total);
    }
  });

  it('shows a quantity and a unit price that multiply to the amount as printed', () => {
    const { cost } = fixture();
    const platform = cost?.platforms[0];
    if (cost === null || platform === undefined) throw new Error('the fixture is priced');
    for (const { cells } of lineItemTable(platform, 'network', cost).groups[0]?.rows ?? []) {
      const [quantity, price, amount] = cells.map((cell) =>
        cell.kind === 'figure' ? (cell.text.replace(/[\u2009$]/g, '').split(' ')[0] ?? '') : '',
      );
      expect(new Decimal(quantity ?? '').times(price ?? '').toFixed(2)).toBe(amount);
    }
  });
});

describe('the account of every record', () => {
  it('adds up in both directions in every row', () => {
    for (const { cells } of auditTable(fixture().summary).groups[0]?.rows ?? []) {
      const [intended, acknowledged, failed, unknown, unsent, delivered, lost] = cells.map((cell) =>
        cell.kind === 'figure' ? Number(cell.value) : Number.NaN,
      );
      expect(intended).toBe((acknowledged ?? 0) + (failed ?? 0) + (unknown ?? 0) + (unsent ?? 0));
      expect(acknowledged).toBe((delivered ?? 0) + (lost ?? 0));
    }
  });
});
