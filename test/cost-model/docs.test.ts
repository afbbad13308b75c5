import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platforms } from '../../src/platforms/index.ts';

const read = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
const page = read('cost-model.md');

const variants = platforms.flatMap(({ cost }) => cost?.variants ?? []);
const formulas = new Map(
  variants.flatMap(({ derived }) => derived.map(({ name, formula }) => [`${name}: ${formula}`, formula] as const)),
);

/** Rows of the page's tables that give a figure its formula. */
const rows = [...page.matchAll(/^\| ([a-z][A-Za-z]+) \| `([^`]+)` \|/gm)].map(([, name, formula]) => [name, formula]);

describe('docs/cost-model.md', () => {
  it('has its formulas as the code has them', () => {
    expect(rows.length).toBeGreaterThan(35);
    for (const [name, formula] of rows) expect([...formulas.keys()]).toContain(`${name}: ${formula}`);
  });

  it('names no figure in a sentence that the code does not have', () => {
    const known = new Set([
      ...variants.flatMap(({ assumptions, derived }) => [
        ...Object.keys(assumptions),
        ...derived.map(({ name }) => name),
      ]),
      // Of cost.json, of the workload, and what scenarios say.
      ...['hoursPerMonth', 'pricesUsed', 'replayPerDay', 'production', 'unpriced'],
    ]);
    const named = [...page.matchAll(/`([a-z]+(?:[A-Z][a-z]*)*)`/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(known).toContain(name);
  });

  it('leads to a page of every platform', () => {
    for (const { name } of platforms) expect(page).toContain(`(platforms/${name}.md)`);
  });
});

describe.each(platforms.map((platform) => [platform.name, platform] as const))(
  'docs/platforms/%s.md',
  (name, platform) => {
    const own = read(`platforms/${name}.md`);

    it('has every variant, line, formula and assumption that the platform is priced by', () => {
      const shapes = platform.cost?.variants ?? [];
      expect(shapes.length).toBeGreaterThan(0);
      for (const { name: variant, assumptions, derived, quantities, limits = [] } of shapes) {
        expect(own).toContain(`| \`${variant}\` |`);
        for (const { item, quantity } of quantities) {
          expect(own).toMatch(new RegExp(`\\| ${literal(item)} \\| \\w+ \\| ${literal(`\`${quantity}\``)} \\|`));
        }
        for (const { name: figure, formula } of derived) {
          expect(own).toMatch(new RegExp(`\\| ${figure} \\| [^|]+ \\| ${literal(`\`${formula}\``)} \\|`));
        }
        for (const [assumption, { value, low, high }] of Object.entries(assumptions)) {
          const range = low === null ? '' : `${low}–${high}`;
          expect(own).toMatch(
            new RegExp(`\\| ${assumption} \\| ${literal(String(value))}[^|]* \\| ${literal(range)} ?\\|`),
          );
        }
        for (const { demand, most } of limits) expect(own).toContain(`| \`${demand}\` | \`${most}\` |`);
      }
    });

    it('says of every assumption what it rests on, and gives a range to each one that is a guess', () => {
      for (const { assumptions } of platform.cost?.variants ?? []) {
        for (const [assumption, { source, low, high, value }] of Object.entries(assumptions)) {
          expect(source, assumption).toMatch(/^(assumption:\w+ \(.{4,}\)|definition of the unit)$/);
          if (!/guess to replace|not seen to say/.test(source)) continue;
          expect([low, high].every((bound) => bound !== null) && low !== high, assumption).toBe(true);
          expect(low ?? 0, assumption).toBeLessThanOrEqual(value);
          expect(high ?? 0, assumption).toBeGreaterThanOrEqual(value);
        }
      }
    });
  },
);

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
