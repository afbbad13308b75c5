import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUSINESS_FIGURES } from '../../../src/cost-model/business/business-figures.ts';
import { surrounding } from './decided.ts';

const page = readFileSync(new URL('../../../docs/business-case.md', import.meta.url), 'utf8');
const figures = { ...surrounding.assumptions, ...BUSINESS_FIGURES };

describe('docs/business-case.md', () => {
  it('has every figure with its default and its range', () => {
    for (const [name, { value, unit, low, high }] of Object.entries(figures)) {
      const measured = unit === 'count' || unit === 'fraction' ? value : `${value} ${unit}`;
      const range = low === null ? '' : ` ${low}–${high}`;
      expect(page).toContain(`| ${name} | ${measured} |${range} |`);
    }
  });

  it('has every formula as the code has it', () => {
    expect(surrounding.derived.length).toBeGreaterThan(0);
    for (const { name, formula } of surrounding.derived) expect(page).toContain(`| ${name} | \`${formula}\` |`);
    // The hours of replacing a component are told by one example.
    const lines = surrounding.quantities.filter(({ item }) => !item.startsWith('Replacing'));
    for (const { quantity } of lines) expect(page).toContain(`\`${quantity.replace(/^\((.*)\)$/, '$1')}\``);
  });

  it('has no figure that the code no longer has', () => {
    const known = [...Object.keys(figures), ...surrounding.derived.map(({ name }) => name)];
    const rows = [...page.matchAll(/^\| ((?:business\/)?[a-z]+[A-Z]\w*) \|/gm)].map(([, name]) => name ?? '');
    expect(rows.length).toBeGreaterThan(30);
    for (const name of rows) expect(known).toContain(name);
  });
});
