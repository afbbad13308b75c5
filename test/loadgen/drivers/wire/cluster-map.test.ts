import { describe, expect, it } from 'vitest';
import { ClusterMap, type ClusterView } from '../../../../src/loadgen/drivers/wire/cluster-map.ts';

/** A map whose looks end when the test says so, each with these leaders. */
function mapOf() {
  const looks: ((leaders: readonly number[]) => void)[] = [];
  const lookAt = (): Promise<ClusterView> =>
    new Promise((resolve) => {
      looks.push((leaders) => resolve({ brokers: new Map(), leaders }));
    });
  return { map: new ClusterMap(lookAt, ['orders'], () => undefined), looks };
}

describe('a broker that falls silent', () => {
  it('leads nothing before a later look has shown who leads; other brokers go on', async () => {
    const { map, looks } = mapOf();
    const first = map.look();
    looks[0]?.([1, 2]);
    await first;
    map.fellSilent(1);
    expect([map.leaderOf('orders', 0), map.leaderOf('orders', 1)]).toEqual([-1, 2]);
    // It looks by itself.
    await expect.poll(() => looks.length).toBe(2);
    expect(map.leaderOf('orders', 0)).toBe(-1);
    looks[1]?.([3, 2]);
    await expect.poll(() => map.leaderOf('orders', 0)).toBe(3);
  });

  it('leads again what a later look says that it leads, and not what an earlier one did', async () => {
    const { map, looks } = mapOf();
    const earlier = map.look();
    map.fellSilent(1);
    looks[0]?.([1, 1]);
    await earlier;
    expect(map.leaderOf('orders', 0)).toBe(-1);
    await expect.poll(() => looks.length).toBe(2);
    looks[1]?.([1, 1]);
    await expect.poll(() => map.leaderOf('orders', 0)).toBe(1);
  });
});
