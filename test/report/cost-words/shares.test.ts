import { describe, expect, it } from 'vitest';
import { sampleShareWords, shareWords } from '../../../src/report/cost-words/shares.ts';

describe('a share of money', () => {
  it('has one decimal below ten percent and none above', () => {
    expect([0.0044, 0.0999, 0.2345, 5.81, -0.31].map(shareWords)).toEqual(['0.4%', '10%', '23%', '581%', '31%']);
  });
});

describe('a share of samples', () => {
  it('reads all and none only where it is', () => {
    expect([1, 0.9999, 0.5799, 0.01, 0.0001, 0].map(sampleShareWords)).toEqual([
      'all',
      'more than 99%',
      '57%',
      '1%',
      'fewer than 1%',
      'none',
    ]);
  });
});
