import { describe, expect, it } from 'vitest';
import { evaluate, explain, renamed } from '../../../src/cost-model/arithmetic/expression.ts';
import { parseFormula } from '../../../src/cost-model/arithmetic/formula.ts';
import { UnitMismatch } from '../../../src/cost-model/arithmetic/units.ts';
import type { Figure } from '../../../src/cost-model/types/figures.ts';

const figure = (value: number, unit = 'count'): Figure => ({
  value,
  unit,
  provenance: 'assumed',
  source: 'assumption:test',
  low: null,
  high: null,
});

const figures = {
  a: figure(7),
  b: figure(2),
  c: figure(3),
  size: figure(10, 'GiB'),
  brokersPerZone: figure(4, 'instance'),
};
const value = (formula: string): number => evaluate(parseFormula(formula), figures).value;

describe('a formula', () => {
  it.each([
    ['a + b * c', 13],
    ['(a + b) * c', 27],
    ['a - b - c', 2],
    ['a - (b - c)', 8],
    ['a / b / c', 7 / 6],
    ['a / (b * c)', 7 / 6],
    ['max(a, b, c) - min(a, b, c)', 5],
    ['ceil(a / b) * c', 12],
    ['max(0, b - a)', 0],
    ['(c - 1) / c', 2 / 3],
  ])('%s is %d', (formula, expected) => {
    expect(value(formula)).toBeCloseTo(expected, 12);
  });

  it.each(['a +', 'a b', '(a', 'a * 2', 'ceil(a, b)', 'max(a)', 'sqrt(a)', '', 'a; b', '*'])(
    '%j is refused',
    (formula) => {
      expect(() => parseFormula(formula)).toThrow(SyntaxError);
    },
  );

  it('does not add or compare figures of different units', () => {
    expect(() => value('size + a')).toThrow(UnitMismatch);
    expect(() => value('max(size, a)')).toThrow(UnitMismatch);
    expect(() => value('size - brokersPerZone')).toThrow(UnitMismatch);
  });

  it('does not round a double that is noise above a whole number up to the next', () => {
    const thirds = { third: figure(0.1 + 0.2), tenth: figure(0.1) };
    expect((0.1 + 0.2) / 0.1).toBeGreaterThan(3);
    expect(evaluate(parseFormula('ceil(third / tenth)'), thirds).value).toBe(3);
  });

  it('does not take a property of every object for a figure', () => {
    expect(() => value('constructor')).toThrow('no figure');
  });

  it.each([
    ['a * (b + c)', 'a (7) × [b (2) + c (3)]'],
    ['a / (b * c)', 'a (7) ÷ [b (2) × c (3)]'],
    ['a - (b - c)', 'a (7) − [b (2) − c (3)]'],
    ['ceil(a / b) * brokersPerZone', '[a (7) ÷ b (2), rounded up] × brokers per zone (4 instance)'],
    ['max(0, size)', 'the larger of [0; size (10 GiB)]'],
  ])('%s reads "%s"', (formula, words) => {
    expect(explain(parseFormula(formula), figures)).toBe(words);
  });

  it('means the same after its figures are renamed', () => {
    const renamedFigures = Object.fromEntries(Object.entries(figures).map(([name, of]) => [`p/v/${name}`, of]));
    const expression = parseFormula('ceil(a / b) * c - max(0, b)');
    expect(
      evaluate(
        renamed(expression, (name) => `p/v/${name}`),
        renamedFigures,
      ),
    ).toEqual(evaluate(expression, figures));
  });
});
