import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../platforms/local/start-options.ts';
import { MeasuredBroker, responseOver } from './one-pass.ts';

const scratch = scratchFolder();
let broker: MeasuredBroker;

beforeAll(async () => {
  broker = await MeasuredBroker.start(scratch);
});
afterAll(async () => {
  await broker?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a broker that stands still for a second under load', () => {
  // A busy machine may make a pass invalid by itself.
  it('is a result: the run stays valid, loses nothing, and its waits are in the response', { retry: 1 }, async () => {
    const { evidence, validity } = await broker.pass({
      measuredSeconds: 6,
      meanwhile: async (at) => {
        await at(5);
        await broker.stall(1_000);
      },
    });
    expect(validity).toEqual({ complete: true, valid: true, reasons: [] });
    const records = 8 * 1_024;
    expect(evidence.audit?.totals).toMatchObject({ acknowledged: records, delivered: records, lost: 0, duplicated: 0 });
    // Of those due in the second of the stall, half waited half of it or longer.
    const waited = responseOver(evidence, (second) => second === 5);
    expect(waited.totalCount).toBe(1_024);
    expect(waited.getValueAtPercentile(50)).toBeGreaterThan(450_000);
    expect(waited.maxValue).toBeGreaterThan(950_000);
  });
});
