import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../platforms/local/start-options.ts';
import { DISTURBANCES, type DisturbanceName } from '../run/disturbances.ts';
import { MeasuredBroker } from '../run/one-pass.ts';

const scratch = scratchFolder();
let broker: MeasuredBroker;

beforeAll(async () => {
  broker = await MeasuredBroker.start(scratch);
});
afterAll(async () => {
  await broker?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** What the gate says of each. */
const REASONS: Readonly<Record<DisturbanceName, RegExp>> = {
  'blocks the sending thread once': /^sending was once 1\s[5-9]\d\d ms late by the load generator itself/,
  'delays the event loop of the reading thread': /^the event loop of the read thread was delayed by more than 100 ms/,
  'burns CPU on the sending thread': /^the produce thread used 90\.0% of a core or more/,
  'moves the wall clock': /^the clock moved by \d{3} ms against the monotonic clock/,
  'drops the samples of one second': /^response has [\d\s]+ samples for 8\s192 intended records/,
  'drops the metrics of sending': /^metrics\.jsonl lacks "sends" for 6 of 6 measured seconds/,
  'stops a reader that has read': /^group tail-1 asked for nothing for \d\d s although it had records left to read/,
  'keeps the reader from fetching': /^group tail-1 read nothing of the 6\s144 records acknowledged in phase steady/,
};

/** And what it says of the records that were late by it. */
const LATE = /^[\d\s]+ of 6\s144 records were handed over more than 50 ms late/;

/** A machine that is busy elsewhere may be late too, or give no thread a whole core. */
const MACHINE = { retry: 2 };

describe('a run is invalid when something on our side', () => {
  it.each(Object.keys(DISTURBANCES) as DisturbanceName[])('%s', MACHINE, async (disturbance) => {
    const { validity } = await broker.pass({ measuredSeconds: 6, disturbance });
    expect(validity).toMatchObject({ complete: true, valid: false });
    expect(validity.reasons.filter((reason) => REASONS[disturbance].test(reason))).toHaveLength(1);
    if (disturbance === 'blocks the sending thread once') {
      expect(validity.reasons).toContainEqual(expect.stringMatching(LATE));
    }
  });
});

describe('a run that nothing disturbs', () => {
  it('is valid', MACHINE, async () => {
    const { validity } = await broker.pass({ measuredSeconds: 6 });
    expect(validity).toEqual({ complete: true, valid: true, reasons: [] });
  });
});
