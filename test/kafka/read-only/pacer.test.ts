import { describe, expect, it } from 'vitest';
import { Pacer } from '../../../src/kafka/read-only/pacer.ts';
import { VirtualClock } from './virtual-clock.ts';

const NEVER = new AbortController().signal;
const MIB = 1024 ** 2;

/** When each of so many requests of so many bytes went, ms. */
async function times(pacer: Pacer, clock: VirtualClock, count: number, bytes = 0): Promise<number[]> {
  const at: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await pacer.pass(bytes, NEVER);
      at.push(clock.now());
    }),
  );
  return at;
}

/** The most that went in any second that begins with one of them. */
const mostInASecond = (at: readonly number[]): number =>
  Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + 1_000).length));

describe('the pacer', () => {
  it('lets no second have more requests than the limit, however many wait at once', async () => {
    const clock = new VirtualClock();
    const at = await times(new Pacer({ requestsPerSecond: 50, mibPerSecond: 5 }, clock), clock, 500);
    expect(mostInASecond(at)).toBe(50);
    expect(at.at(-1)).toBe(499 * 20); // 20 ms apart
  });

  it('keeps the rate where every timer is late by less than a gap', async () => {
    const clock = new VirtualClock(3);
    const at = await times(new Pacer({ requestsPerSecond: 50, mibPerSecond: 5 }, clock), clock, 500);
    expect(mostInASecond(at)).toBeLessThanOrEqual(51);
    expect(at.at(-1)).toBeLessThanOrEqual(499 * 20 + 20);
  });

  it('has nothing in hand from the time in which nobody asked', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ requestsPerSecond: 10, mibPerSecond: 5 }, clock);
    await times(pacer, clock, 1);
    clock.pass(60_000);
    expect(mostInASecond(await times(pacer, clock, 40))).toBe(10);
  });

  it('lets one go at a time at one a second, also after a pause, and after bytes that had to be paid for', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ requestsPerSecond: 1, mibPerSecond: 1 }, clock);
    await times(pacer, clock, 1);
    clock.pass(10_000);
    expect(await times(pacer, clock, 3)).toEqual([10_000, 11_000, 12_000]);
    pacer.charge(5 * MIB);
    expect(await times(pacer, clock, 2)).toEqual([17_000, 18_000]); // 5 MiB from 12 s on
  });

  it('holds back what follows until the bytes that came are paid for', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ requestsPerSecond: 1_000, mibPerSecond: 2 }, clock);
    await pacer.pass(0, NEVER);
    pacer.charge(6 * MIB);
    const from = clock.now();
    expect(await pacer.pass(0, NEVER)).toBe(3_000);
    expect(clock.now() - from).toBe(3_000); // 6 MiB at 2 MiB/s
  });

  it('gives back what was expected and did not come', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ requestsPerSecond: 1_000, mibPerSecond: 1 }, clock);
    await pacer.pass(4 * MIB, NEVER);
    pacer.charge(-3 * MIB);
    await pacer.pass(0, NEVER);
    expect(clock.now()).toBe(1_000);
  });

  it('counts bytes that requests have themselves', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ requestsPerSecond: 1_000, mibPerSecond: 1 }, clock);
    const at = await times(pacer, clock, 11, MIB / 10);
    expect(at.at(-1)).toBeGreaterThanOrEqual(1_000);
    expect(at.at(-1)).toBeLessThanOrEqual(1_010);
  });

  it('lets those who wait go with the reason of the interruption, and none of them counts', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ requestsPerSecond: 1, mibPerSecond: 1 }, clock);
    const over = new AbortController();
    over.abort(new Error('interrupted'));
    await expect(pacer.pass(100 * MIB, over.signal)).rejects.toThrow('interrupted');
    await pacer.pass(0, NEVER);
    expect(clock.now()).toBe(0);
  });
});
