import { describe, expect, it } from 'vitest';
import { statusWords } from '../src/exit-status.ts';

describe('a status in words', () => {
  it('names the signal where there was one', () => {
    expect([0, 1, 127, 128 + 9, 128 + 15].map(statusWords)).toEqual([
      'status 0',
      'status 1',
      'status 127',
      'status 137 (SIGKILL)',
      'status 143 (SIGTERM)',
    ]);
  });
});
