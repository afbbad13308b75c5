import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billed } from '../report/fixture-bill.ts';
import { type Executed, executed, jupyterFolder } from './jupyter.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-notebook-bill-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function outputOf({ cells }: Executed, id: string, type: string): string {
  const outputs = cells.find((cell) => cell.id === id)?.outputs ?? [];
  return [outputs.find(({ data }) => data?.[type] !== undefined)?.data?.[type] ?? ''].flat().join('');
}

const cellsOf = (markdown: string, head: string): readonly string[] =>
  (markdown.split('\n').find((line) => line.startsWith(`| ${head} |`)) ?? '')
    .split(/(?<!\\)\|/)
    .slice(2, -1)
    .map((cell) => cell.trim());

describe('the notebook of a bill', () => {
  // The first time, Jupyter's client and Deno are fetched.
  beforeAll(() => jupyterFolder(), 240_000);

  it('adds the parts up to the total, reconciles to the cent, and draws every day; names from outside are text', async () => {
    const bill = billed();
    const [beside] = bill.reconciliation;
    if (beside === undefined) throw new Error('the fixture is reconciled');
    const hostile = { ...beside, target: 'A|B <script>`' };
    writeFileSync(join(scratch, 'bill.json'), JSON.stringify({ ...bill, reconciliation: [hostile] }));
    const notebook = await executed('billing.ipynb', { WORKBENCH_RUN: scratch });
    const parts = outputOf(notebook, 'parts', 'text/markdown');
    expect(cellsOf(parts, '**sum of the parts**')).toEqual([bill.total, bill.amortizedTotal]);
    expect(cellsOf(parts, 'network')).toEqual(['2800', '2800']);
    const reconciled = outputOf(notebook, 'reconciled', 'text/markdown');
    const { total } = beside;
    expect(cellsOf(reconciled, '**total**')).toEqual(
      [total.modelled, null, bill.total, total.billed, total.difference, total.price, total.quantity, total.mix].map(
        (amount) => (amount === null ? '–' : new Decimal(amount).toFixed(2)),
      ),
    );
    expect(reconciled).toContain('A\\|B \\<script\\>\\`');
    const svg = outputOf(notebook, 'days', 'image/svg+xml');
    for (const { day } of bill.days) expect(svg).toContain(`>${day}<`);
    for (const part of ['network', 'tax', 'credit', 'support plan', 'unclassified']) expect(svg).toContain(`>${part}<`);
    expect(svg).not.toContain('>refund<');
    expect(svg).not.toContain('<script');
  });

  it('says of a run without a bill that it has none, and does not fail', async () => {
    const empty = mkdtempSync(join(scratch, 'empty-'));
    const notebook = await executed('billing.ipynb', { WORKBENCH_RUN: empty });
    expect(outputOf(notebook, 'parts', 'text/markdown')).toBe('No bill was imported.');
  });
});
