import { describe, expect, it } from 'vitest';
import { topicNames } from '../../../src/capture/scenario/topic-names.ts';

describe('names of topics in a captured scenario', () => {
  it('stay as they are up to 200 characters', () => {
    expect(topicNames(['orders', 'a'.repeat(200)])).toEqual(['orders', 'a'.repeat(200)]);
  });

  it('that are alike in their first 200 characters differ once they are cut', () => {
    const long = 'a'.repeat(230);
    expect(topicNames([`${long}-one`, `${long}-two`, `${long}-three`])).toEqual([
      'a'.repeat(200),
      `${'a'.repeat(198)}-2`,
      `${'a'.repeat(198)}-3`,
    ]);
  });

  it('take no name that another topic has, or has but for dots', () => {
    expect(topicNames([`${'b'.repeat(199)}.x`, `${'b'.repeat(199)}_`])).toEqual([
      `${'b'.repeat(198)}-2`,
      `${'b'.repeat(199)}_`,
    ]);
  });
});
