import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { LIST_PRICES } from '../../../../src/cost-model/prices/net-prices.ts';
import type { CostResult } from '../../../../src/cost-model/types/result.ts';
import type { Cell, Table } from '../../../../src/report/table.ts';
import { businessTables, monthTable } from '../../../../src/report/tables/cost/business.ts';
import { categoryMatrix, categoryTable } from '../../../../src/report/tables/cost/by-category.ts';
import { comparisonTable, payeeTable } from '../../../../src/report/tables/cost/comparison.ts';
import { assumptionTable } from '../../../../src/report/tables/cost/figures.ts';
import { priceTable } from '../../../../src/report/tables/cost/prices.ts';
import { regretTable } from '../../../../src/report/tables/cost/regret.ts';
import { walkAwayTable } from '../../../../src/report/tables/cost/walk-away.ts';
import { answeredAll, answeredClose, answeredIncomplete, answeredSix } from '../../fixture-answered.ts';

const rowsOf = (table: Table | null) => (table?.groups ?? []).flatMap(({ rows }) => rows);
const amount = (cell: Cell | undefined): Decimal =>
  cell?.kind === 'figure' ? new Decimal(cell.value) : new Decimal(Number.NaN);
const plus = (cells: readonly (Cell | undefined)[]): string => Decimal.sum(0, ...cells.map(amount)).toFixed();

describe('with many platforms', () => {
  it('rows are platforms, each column of categories adds up to its total', () => {
    const rows = rowsOf(categoryMatrix(answeredAll));
    expect(rows).toHaveLength(answeredAll.platforms.length);
    for (const { cells } of rows) {
      const categories = cells.slice(0, -1).filter(({ kind }) => kind === 'figure');
      expect(plus(categories)).toBe(amount(cells.at(-1)).toFixed());
    }
    expect(categoryMatrix({ ...answeredSix, platforms: answeredSix.platforms.slice(0, 3) })).toBeNull();
  });

  it('only the two that are compared stand side by side by category', () => {
    expect(categoryTable(answeredSix).columns.map(({ title }) => title)).toEqual([
      'Category',
      'Apache Kafka on EC2 with gp3 volumes',
      'WarpStream',
    ]);
  });

  it('the complete ones come first, from the cheapest up, and the others are not ranked', () => {
    const rows = rowsOf(comparisonTable(answeredAll));
    const bounds = rows.map(({ cells }) => cells[1]?.kind === 'missing');
    expect(bounds.indexOf(true)).toBe(bounds.filter((bound) => !bound).length);
    expect(bounds.filter((bound) => bound).length).toBeGreaterThan(3);
    const complete = rows.slice(0, bounds.indexOf(true)).map(({ cells }) => amount(cells[0]).toNumber());
    expect(complete).toEqual(complete.toSorted((a, b) => a - b));
    expect(rows[0]?.cells[1]).toMatchObject({ value: '0' });
    expect(rows.at(-1)?.cells[0]).toMatchObject({ text: expect.stringMatching(/^≥/) });
  });

  it('later months are dashes where the workload has outgrown a platform', () => {
    const rows = rowsOf(comparisonTable(answeredAll));
    const outgrown = rows.filter(({ cells }) => cells.at(-1)?.kind === 'missing');
    const limited = (answeredAll.answers?.comparison.rows ?? []).filter(
      ({ carriedUntilMonth }) => carriedUntilMonth != null,
    );
    expect(limited.length).toBeGreaterThan(0);
    expect(outgrown).toHaveLength(limited.length);
  });
});

describe('who is paid', () => {
  it('adds up to the total of every platform', () => {
    for (const { cells } of rowsOf(payeeTable(answeredSix))) {
      expect(plus(cells.slice(0, 3))).toBe(amount(cells[3]).toFixed());
    }
  });
});

describe('the prices', () => {
  it('stand tier by tier with their source, and with their age on the day of the result', () => {
    const rows = rowsOf(priceTable(answeredSix));
    const disk = rows.find(({ title }) => title === 'aws.ebs.gp3.storage');
    // From 1 July 2024 to 21 November 2026: 30 + 31 + 30 + 31 + 30 + 31 days to the end of 2024 (183), 365, 325 to that day.
    expect(disk?.cells.at(-1)).toMatchObject({ value: 183 + 365 + 325, text: '873 days, over a year' });
    expect(disk?.cells[3 - 1]).toMatchObject({ text: '$0.08' });
    const tiers = rows.filter(({ title }) => title.startsWith('aws.s3.standard.storage,'));
    expect(tiers.map(({ title }) => title)).toEqual([
      'aws.s3.standard.storage, 0 to 51\u2009200',
      'aws.s3.standard.storage, 51\u2009200 to 512\u2009000',
      'aws.s3.standard.storage, above 512\u2009000',
    ]);
    expect(tiers[1]?.cells.at(-1)).toMatchObject({ kind: 'missing', why: 'an assumption has no date' });
  });

  it('are as old as they were on that day, however old the book is', () => {
    // From 20 July to 21 November: 11 + 31 + 30 + 31 + 21 days.
    const older = { ...answeredSix, priceBook: { ...answeredSix.priceBook, date: '2026-07-20', ageDays: 124 } };
    const ages = (cost: typeof older) => rowsOf(priceTable(cost)).map(({ cells }) => cells.at(-1));
    expect(ages(older)).toEqual(ages(answeredSix));
  });

  it('are only those that a line is counted by', () => {
    const used = new Set(answeredSix.platforms.flatMap(({ lineItems }) => lineItems.map(({ priceKey }) => priceKey)));
    for (const { title } of rowsOf(priceTable(answeredSix))) expect(used).toContain(title.split(',')[0]);
    expect(rowsOf(priceTable(answeredSix)).some(({ title }) => title.startsWith('confluent'))).toBe(false);
  });
});

