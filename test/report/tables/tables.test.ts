import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { ComparisonRow, TargetSummary } from '../../../src/judge/types/summary.ts';
import type { Judged } from '../../../src/report/judged.ts';
import { reasonsOf, type Table } from '../../../src/report/table.ts';
import { categoryTable } from '../../../src/report/tables/cost/by-category.ts';
import { assumptionTable } from '../../../src/report/tables/cost/figures.ts';
import { lineItemTable } from '../../../src/report/tables/cost/lines.ts';
import { measuredTable } from '../../../src/report/tables/cost/measured.ts';
import { titleOf } from '../../../src/report/tables/cost/platforms.ts';
import { auditTable } from '../../../src/report/tables/evidence.ts';
import { findingTable } from '../../../src/report/tables/gates.ts';
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
  const row = {
    ...fixture().summary.comparison[0],
    metric: '',
    title: '',
    unit: 'ms',
    phase: null,
    a: 1,
    b: 2,
    indicativeBecause: null,
  };
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

describe('the notes on ratios', () => {
  const notes = (rows: readonly Partial<ComparisonRow>[]) => {
    const judged = fixture();
    const [row] = judged.summary.comparison;
    const comparison = rows.map((change) => ({ ...row, ratio: 1.9, ...change }) as ComparisonRow);
    return mainTable({ ...judged, summary: { ...judged.summary, comparison } }).notes.filter((note) =>
      /^(Ratio|Indicative)/.test(note),
    );
  };
  const claimed = { low: 1.6, high: 2.2, claim: 'differs', indicativeBecause: null } as const;
  const weak = (indicativeBecause: ComparisonRow['indicativeBecause'], title = 'Produce p99') =>
    ({ title, low: null, high: null, claim: 'indicative', indicativeBecause }) as const;

  it('never call a row that claims a difference indicative, and name those that are', () => {
    expect(notes([claimed, weak('not-in-every-draw', 'Drain rate')])).toEqual([
      'Ratio: local-tiered ÷ local-kafka. With its 95% interval, by resampling repetitions and windows of time.',
      'Indicative (Drain rate): some repetitions do not have the figure, so no interval can be given and no difference is claimed.',
    ]);
    expect(notes([claimed])).toHaveLength(1);
  });

  it('give the reason that is the case, once', () => {
    expect(notes([weak('few-repetitions'), weak('few-repetitions')])).toEqual([
      'Ratio: local-tiered ÷ local-kafka.',
      'Indicative: fewer than 4 valid repetitions a side, so no interval can be given and no difference is claimed.',
    ]);
    expect(notes([weak('not-interleaved')])[1]).toContain('did not alternate');
  });
});

