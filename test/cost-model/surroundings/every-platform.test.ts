import { expect, it } from 'vitest';
import { platforms } from '../../../src/platforms/index.ts';
import { surrounding } from './decided.ts';

it('no platform has by the same name something else than what surrounds it', () => {
  const variants = platforms.flatMap(({ cost }) => cost?.variants ?? []);
  expect(variants.length).toBeGreaterThan(1);
  const own = new Set(
    variants.flatMap(({ assumptions, derived, quantities }) => [
      ...Object.keys(assumptions),
      ...derived.map(({ name }) => name),
      ...quantities.map(({ item }) => item),
    ]),
  );
  const added = [
    ...Object.keys(surrounding.assumptions),
    ...surrounding.derived.map(({ name }) => name),
    ...surrounding.quantities.map(({ item }) => item),
  ];
  expect(added.filter((name) => own.has(name))).toEqual(['engineerRate']);
});
