import { describe, expect, it } from 'vitest';
import { budgetVerdict } from '../../../src/commands/cost/budget.ts';
import { costText } from '../../../src/commands/cost-table.ts';
import { businessTables } from '../../../src/report/tables/cost/business.ts';
import { answeredInEuros, answeredSix } from '../../report/fixture-answered.ts';

const rows = answeredInEuros.answers?.comparison.rows ?? [];
const [dearest] = answeredInEuros.platforms.toSorted((a, b) => Number(b.total) - Number(a.total));
const taxOf = (title: string): number => {
  const platform = answeredInEuros.platforms.find((one) => one.title === title);
  return Number(rows.find((row) => row.platform === `${platform?.platform}/${platform?.variant}`)?.tax);
};

describe('a budget where tax is asked for', () => {
  it('is held against what is paid, tax included, and says so', () => {
    if (dearest === undefined) throw new Error('nothing is priced');
    const [total, tax] = [Number(dearest.total), taxOf(dearest.title)];
    expect(tax).toBeGreaterThan(100);
    const between = budgetVerdict(answeredInEuros, total + tax / 2).says.join();
    expect(between).toContain(`${dearest.title} is above the budget`);
    expect(between).toContain('tax included');
    expect(budgetVerdict(answeredInEuros, total + tax + 1).says.join()).not.toContain('is above');
  });

  it('is before tax where none is, and says so', () => {
    expect(budgetVerdict(answeredSix, 1).says[0]).toContain('a month, before tax');
  });
});

describe('tax', () => {
  it('stands on a terminal, beside the totals, where it is asked for', () => {
    const few = { ...answeredInEuros, platforms: answeredInEuros.platforms.slice(0, 2) };
    const titles = (text: string) => text.split('\n').map((line) => line.split(/ {2,}/)[0]);
    expect(titles(costText(few, 200))).toEqual(expect.arrayContaining(['tax', 'total with tax']));
    const none = { ...answeredSix, platforms: answeredSix.platforms.slice(0, 2) };
    expect(titles(costText(none, 200))).not.toContain('tax');
  });

  it('is in the business case, which says whether it is', () => {
    const notes = (cost: typeof answeredSix) =>
      businessTables(cost)
        .flatMap(({ notes: said }) => said)
        .join(' ');
    expect(notes(answeredInEuros)).toContain('Tax is in these amounts.');
    expect(notes(answeredSix)).toContain('Tax is not in these amounts.');
  });
});
