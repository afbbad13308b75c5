import { describe, expect, it } from 'vitest';
import { interleaved, runIdOf } from '../../src/run/compose.ts';

describe('the order of a run', () => {
  it('is A B B A A B B A: no side is always first, and each repetition of a side is there once', () => {
    const order = interleaved(['a', 'b'], 4);
    expect(order.map(({ target }) => target).join('')).toBe('abbaabba');
    for (const side of ['a', 'b']) {
      expect(order.filter(({ target }) => target === side).map(({ repetition }) => repetition)).toEqual([1, 2, 3, 4]);
    }
  });
});

describe('a run id', () => {
  it('is in UTC and legal in folder, topic and group names', () => {
    const id = runIdOf('demo', new Date('2026-11-21T23:59:01.999+02:00'));
    expect(id).toBe('demo-20261121-215901');
    expect(id).toMatch(/^[a-zA-Z0-9._-]+$/);
  });
});
