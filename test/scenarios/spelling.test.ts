import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/scenarios/spelling.ts';

const keys = ['name', 'topics', 'records', 'clients', 'retention', 'repetitions'];

describe('the word that was meant', () => {
  it.each([
    ['nmae', 'name'],
    ['topcis', 'topics'],
    ['record', 'records'],
    ['Clients', 'clients'],
    ['retenton', 'retention'],
    ['repititions', 'repetitions'],
  ])('for %s is %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  it('is unknown where nothing is near', () => {
    expect(nearest('colour', keys)).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });
});
