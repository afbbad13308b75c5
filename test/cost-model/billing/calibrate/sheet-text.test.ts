import { describe, expect, it } from 'vitest';
import { sheetText } from '../../../../src/cost-model/billing/calibrate/sheet-text.ts';
import type { Proposal } from '../../../../src/cost-model/billing/types/calibration.ts';
import { platformId } from '../../../../src/cost-model/platform-id.ts';
import { reprice } from '../../../../src/cost-model/pricing/reprice.ts';
import { readSheet } from '../../../../src/cost-model/sheet/read-sheet.ts';
import { everyPlatform } from '../../every-platform.ts';

const cost = everyPlatform();
const platform = 'apache-kafka-tiered/s3-tier-fetch-from-follower';

const proposal = (
  figure: string,
  proposed: number,
  low: number | null = null,
  high: number | null = null,
): Proposal => ({
  figure,
  unit: 'count',
  modelled: 1,
  proposed,
  low,
  high,
  from: 'Disks: 100 GiB-month billed, 250 modelled',
  residual: '0',
});
const proposals = [
  proposal('compressionRatio', 2.5, 2.4, 2.6),
  proposal('inZoneReadShare', 0.57),
  proposal(`${platform}/computeHeadroom`, 1.9, 1.8, 2.1),
  proposal(`${platform}/putsPerGib`, 250),
];
const sheet = (accepted: readonly Proposal[], of = platform) =>
  readSheet(
    sheetText({
      proposals: accepted,
      platform: of,
      cost,
      name: 'Calibrated',
      date: '2026-12-03',
      source: 'bill of November',
    }),
    'calibrated.yaml',
  );

describe('an accepted calibration', () => {
  it('is a sheet that is read back as the same workload with the proposed figures', () => {
    const { workload, support } = sheet(proposals);
    for (const [key, value] of Object.entries(cost.workload)) {
      const expected = { compressionRatio: 2.5, inZoneReadShare: 0.57 }[key] ?? value;
      const read = workload?.[key as keyof typeof cost.workload];
      if (typeof expected === 'string') expect(read).toBe(expected);
      else expect(Number(read) / Number(expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 9);
    }
    expect(support).toBe(cost.workload.support);
  });

  it('costs what the proposals cost, wherever they stand', () => {
    const { workload, overrides } = sheet(proposals);
    if (workload === null) throw new Error('no workload');
    const priced = everyPlatform({ workload, overrides });
    const expected = reprice(
      cost,
      Object.fromEntries(proposals.map(({ figure, proposed: value }) => [figure, { value, source: 'test' }])),
    );
    const totals = (of: typeof priced) => of.platforms.map((one) => [platformId(one), Number(one.total).toFixed(4)]);
    expect(totals(priced)).toEqual(totals(expected));
    expect(totals(priced)).not.toEqual(totals(cost));
  });

  it('keeps ranges and says what each value is from', () => {
    const { overrides } = sheet(proposals);
    expect(overrides[`${platform}/computeHeadroom`]).toMatchObject({ value: 1.9, low: 1.8, high: 2.1 });
    expect(overrides[`${platform}/putsPerGib`]?.source).toContain(
      'bill of November: Disks: 100 GiB-month billed, 250 modelled',
    );
    expect(overrides.inZoneReadShare).toMatchObject({ value: 0.57 });
  });

  it('says nothing of the workload where no proposal is about it', () => {
    const read = sheet(proposals.slice(2));
    expect(read.workload).toBeNull();
    expect(Object.keys(read.overrides)).toHaveLength(2);
    expect(read.asked.baseline).toBe(platform);
  });

  it('of a variant that is a target’s own is one of the variant that every pricing has', () => {
    const own = proposal(`${platform}@kafka.prod/putsPerGib`, 10);
    const read = sheet([own], `${platform}@kafka.prod`);
    expect(Object.keys(read.overrides)).toEqual([`${platform}/putsPerGib`]);
    expect(read.asked.baseline).toBe(platform);
  });
});
