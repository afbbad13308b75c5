import { describe, expect, it } from 'vitest';
import { Batch } from '../../../src/loadgen/batch.ts';
import { outgoingRecords } from '../../../src/loadgen/drivers/outgoing-records.ts';
import { readPrefix } from '../../../src/loadgen/record-prefix.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import type { Stream } from '../../../src/scenarios/types.ts';
import { planOf } from '../plan-of.ts';

const RUN = 77;
/** An hour and a half into a run: more than 32 bits hold. */
const INTENDED = 5_400_000_001;

describe('records as client libraries take them', () => {
  it.each([
    { where: 'value', valueBytes: 200 },
    { where: 'header', valueBytes: 5 },
  ])('carry producer, sequence and intended time of each in the $where', ({ valueBytes }) => {
    const plan = planOf({ valueBytes, producers: 3 });
    const batch = new Batch(plan.streams[2] as Stream, new RecordSource(plan, 0, RUN), 0, 40, 0);
    for (let i = 0; i < 3; i++) batch.add(2 + 3 * i, INTENDED + i, INTENDED, valueBytes);
    const prefixes = outgoingRecords(batch).map(({ value, prefixHeader }) => readPrefix(prefixHeader ?? value));
    expect(prefixes).toMatchObject(
      [0, 1, 2].map((i) => ({ producer: 2, run: RUN, sequence: 40 + i, intendedMicros: INTENDED + i })),
    );
  });
});