describe('the cost', () => {
  it('adds up by category to the total of the judged file, to the last digit', () => {
    const { cost } = fixture();
    if (cost === null) throw new Error('the fixture is priced');
    const rows = categoryTable(cost).groups[0]?.rows ?? [];
    for (const [column, platform] of cost.platforms.entries()) {
      const amounts = rows
        .filter(({ title }) => title !== 'Total, first month' && title !== 'Once, to begin')
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

describe('what stands at the total', () => {
  const judged = fixture();
  const { cost } = judged;
  if (cost === null) throw new Error('the fixture is priced');
  const used = { oldest: '2024-07-01', newest: '2026-07-20', oldestAgeDays: 873, olderThanAYear: ['Disks, gp3'] };
  const notes = (it: typeof cost) => [...categoryTable(it).notes, ...mainTable({ ...judged, cost: it }).notes];
  const saying = (text: string, it: typeof cost) => notes(it).filter((note) => note.includes(text));

  it('is the first one, with growth said, at the total of the page and in the main table', () => {
    expect(saying('growth of 2% a month is in what later months', cost)).toHaveLength(2);
    expect(saying('growth', { ...cost, workload: { ...cost.workload, growthPerMonth: 0 } })).toEqual([]);
  });

  it('is the age of the oldest price that is used, and which prices are older than a year', () => {
    expect(
      saying('of 2024-07-01 to 2026-07-20; the oldest is 873 days old', { ...cost, pricesUsed: used }),
    ).toHaveLength(2);
    expect(saying('older than a year', { ...cost, pricesUsed: used })).toEqual([expect.stringContaining('Disks, gp3')]);
    expect(saying('older than a year', { ...cost, pricesUsed: { ...used, olderThanAYear: [] } })).toEqual([]);
    expect(saying('the oldest is', cost)).toEqual([]);
  });

  it('is the reason of the run where a target is not priced', () => {
    const none = {
      ...cost,
      platforms: [],
      notPriced: [{ platform: 'apache-kafka', why: 'there is no price book of it' }],
    };
    const cells = cellsOf(mainTable({ ...judged, cost: none }), 'First month, list price');
    expect(cells[0]).toMatchObject({ why: 'local-kafka is not priced: there is no price book of it' });
  });
});

describe('the cost of a target', () => {
  const { cost, ...judged } = fixture();
  if (cost === null) throw new Error('the fixture is priced');
  const [first] = cost.platforms;
  if (first === undefined) throw new Error('the fixture prices a platform');
  const own = { ...first, variant: 'three-zones@local-tiered', total: '1.5', targets: ['local-tiered'] };
  const both = { ...cost, platforms: [{ ...first, targets: ['local-kafka'] }, own] };

  it('is that of its own assumptions, where two targets of one platform make different ones', () => {
    const cells = cellsOf(mainTable({ ...judged, cost: both }), 'First month, list price');
    expect(cells.slice(0, 2)).toMatchObject([{ value: first.total }, { value: '1.5' }]);
  });

  it('is not chosen among several variants for the reader', () => {
    const twice = { ...both, platforms: both.platforms.map((it) => ({ ...it, targets: ['local-kafka'] })) };
    const cells = cellsOf(mainTable({ ...judged, cost: twice }), 'First month, list price');
    expect(cells[0]).toMatchObject({ kind: 'missing', why: 'local-kafka is priced in 2 variants, under Cost' });
    expect(cells[1]).toMatchObject({
      kind: 'missing',
      why: 'local-tiered is not priced: its platform has no cost shape yet',
    });
  });

  it('has a title as short as tells platforms, variants and targets apart', () => {
    const titles = (platforms: typeof cost.platforms) =>
      platforms.map((platform) => titleOf(platform, { ...cost, platforms }));
    expect(titles(cost.platforms)).toEqual(cost.platforms.map(({ platformTitle }) => platformTitle));
    expect(titles([first, { ...first, title: `${first.platformTitle} on one disk` }])).toEqual([
      first.title,
      `${first.platformTitle} on one disk`,
    ]);
    expect(titles(both.platforms)).toEqual([
      `${first.title}, as local-kafka assumes`,
      `${first.title}, as local-tiered assumes`,
    ]);
  });
});

describe('what the cost rests on', () => {
  const { cost } = fixture();
  if (cost === null) throw new Error('the fixture is priced');
  const [a, b] = cost.platforms;
  if (a === undefined || b === undefined) throw new Error('the fixture prices two platforms');
  const figure = { value: 16384, unit: 'GiB/second', provenance: 'assumed', low: 1, high: 2 } as const;
  const source = 'assumption:disk (one a broker)';

  it('says once what is the same on every platform, under the names of the formulas', () => {
    const figures = {
      zones: { ...figure, source },
      [`${a.platform}/${a.variant}/disk`]: { ...figure, source },
      [`${b.platform}/${b.variant}/disk`]: { ...figure, source },
      [`${a.platform}/${a.variant}/free`]: { ...figure, source },
      [`${b.platform}/${b.variant}/free`]: { ...figure, value: 2, source },
    };
    const { groups } = assumptionTable({ ...cost, figures });
    expect(groups.map(({ title, rows }) => [title, rows.map((row) => row.title)])).toEqual([
      ['The workload and the units', ['zones']],
      ['The same on every platform', ['disk']],
      [a.platformTitle, ['free']],
      [b.platformTitle, ['free']],
    ]);
    expect(groups[1]?.rows[0]?.cells).toMatchObject([
      { text: '16\u2009384\u2009GiB/s', value: 16384 },
      { text: '1 to 2\u2009GiB/s' },
      { text: 'assumed' },
      { text: 'one a broker' },
    ]);
  });

  it('calls measured what was measured, and lists every reason against its use', () => {
    const measured = { name: 'rate', target: 'a', unit: 'MiB/second', used: false, because: ['too slow', 'too small'] };
    const table = measuredTable({
      ...cost,
      measured: [
        { ...measured, value: 2 },
        { ...measured, value: null },
      ],
    });
    const uses = table?.groups[0]?.rows.map(({ cells }) => cells.at(-1));
    expect(uses).toEqual([
      { kind: 'list', lead: 'measured, not used, because', items: ['too slow', 'too small'] },
      { kind: 'list', lead: 'not measured, because', items: ['too slow', 'too small'] },
    ]);
  });
});

describe('the findings of a gate', () => {
  const [gate] = fixture().scorecard.gates;
  const [finding] = gate?.findings ?? [];
  if (gate === undefined || finding === undefined) throw new Error('the fixture has findings');

  it('stand once where they are the same for several targets, with the evidence of each', () => {
    const of = (target: string, statement: string) => ({ ...finding, target, statement, evidence: [`of ${target}`] });
    const table = findingTable({ ...gate, findings: [of('a', 'same'), of('b', 'same'), of('c', 'other')] });
    const rows = table.groups.flatMap((group) => group.rows);
    expect(table.groups.map(({ title }) => title)).toEqual([finding.criterion]);
    expect(rows.map(({ title }) => title)).toEqual(['a, b', 'c']);
    expect(rows[0]?.cells[2]).toMatchObject({ text: 'of a, of b' });
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
