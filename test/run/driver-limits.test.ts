import { describe, expect, it } from 'vitest';
import { drivers } from '../../src/loadgen/drivers/index.ts';
import { preflight } from '../../src/run/preflight.ts';
import type { Compression, Plan } from '../../src/scenarios/types.ts';
import { planOf } from '../loadgen/plan-of.ts';

const CODECS: readonly Compression[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

describe.each(drivers)('a plan for the driver $name', (driver) => {
  const { maxRecordBytes, maxRecordsPerSecond, compressions } = driver.capabilities;
  const refusedKeys = (plan: Plan): string[] => preflight(plan, [], driver).scenario.map(({ path }) => path.join('.'));

  it('is taken up to the rate and the record size that it declares, and refused beyond', () => {
    expect(refusedKeys(planOf({ rate: maxRecordsPerSecond, valueBytes: maxRecordBytes }))).toEqual([]);
    expect(refusedKeys(planOf({ rate: maxRecordsPerSecond + 1 }))).toContain('ingress.0.rate');
    expect(refusedKeys(planOf({ valueBytes: maxRecordBytes + 1 }))).toEqual(['records.size']);
  });

  it('is refused for the codecs that it does not declare, and no other', () => {
    const refused = CODECS.filter((compression) => refusedKeys(planOf({ client: { compression } })).length > 0);
    expect(refused).toEqual(CODECS.filter((codec) => !compressions.includes(codec)));
  });
});
