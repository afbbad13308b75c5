import { describe, expect, it } from 'vitest';
import { type Server, simulate } from '../../src/loadgen/simulation/simulate.ts';
import { bytes, milliseconds } from '../../src/units.ts';
import { planOf } from './plan-of.ts';

/** Answers after 2 ms; of one partition nothing that is sent from `from` to `to`, until 2 ms after `to`. */
const silentIn =
  (partition: number, from: number, to: number): Server =>
  (now, batches) => {
    const held = batches.some((batch) => batch.partition === partition) && now >= from && now < to;
    return { at: (held ? to : now) + 2_000, outcome: 'acknowledged' };
  };

/** A request for each batch, and as many as there are: one partition need not wait for another one's answers. */
const client = { requestBytes: bytes(1), inFlight: 1_000 };
const plan = planOf({ rate: 2_000, partitions: 2, durationSeconds: 3, client });

describe('a partition that is silent', () => {
  it('leaves one gap, from its last acknowledgement to the next one, and no other partition does', () => {
    const { gaps } = simulate(plan, silentIn(1, 1_000_000, 1_500_000));
    expect(gaps).toHaveLength(1);
    const [gap] = gaps;
    expect(gap).toMatchObject({ topic: 'orders', partition: 1, toMicros: 1_502_000 });
    // What was sent just before the silence was answered just after it began.
    expect(gap?.fromMicros).toBeGreaterThan(994_000);
    expect(gap?.fromMicros).toBeLessThanOrEqual(1_002_000);
  });

  it('leaves no gap where it is shorter than a tenth of a second, and none where nothing waited', () => {
    expect(simulate(plan, silentIn(1, 1_000_000, 1_090_000)).gaps).toEqual([]);
    // A record every half second, each answered at once.
    expect(simulate(planOf({ rate: 2, durationSeconds: 4 }), silentIn(9, 0, 0)).gaps).toEqual([]);
  });

  it('begins where the first record that waited was due, if nothing was waiting before', () => {
    // Records are due at 0, 0.5, 1 s and so on; the one of 1 s waits for 300 ms.
    const { gaps } = simulate(planOf({ rate: 2, durationSeconds: 4 }), silentIn(0, 900_000, 1_298_000));
    expect(gaps).toEqual([{ topic: 'orders', partition: 0, fromMicros: 1_000_000, toMicros: 1_300_000 }]);
  });

  it('has no end where nothing was acknowledged any more', () => {
    const dying: Server = (now) => (now < 1_000_000 ? { at: now + 2_000, outcome: 'acknowledged' } : null);
    const short = planOf({ rate: 1_000, durationSeconds: 2, client: { deliveryTimeoutMs: milliseconds(500) } });
    const { gaps } = simulate(short, dying);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.toMicros).toBeNull();
    expect(gaps[0]?.fromMicros).toBeGreaterThan(990_000);
    expect(gaps[0]?.fromMicros).toBeLessThanOrEqual(1_002_000);
  });

  it('does not count as silent while a batch lingers as the plan says', () => {
    const lingering = planOf({ rate: 1_000, durationSeconds: 2, client: { lingerMs: milliseconds(200) } });
    expect(simulate(lingering, silentIn(9, 0, 0)).gaps).toEqual([]);
  });
});

describe('the first acknowledgement after a fault began', () => {
  it('is told once a partition, of a record that was due after it and not of one that was on its way', () => {
    const { firstAcks } = simulate(plan, silentIn(1, 1_000_000, 1_500_000), {
      faults: [{ id: 'broker-kill-1', atMicros: 1_000_000 }],
    });
    expect(firstAcks.map(({ fault, partition }) => [fault, partition]).toSorted()).toEqual([
      ['broker-kill-1', 0],
      ['broker-kill-1', 1],
    ]);
    const at = (partition: number) => firstAcks.find((ack) => ack.partition === partition)?.atMicros ?? 0;
    expect(at(1)).toBe(1_502_000);
    // Due at 1,000,000 µs or just after, lingered for 5 ms, and was answered after 2 more.
    expect(at(0)).toBeGreaterThanOrEqual(1_002_000);
    expect(at(0)).toBeLessThan(1_012_000);
  });
});
