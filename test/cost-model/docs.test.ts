import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platforms } from './fixture.ts';

const page = readFileSync(new URL('../../docs/cost-model.md', import.meta.url), 'utf8');
const variants = platforms.flatMap(({ cost }) => cost?.variants ?? []);

describe('docs/cost-model.md', () => {
  it('has every formula as the code has it', () => {
    for (const { name, formula } of variants.flatMap((variant) => variant.derived)) {
      expect(page).toMatch(new RegExp(`\\| ${name} \\| ${literal(`\`${formula}\``)}`));
    }
  });

  it('has every assumption with its default and its range', () => {
    for (const [name, { value, unit, low, high }] of variants.flatMap((variant) =>
      Object.entries(variant.assumptions),
    )) {
      const measured = unit === 'count' || unit === 'fraction' ? value : `${value} ${unit}`;
      const range = low === null ? '' : ` ${low}–${high}`;
      expect(page).toContain(`| ${name} | ${measured} |${range} |`);
    }
  });

  it('has no figure that the code no longer has', () => {
    const known = new Set(
      variants.flatMap(({ assumptions, derived }) => [...Object.keys(assumptions), ...derived.map(({ name }) => name)]),
    );
    const rows = [...page.matchAll(/^\| (?:block storage \| |S3 tier \| )?([a-z][A-Za-z]+) \|/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(rows.length).toBeGreaterThan(30);
    for (const name of rows) expect(known).toContain(name);
  });
});

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
