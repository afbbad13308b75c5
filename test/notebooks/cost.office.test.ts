import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CostResult } from '../../src/cost-model/types/result.ts';
import { everyPlatform } from '../report/xlsx/every-platform.ts';
import { twoTargets } from '../report/xlsx/two-targets.ts';
import { type Executed, executed, jupyterFolder } from './jupyter.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOTEBOOK = 'cost.ipynb';
const COMMITTED = ['billing.ipynb', NOTEBOOK];

const scratch = mkdtempSync(join(tmpdir(), 'workbench-notebook-run-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function outputOf({ cells }: Executed, id: string, type: string): string {
  const outputs = cells.find((cell) => cell.id === id)?.outputs ?? [];
  return [outputs.find(({ data }) => data?.[type] !== undefined)?.data?.[type] ?? ''].flat().join('');
}

/** Rows of the Markdown table by their first cell. */
function tableOf(notebook: Executed): ReadonlyMap<string, readonly string[]> {
  const rows = outputOf(notebook, 'table', 'text/markdown').trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [head = '', ...cells] = row
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [head, cells];
    }),
  );
}

function expectItsTotals(notebook: Executed, { platforms }: Pick<CostResult, 'platforms'>): void {
  expect(tableOf(notebook).get('**total**')).toEqual(
    platforms.map(
      ({ total, totalIsLowerBound }) => `${totalIsLowerBound ? 'at least ' : ''}${new Decimal(total).toFixed(2)}`,
    ),
  );
}

describe('the notebook of costs', () => {
  // The first time, Jupyter's client and Deno are fetched.
  beforeAll(() => jupyterFolder(), 240_000);

  it('shows the totals of the reference run, and draws every part of them', async () => {
    const cost: CostResult = JSON.parse(readFileSync(join(ROOT, 'results/reference/cost.json'), 'utf8'));
    const notebook = await executed(NOTEBOOK);
    const kinds = notebook.cells.flatMap(({ outputs = [] }) => outputs.map(({ output_type }) => output_type));
    expect(kinds).toEqual(['execute_result', 'execute_result', 'execute_result']);
    expectItsTotals(notebook, cost);
    const svg = outputOf(notebook, 'chart', 'image/svg+xml');
    const monthly = cost.platforms.flatMap(({ lineItems }) => lineItems.filter(({ period }) => period === 'month'));
    for (const { category } of monthly) expect(svg).toContain(`>${category}<`);
  });

  it('shows those of another run when it is told, lower bounds as such, and names from outside as text', async () => {
    const priced = everyPlatform();
    const [first, ...others] = priced.platforms;
    if (first === undefined) throw new Error('the fixture prices platforms');
    const cost = { ...priced, platforms: [{ ...first, title: 'A|B <script>`' }, ...others] };
    writeFileSync(join(scratch, 'cost.json'), JSON.stringify(cost));
    const notebook = await executed(NOTEBOOK, { WORKBENCH_RUN: scratch });
    expectItsTotals(notebook, cost);
    expect(tableOf(notebook).get('A month, USD')?.[0]).toBe('A\\|B \\<script\\>\\`');
    expect(outputOf(notebook, 'chart', 'image/svg+xml')).not.toContain('<script');
  });

  it('has a column for each of two targets of one variant', async () => {
    const cost = twoTargets();
    writeFileSync(join(scratch, 'cost.json'), JSON.stringify(cost));
    const notebook = await executed(NOTEBOOK, { WORKBENCH_RUN: scratch });
    expectItsTotals(notebook, cost);
    const heads = tableOf(notebook).get('A month, USD') ?? [];
    expect(heads).toEqual(['a', 'b'].map((target) => expect.stringContaining(`@target-${target}`)));
  });

  it.each(COMMITTED)('%s is committed without outputs, so that nobody reads old ones', (name) => {
    const { cells }: Executed = JSON.parse(readFileSync(join(ROOT, 'notebooks', name), 'utf8'));
    for (const { id, cell_type, outputs, execution_count } of cells) {
      if (cell_type === 'code')
        expect({ id, outputs, execution_count }).toEqual({ id, outputs: [], execution_count: null });
    }
  });
});
