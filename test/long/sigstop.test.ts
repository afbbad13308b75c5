import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { percentilesOf } from '../../src/judge/percentiles.ts';
import { responseQuantileMs, type Stall } from '../../src/loadgen/simulation/stall.ts';
import { scratchFolder } from '../platforms/local/start-options.ts';
import { MeasuredBroker, type Pass, pause, responseOver, WARM_UP_SECONDS } from '../run/one-pass.ts';

const MEASURED_SECONDS = 60;
const STALL_SECONDS = 3;
const STALLED_AT = 30;

/** What the run must report where nothing but the stall takes time: the drain is added as it was measured. */
const STALL: Stall = {
  recordsPerSecond: 1_024,
  runSeconds: MEASURED_SECONDS,
  stallSeconds: STALL_SECONDS,
  serviceMs: 0,
  outstanding: Number.POSITIVE_INFINITY,
  tickMs: 1,
};

const scratch = scratchFolder();
let broker: MeasuredBroker;

beforeAll(async () => {
  broker = await MeasuredBroker.start(scratch);
});
afterAll(async () => {
  await broker?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** A run of 60 s in which, from second 30 on, something does not run for 3 s. */
const interruptedRun = (stop: (client: number) => Promise<void>): Promise<Pass> =>
  broker.pass({
    measuredSeconds: MEASURED_SECONDS,
    meanwhile: async (at, client) => {
      await at(STALLED_AT);
      await stop(client);
    },
  });

const isMeasured = (second: number): boolean => second >= WARM_UP_SECONDS;

/** ms from the end of the stall until those due last in it were answered: what the first ones due after it waited. */
const drainMs = ({ evidence }: Pass): number =>
  responseOver(evidence, (second) => second === STALLED_AT + STALL_SECONDS).maxValue / 1e3;

describe('3 s without an answer in a run of 60 s', () => {
  // A busy machine may be late by itself.
  it('are a result where the broker stood still: as long as the formula and the drain have it', {
    retry: 1,
  }, async () => {
    const pass = await interruptedRun(() => broker.stall(STALL_SECONDS * 1e3));
    expect(pass.validity).toEqual({ complete: true, valid: true, reasons: [] });
    const records = (WARM_UP_SECONDS + MEASURED_SECONDS) * STALL.recordsPerSecond;
    expect(pass.evidence.audit?.totals).toMatchObject({ acknowledged: records, delivered: records, lost: 0 });

    const drain = drainMs(pass);
    const { p99, p999, max } = percentilesOf(responseOver(pass.evidence, isMeasured));
    for (const [measured, share] of [
      [p99, 0.99],
      [p999, 0.999],
      [max, 1],
    ] as const) {
      const expected = responseQuantileMs(STALL, share) + drain;
      expect(Math.abs((measured ?? Number.NaN) - expected)).toBeLessThan(0.05 * expected);
    }
  });

  it('are no result where the client stood still: the run is invalid and says so', async () => {
    const { validity } = await interruptedRun((client) => pause(client, STALL_SECONDS * 1e3));
    expect(validity).toMatchObject({ complete: true, valid: false });
    expect(validity.reasons).toContainEqual(expect.stringMatching(/^sending was once [23]\s\d{3} ms late/));
    expect(validity.reasons).toContainEqual(expect.stringMatching(/^[\d\s]+ of 61\s440 records were handed over more/));
  });
});