describe('the assumptions', () => {
  const table = assumptionTable(answeredSix);
  const titles = table.groups.map(({ title }) => title);

  it('hold every figure of the priced platforms once, and no price', () => {
    const own = answeredSix.platforms.flatMap(({ platform, variant }) =>
      Object.entries(answeredSix.figures)
        .filter(([name]) => name.startsWith(`${platform}/${variant}/`))
        .map(([name, { value, unit, low, high, source, provenance }]) =>
          JSON.stringify([name.split('/').at(-1), value, unit, low, high, source, provenance]),
        ),
    );
    const shared = Object.keys(answeredSix.figures).filter(
      (name) => !name.includes('/') || name.startsWith('business/'),
    );
    expect(rowsOf(table)).toHaveLength(new Set(own).size + shared.length);
    expect(rowsOf(table).some(({ title }) => title.startsWith('price/'))).toBe(false);
  });

  it('group what several platforms share under their names', () => {
    expect(titles.slice(0, 3)).toEqual([
      'The workload and the units',
      'The business case',
      'The same on every platform',
    ]);
    expect(titles.slice(-3)).toEqual(['WarpStream', 'Amazon MSK', 'Aiven for Apache Kafka']);
    expect(
      titles.some((title) => title?.startsWith('The same on every platform but Apache Kafka on EC2 with gp3 volumes')),
    ).toBe(true);
  });
});

describe('the business case', () => {
  it('has quarters that add up to all months, to the cent', () => {
    const quarters = businessTables(answeredSix).find(({ id }) => id === 'cost-quarters');
    const rows = rowsOf(quarters ?? null);
    const all = rows.at(-1);
    for (const column of [0, 1, 2]) {
      expect(plus(rows.slice(0, -1).map(({ cells }) => cells[column]))).toBe(amount(all?.cells[column]).toFixed());
    }
  });

  it('makes every month of moving of its parts', () => {
    const business = answeredSix.answers?.businessCase;
    if (!business) throw new Error('the fixture has a case');
    for (const { cells } of rowsOf(monthTable(business, answeredSix))) {
      expect(plus(cells.slice(2, 7))).toBe(amount(cells[1]).toFixed());
    }
  });

  it('says no difference while a price is missing', () => {
    const rows = businessTables(answeredIncomplete).flatMap(rowsOf);
    expect(rows.length).toBeGreaterThan(0);
    for (const { cells } of rows.filter(({ title }) => title.startsWith('FY'))) {
      expect(cells[2]).toMatchObject({ kind: 'missing' });
    }
    expect(rows.find(({ title }) => title === 'Net present value of that')?.cells[0]?.kind).toBe('missing');
  });
});

describe('least regret', () => {
  it('begins with the choice whose worst is the smallest', () => {
    const worst = rowsOf(regretTable(answeredSix)).map(({ cells }) => amount(cells.at(-1)).toNumber());
    expect(worst).toEqual(worst.toSorted((a, b) => a - b));
    expect(regretTable(answeredSix)?.notes.join(' ')).toContain('Twice as much: volume written 551\u2009TB a month');
    expect(regretTable(answeredSix)?.notes.join(' ')).toContain('Left out: Aiven');
  });
});

describe('walk-away prices', () => {
  it('tell what is paid from what a price book lists where the terms make two numbers of them', () => {
    const heads = (cost: CostResult): readonly string[] => walkAwayTable(cost)?.columns.map(({ title }) => title) ?? [];
    expect(heads(answeredClose)).not.toContain('Listed at, US dollars');
    const discounts = [{ of: { vendor: 'aws' }, share: 0.2, source: 'agreement' }];
    const less = { ...answeredClose, terms: { ...LIST_PRICES, discounts } };
    expect(heads(less)).toContain('Listed at, US dollars');
    expect(walkAwayTable(less)?.notes.join(' ')).toContain('what is paid: after discounts');
  });

  it('stand for an incomplete side, too, and are never zero where nobody knows them', () => {
    const rows = rowsOf(walkAwayTable(answeredIncomplete));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ cells }) => cells[1]?.kind === 'missing')).toBe(true);
    for (const { cells } of rows.filter(({ cells: each }) => each[1]?.kind === 'missing')) {
      expect(cells[1]).toEqual({ kind: 'missing', why: 'no price is known' });
    }
  });

  it('show the price of cost.json with every digit that it takes', () => {
    const known = (answeredClose.answers?.walkAway ?? []).find(({ price }) => price !== null);
    const cell = rowsOf(walkAwayTable(answeredClose))
      .map(({ cells }) => cells[2])
      .find((each) => each?.kind === 'figure' && each.value === known?.price);
    if (cell?.kind !== 'figure' || known?.price == null) throw new Error('a price flips the answer');
    const shown = Number(cell.text.replace(/[$\u2009]/g, ''));
    expect(shown).toBe(Number(known.price));
  });
});
