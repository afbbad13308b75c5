import { describe, expect, it } from 'vitest';
import type { ArrivedRecords } from '../../../src/loadgen/drivers/driver.ts';
import { RecordPlaces } from '../../../src/loadgen/drivers/record-places.ts';
import { PREFIX_BYTES, viewOf, writePrefix } from '../../../src/loadgen/record-prefix.ts';
import { GroupProgress } from '../../../src/loadgen/workloads/group-progress.ts';
import { ReadGaps } from '../../../src/loadgen/workloads/read-gaps.ts';
import { micros } from '../../../src/units.ts';

interface Arrival {
  readonly at: number;
  readonly due: number;
  readonly partition?: number;
  readonly offset?: number;
  readonly count?: number;
  readonly highWatermark?: number;
}

function arrival({
  at,
  due,
  partition = 0,
  offset = 0,
  count = 1,
  highWatermark = offset + count,
}: Arrival): ArrivedRecords {
  const memory = Buffer.alloc(PREFIX_BYTES);
  writePrefix(viewOf(memory), 0, { producer: 0, run: 1, sequence: 0, intendedMicros: due, payloadCrc: 0 });
  const places = new RecordPlaces();
  for (let i = 0; i < count; i++) places.add(offset + i, 0, 0, PREFIX_BYTES, 0);
  const receivedMicros = micros(at);
  return { topic: 'orders', partition, highWatermark, receivedMicros, memory, places, provesPayloads: () => true };
}

function gapsOf(arrivals: readonly Arrival[], lingerMicros = 0) {
  const gaps = new ReadGaps(lingerMicros);
  for (const it of arrivals) gaps.observe(arrival(it));
  return gaps;
}

describe('what a group did not get', () => {
  it('is a gap from the arrival before, where records were due all along', () => {
    const arrivals = [
      { at: 1_000_000, due: 995_000 },
      { at: 1_700_000, due: 1_000_500 },
      { at: 1_705_000, due: 1_699_000 },
    ];
    expect(gapsOf(arrivals).take()).toEqual([
      { topic: 'orders', partition: 0, fromMicros: 1_000_500, toMicros: 1_700_000 },
    ]);
  });

  it('is no gap where nothing was due for long, as each record then comes soon', () => {
    const arrivals = [0, 1, 2, 3].map((second) => ({ at: second * 1e6 + 5_000, due: second * 1e6 }));
    expect(gapsOf(arrivals).take()).toEqual([]);
    // One that comes late leaves a gap from when it was due.
    expect(gapsOf([...arrivals, { at: 4_300_000, due: 4_000_000 }]).take()).toMatchObject([
      { fromMicros: 4_000_000, toMicros: 4_300_000 },
    ]);
  });

  it('is of one partition, and counts for a group that waited from when it was told to read', () => {
    const gaps = new ReadGaps(0);
    gaps.start(10_000_000);
    // A backlog: due long ago.
    gaps.observe(arrival({ at: 10_050_000, due: 1_000_000, partition: 0 }));
    gaps.observe(arrival({ at: 10_250_000, due: 1_000_000, partition: 1 }));
    gaps.observe(arrival({ at: 10_140_000, due: 1_001_000, partition: 0 }));
    expect(gaps.take()).toEqual([{ topic: 'orders', partition: 1, fromMicros: 10_000_000, toMicros: 10_250_000 }]);
  });

  it('has no end where more stood in the log and nothing came any more', () => {
    const gaps = gapsOf([
      { at: 1_000_000, due: 999_000, partition: 0, offset: 7, highWatermark: 9 },
      { at: 1_000_000, due: 999_000, partition: 1, offset: 7, highWatermark: 8 },
    ]);
    gaps.close(3_000_000);
    expect(gaps.take()).toEqual([{ topic: 'orders', partition: 0, fromMicros: 1_000_000, toMicros: null }]);
  });

  it('has no end where the log ends further on than it had when the last record came', () => {
    const gaps = gapsOf([
      { at: 1_000_000, due: 999_000, partition: 0, offset: 7 },
      { at: 1_000_000, due: 999_000, partition: 1, offset: 7 },
      // Read again by another member; the group has got further.
      { at: 1_010_000, due: 998_000, partition: 1, offset: 5 },
    ]);
    gaps.close(3_000_000, [{ topic: 'orders', offsets: [9, 8, 4, 0] }]);
    expect(gaps.take()).toEqual([
      { topic: 'orders', partition: 0, fromMicros: 1_000_000, toMicros: null },
      // Nothing ever came of it.
      { topic: 'orders', partition: 2, fromMicros: 0, toMicros: null },
    ]);
  });

  it('is none where what it had been behind was cut off', () => {
    const gaps = gapsOf([{ at: 1_000_000, due: 999_000, offset: 7, highWatermark: 9 }]);
    gaps.close(3_000_000, [{ topic: 'orders', offsets: [8] }]);
    expect(gaps.take()).toEqual([]);
  });

  it('is not of a group that waits, before it is told to read', () => {
    const waiting = new ReadGaps(0, true);
    waiting.close(3_000_000, [{ topic: 'orders', offsets: [9] }]);
    expect(waiting.take()).toEqual([]);
    const started = new ReadGaps(0, true);
    started.start(2_000_000);
    started.close(3_000_000, [{ topic: 'orders', offsets: [9] }]);
    expect(started.take()).toMatchObject([{ partition: 0, fromMicros: 2_000_000, toMicros: null }]);
  });

  it('does not include what lingers before it is sent', () => {
    const late = [{ at: 1_150_000, due: 1_000_000 }];
    expect(gapsOf(late, 100_000).take()).toEqual([]);
    expect(gapsOf(late, 0).take()).toHaveLength(1);
  });
});

describe('the progress of a group', () => {
  it('tells what the group had read before: records that came again when a partition moved', () => {
    const progress = new GroupProgress();
    progress.observe(arrival({ at: 1, due: 0, offset: 0, count: 100, highWatermark: 300 }));
    expect(progress.take()).toMatchObject({ records: 100, again: 0, lag: 200 });
    // The other member reads from what was committed, at 60, and on.
    progress.observe(arrival({ at: 2, due: 0, offset: 60, count: 30, highWatermark: 300 }));
    expect(progress.take()).toMatchObject({ records: 30, again: 30, lag: 200 });
    progress.observe(arrival({ at: 3, due: 0, offset: 90, count: 30, highWatermark: 300 }));
    expect(progress.take()).toMatchObject({ records: 30, again: 10, lag: 180 });
    progress.observe(arrival({ at: 3, due: 0, partition: 1, offset: 0, count: 5 }));
    expect(progress.take()).toMatchObject({ records: 5, again: 0 });
  });
});
