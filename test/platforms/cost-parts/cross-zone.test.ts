import { describe, expect, it } from 'vitest';
import type { CostShape } from '../../../src/cost-model/types/shape.ts';
import { cost as msk } from '../../../src/platforms/amazon-msk/cost.ts';
import { cost as kafka } from '../../../src/platforms/apache-kafka/cost.ts';
import { linesOf, price } from '../../cost-model/fixture.ts';

/** Of what consumers read, the share that crosses zones; the demo reads 3 × 256,640.625 GiB, and pays both ways. */
function crossed(
  { variants }: CostShape,
  name: string,
  workload: Parameters<typeof price>[1] extends infer C ? NonNullable<C> : never,
): number {
  const only = { variants: variants.filter((variant) => variant.name === name) };
  const line = linesOf(price('blocks', { cost: only, ...workload }), 'network').find(({ item }) =>
    item.startsWith('Consumers'),
  );
  return Number(line?.quantity) / 2 / (3 * 256_640.625);
}

describe('readers that fetch in their own zone', () => {
  it.each([
    // One copy is in another zone than two thirds of them.
    [1, 2 / 3],
    // Two copies in three zones leave one zone without.
    [2, 1 / 3],
    [3, 0],
    [4, 0],
  ])('with %i copies in three zones leave their zone for %f of what they read', (replication, share) => {
    expect(crossed(kafka, 'fetch-from-follower', { workload: { replication } })).toBeCloseTo(share, 6);
    expect(crossed(msk, 'standard', { workload: { replication } })).toBeCloseTo(share, 6);
  });

  it('leave it as far as they may not read there, whatever is copied', () => {
    // A quarter may, and reads there; of the others two thirds are in another zone than the leader.
    const workload = { replication: 3, inZoneReadShare: 0.25 };
    expect(crossed(kafka, 'fetch-from-follower', { workload })).toBeCloseTo(0.75 * (2 / 3), 6);
    expect(crossed(msk, 'tiered', { workload })).toBeCloseTo(0.75 * (2 / 3), 6);
    // With two copies the quarter, too, crosses for a third of what it reads.
    expect(crossed(kafka, 'fetch-from-follower', { workload: { ...workload, replication: 2 } })).toBeCloseTo(
      0.75 * (2 / 3) + 0.25 / 3,
      6,
    );
  });

  it('are not those of brokers that are not set to let them, nor of Serverless', () => {
    expect(crossed(msk, 'standard', { assumptions: { nearestReadShare: 0 } })).toBeCloseTo(2 / 3, 6);
    expect(crossed(msk, 'serverless', {})).toBeCloseTo(2 / 3, 6);
    expect(crossed(kafka, 'block-storage', {})).toBeCloseTo(2 / 3, 6);
  });

  it('have a copy in every zone of Express brokers, which always keep three', () => {
    expect(crossed(msk, 'express', { workload: { replication: 1 } })).toBeCloseTo(0, 6);
  });
});
