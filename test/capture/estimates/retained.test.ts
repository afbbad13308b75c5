import { describe, expect, it } from 'vitest';
import { retained } from '../../../src/capture/estimates/retained.ts';
import { sureness } from '../../../src/capture/scenario/words.ts';
import type { CapturedTopic } from '../../../src/capture/types.ts';
import { figure, topic } from '../scenario/small-capture.ts';

const kept = (name: string, records: number, days: number | null): CapturedTopic => ({
  ...topic(name, records),
  retentionSeconds: days === null ? null : figure(days * 86_400, 's', 'counted'),
});
const sizes = (bytes: Readonly<Record<string, number>>) => (one: CapturedTopic) => bytes[one.name] ?? null;

describe('how long a cluster keeps what is written', () => {
  it('is counted by bytes where every topic has a limit', () => {
    // 300 B/s for 1 d and 100 B/s for 5 d: (300 + 500) ÷ 400 = 2 d.
    const seen = retained([kept('a', 30, 1), kept('b', 10, 5)], sizes({ a: 10, b: 10 }));
    expect(seen).toMatchObject({ value: 2 * 86_400, seen: 'counted' });
  });

  it('is a guess where most bytes are kept for ever, and their share is told', () => {
    // 870 B/s of 1,000 B/s have no limit.
    const seen = retained([kept('ledger', 87, null), kept('clicks', 130, 3)], sizes({ ledger: 10, clicks: 1 }));
    expect(seen?.value).toBe(3 * 86_400);
    if (seen === null) throw new Error('nothing seen');
    expect(sureness(seen)).toBe(
      'ASSUMED: a test; not of 1 topic with 87% of the bytes: kept for ever or compacted, or not told',
    );
  });

  it('weighs records whose size was not seen with the mean of the others', () => {
    // 10 × 50 B/s for 1 d, and 30 × 50 for 3 d: (1 + 3 × 3) ÷ 4 = 2.5 d.
    expect(retained([kept('a', 10, 1), kept('b', 30, 3)], sizes({ a: 50 }))?.value).toBe(2.5 * 86_400);
  });

  it('of topics without a limit, or to which nothing is written, is not known', () => {
    expect(retained([kept('ledger', 5, null), kept('quiet', 0, 2)], sizes({}))).toBeNull();
  });
});
