import { describe, expect, it } from 'vitest';
import { account } from '../../src/audit/account.ts';
import type { Batch } from '../../src/loadgen/batch.ts';
import { simulate } from '../../src/loadgen/simulation/simulate.ts';
import { SimulatedLog } from '../../src/loadgen/simulation/simulated-log.ts';
import { CompleteReading } from '../../src/loadgen/workloads/complete-reading.ts';
import { GroupReading } from '../../src/loadgen/workloads/group-reading.ts';
import { planOf } from '../loadgen/plan-of.ts';

const RECORDS = 1_000_000;
const PARTITIONS = 6;
const RUN = 1;

/** Sends a million records of two producers to a server that writes them as `written` says and acknowledges them all. */
function audited(written: (batch: Batch) => readonly { readonly skip: number; readonly take: number }[]) {
  const plan = planOf({ partitions: PARTITIONS, producers: 2, rate: RECORDS / 4, durationSeconds: 4 });
  const log = new SimulatedLog(RUN);
  const offsets = new Array<number>(PARTITIONS).fill(RECORDS);
  const reading = new CompleteReading(RUN, [{ topic: 'orders', offsets }]);
  const group = new GroupReading({ name: 'live', role: 'tail', topics: ['orders'] }, RUN);
  const { partitions } = simulate(plan, (now, batches) => {
    for (const batch of batches) {
      const { topic, partition, stream, firstSequence, intendedMicros } = batch;
      for (const { skip, take } of written(batch)) {
        const part = {
          topic,
          partition,
          producer: stream.producer,
          firstSequence: firstSequence + skip,
          count: take,
        };
        const arrived = log.append(part, (i) => intendedMicros[skip + i] as number);
        reading.observe(arrived);
        group.observe(arrived, 0);
      }
    }
    return { at: now + 2_000, outcome: 'acknowledged' };
  });
  // The ends were not known before: what was read is all there is.
  const readings = reading.partitions().map((partition) => ({ ...partition, complete: true }));
  return account(partitions, readings, [group.reading()], plan);
}

describe('the audit of a million records', () => {
  it('finds nothing where all of them are there', () => {
    const { totals, findings } = audited(({ count }) => [{ skip: 0, take: count }]);
    expect(findings).toEqual([]);
    expect(totals).toMatchObject({ acknowledged: RECORDS, delivered: RECORDS, lost: 0 });
  });

  it('finds the one that is missing, by partition, producer and sequence, and nothing else', () => {
    let [where, at, lost] = [Number.NaN, Number.NaN, Number.NaN];
    const { totals, findings } = audited((batch) => {
      const { partition, stream, firstSequence, count } = batch;
      const half = Math.floor(count / 2);
      const isIt = stream.producer === 1 && firstSequence > 40_000 && count > 2 && Number.isNaN(lost);
      if (!isIt) return [{ skip: 0, take: count }];
      where = partition;
      lost = firstSequence + half;
      at = (batch.intendedMicros[half - 1] as number) ?? 0;
      return [
        { skip: 0, take: half },
        { skip: half + 1, take: count - half - 1 },
      ];
    });
    expect(totals).toMatchObject({ acknowledged: RECORDS, delivered: RECORDS - 1, lost: 1 });
    expect(findings).toMatchObject([
      {
        name: 'lost-write',
        topic: 'orders',
        partition: where,
        producer: 1,
        group: null,
        records: 1,
        sequences: [[lost, lost + 1]],
        intendedMicros: { first: at },
      },
    ]);
    const [from, to] = findings[0]?.offsets[0] ?? [0, 1];
    // Nothing stands in its place.
    expect(to - from).toBe(0);
  });
});
