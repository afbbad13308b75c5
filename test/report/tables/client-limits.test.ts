import { describe, expect, it } from 'vitest';
import type { ClientLimit, Summary } from '../../../src/judge/types/summary.ts';
import { renderHtml } from '../../../src/report/html.ts';
import type { Judged } from '../../../src/report/judged.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { cellText } from '../../../src/report/table.ts';
import { clientLimitTable } from '../../../src/report/tables/client-limits.ts';
import { everyTable } from '../../../src/report/tables/every.ts';
import { fairnessTable } from '../../../src/report/tables/fairness.ts';
import { mainTable } from '../../../src/report/tables/main.ts';
import { fixture } from '../fixture.ts';

const STARVED: ClientLimit = {
  target: 'local-tiered',
  phase: 'burst',
  role: 'measured',
  requests: 5,
  requestBytes: 128 * 1024,
  requestMs: 340,
  calmMs: 335,
  mibPerSecond: 1.838,
  plannedMibPerSecond: 4,
  verdict: 'starves',
};
const UNKNOWN: ClientLimit = {
  ...STARVED,
  requests: null,
  requestBytes: null,
  requestMs: null,
  mibPerSecond: null,
  verdict: 'unknown',
};

const withSummary = (change: Partial<Summary>): Judged => {
  const judged = fixture();
  return { ...judged, summary: { ...judged.summary, ...change } };
};

describe('what the client profiles can carry', () => {
  it('is shown as an equation whose figures add up, with the word for it', () => {
    const table = clientLimitTable(withSummary({ clientLimits: [STARVED] }).summary);
    const [row] = table.groups[0]?.rows ?? [];
    expect(row?.title).toBe('local-tiered, burst');
    expect(row?.cells.map((cell) => cellText(cell, []))).toEqual(['4', '5', '128', '340', '1.84', 'starves it']);
  });

  it('is a dash with its reason where it is not known, and never a verdict in favour', () => {
    const table = clientLimitTable(withSummary({ clientLimits: [UNKNOWN] }).summary);
    const cells = table.groups[0]?.rows[0]?.cells ?? [];
    expect(cells.filter(({ kind }) => kind === 'missing')).toHaveLength(4);
    expect(cells.at(-1)).toMatchObject({ text: 'not known', tone: 'open' });
  });
});

describe('the fairness page', () => {
  const one = (): Partial<Summary> => {
    const { targets, fairness, clientLimits } = fixture().summary;
    return {
      targets: targets.slice(0, 1),
      sides: null,
      comparison: [],
      fairness: fairness.map((row) => ({ ...row, values: row.values.slice(0, 1), same: true })),
      clientLimits: clientLimits.filter(({ target }) => target === targets[0]?.name),
    };
  };
  const CASES: readonly (readonly [string, Partial<Summary>])[] = [
    ['with one target', one()],
    ['of an invalid run', { verdict: 'invalid', clientLimits: [UNKNOWN] }],
    ['of an incomplete run', { verdict: 'incomplete', comparison: [], clientLimits: [UNKNOWN] }],
  ];

  it.each(CASES)('stands in every format of a report %s', async (_, change) => {
    const judged = withSummary(change);
    const page = await renderHtml(judged);
    expect(page).toContain('<h2 id="fairness-title">Fairness</h2>');
    expect(page).toContain('id="conditions"');
    expect(page).toContain('id="client-limits"');
    expect(renderMarkdown(judged)).toContain('## What the client profiles can carry');
    expect(everyTable(judged).map(({ id }) => id)).toEqual(expect.arrayContaining(['conditions', 'client-limits']));
    expect(fairnessTable(judged.summary).groups.flatMap(({ rows }) => rows).length).toBeGreaterThan(0);
  });

  it('says above its tables which profile starved a side', async () => {
    const callOuts = ['The client profile starves b in steady: 5 × 128 KiB'];
    const page = await renderHtml(withSummary({ callOuts }));
    expect(page.indexOf(`${callOuts[0]}.`)).toBeGreaterThan(page.indexOf('fairness-title'));
    expect(page.indexOf(`${callOuts[0]}.`)).toBeLessThan(page.indexOf('id="conditions"'));
    expect(renderMarkdown(withSummary({ callOuts }))).toContain(`> ${callOuts[0]}.`);
  });
});

describe('ratios of tuned sides', () => {
  it('have a column of their own, and notes that name what they divide', () => {
    const { comparison } = fixture().summary;
    const sides = { a: 'local-kafka', b: 'local-tiered-tuned' };
    const doubled = comparison.map((row) => ({ ...row, ratio: row.ratio === null ? null : row.ratio * 2 }));
    const table = mainTable(withSummary({ tuned: { sides, comparison: doubled } }));
    expect(table.columns.map(({ title }) => title).slice(-2)).toEqual(['Ratio, identical', 'Ratio, tuned']);
    for (const { rows } of table.groups) for (const row of rows) expect(row.cells).toHaveLength(4);
    expect(table.notes).toContain("Ratio, identical: local-tiered ÷ local-kafka, with the scenario's clients on both.");
    expect(table.notes).toContain(
      'Ratio, tuned: local-tiered-tuned ÷ local-kafka, each with clients of its own where it has some.',
    );
  });
});
