import { describe, expect, it } from 'vitest';
import type { PartitionAudit } from '../../../src/evidence/types/audit.ts';
import { lossesWithin } from '../../../src/judge/recovery/losses.ts';
import type { Span } from '../../../src/judge/recovery/windows.ts';
import { pass } from '../evidence-builder.ts';
import { partition } from './outage.ts';

/** Records 5,000 to 7,000 of the partition are intended in [10, 14.5). */
const cuts = [
  { atMicros: 10e6, sequence: 5000 },
  { atMicros: 14.5e6, sequence: 7000 },
];

function losses(partitions: readonly PartitionAudit[], window: Span = [10, 14.5], endsWithLoad = false) {
  const it = pass();
  return lossesWithin({ ...it, audit: it.audit && { ...it.audit, partitions } }, window, endsWithLoad);
}

describe('what was lost in a fault', () => {
  it('is what lies between the sequences of its start and end, over all partitions', () => {
    const first = partition(0, {
      cuts,
      lost: [
        [4990, 5010],
        [6999, 7001],
      ],
      duplicated: [[100, 200]],
    });
    const second = partition(1, {
      cuts: cuts.map((cut) => ({ ...cut, sequence: cut.sequence / 10 })),
      lost: [[0, 2000]],
    });
    expect(losses([first, second])).toEqual({ lost: 10 + 1 + 200, duplicated: 0 });
  });

  it('reaches to the last record where the fault lasts as long as the load', () => {
    const lost = partition(0, { cuts, lost: [[6000, 20_000]] });
    expect(losses([lost], [10, 40], true).lost).toBe(14_000);
    expect(losses([lost], [10, 40]).lost).toBeNull();
  });

  it('is not known without a complete reading, and where losses have no cuts; nothing lost needs none', () => {
    const it = pass();
    expect(lossesWithin({ ...it, audit: null }, [10, 14.5], false)).toEqual({ lost: null, duplicated: null });
    const cutOff = it.audit && { ...it.audit, complete: false };
    expect(lossesWithin({ ...it, audit: cutOff }, [10, 14.5], false).lost).toBeNull();
    expect(losses([partition(0, { lost: [[1, 2]] })])).toEqual({ lost: null, duplicated: 0 });
  });

  it('is not known where the audit does not list all ranges up to the end', () => {
    const leftOut = { lost: 5 };
    expect(losses([partition(0, { cuts, lost: [[5000, 5001]], leftOut })]).lost).toBeNull();
    expect(
      losses([
        partition(0, {
          cuts,
          lost: [
            [5000, 5001],
            [7000, 7001],
          ],
          leftOut,
        }),
      ]).lost,
    ).toBe(1);
  });
});
