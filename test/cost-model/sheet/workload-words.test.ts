import { describe, expect, it } from 'vitest';
import { workloadFigures } from '../../../src/cost-model/pricing/workload-figures.ts';
import { readSheet } from '../../../src/cost-model/sheet/read-sheet.ts';
import { WORKLOAD_WORDS } from '../../../src/cost-model/sheet/workload-words.ts';
import { PRODUCTION_DEFAULTS } from '../../../src/scenarios/production.ts';
import { demo } from '../fixture.ts';

const read = (workload: string, rest = '') => readSheet(`name: tco\nworkload: { ${workload} }\n${rest}`, 'tco.yaml');
const REST = 'timesRead: 1, daysKept: 1';
const ingressOf = (word: string): number => read(`${word}, ${REST}`).workload?.averageIngress ?? 0;

describe('what is written', () => {
  it('in a month is terabytes of 10^12 bytes over 730 hours', () => {
    // 730 h × 3600 s = 2,628,000 s; 2.628 × 10^12 B ÷ 2,628,000 s = 1,000,000 B/s.
    expect(ingressOf('terabytesAMonth: 2.628')).toBe(1_000_000);
    // 1 TB: 10^12 ÷ 2,628,000 = 380,517.5038… B/s, ÷ 2^20 = 0.36288977… MiB/s.
    expect(read(`terabytesAMonth: 1, ${REST}`).overrides.averageIngress?.value).toBeCloseTo(0.362_889_77, 8);
  });

  it('in a day is the same terabytes over 86,400 seconds', () => {
    expect(ingressOf('terabytesADay: 864')).toBe(10_000_000_000);
  });

  it('in a second is mebibytes of 2^20 bytes, and 4.86% more than as many megabytes', () => {
    expect(ingressOf('mebibytesASecond: 100')).toBe(104_857_600);
    // 100 MiB/s × 2,628,000 s = 275,565,772,800,000 B = 275.5657728 TB.
    expect(ingressOf('terabytesAMonth: 275.5657728')).toBeCloseTo(104_857_600, 6);
  });

  it('in the busiest hour is so many times the average, and the average where it is not said', () => {
    expect(read(`terabytesADay: 864, busiestHourTimesAverage: 2.5, ${REST}`).workload?.peakIngress).toBe(
      25_000_000_000,
    );
    const { workload, overrides } = read(`terabytesADay: 864, ${REST}`);
    expect(workload?.peakIngress).toBe(10_000_000_000);
    expect(overrides.peakIngress?.source).toBe('sheet:tco.yaml:workload.terabytesADay, without a busier hour');
  });
});

describe('the words of a workload', () => {
  it('say all of it', () => {
    const { workload } = read(
      `mebibytesASecond: 1, busiestHourTimesAverage: 2, timesRead: 3, percentReadInOwnZone: 40%,
       gigabytesReadAgainADay: 1.073741824, daysKept: 7, recordBytes: 1000, compressionRatio: 2.5, partitions: 30,
       copiesKept: 2, zones: 2, producers: 7, connections: 90, lingerMilliseconds: 20, batchBytes: 65536,
       growthPercentAMonth: 3%, availabilityPercent: 99.95, observabilityPercent: 10`,
      'support: none',
    );
    expect(workload).toEqual({
      averageIngress: 1_048_576,
      peakIngress: 2_097_152,
      fanOut: 3,
      inZoneReadShare: 0.4,
      // 1.073741824 GB of 10^9 bytes are one GiB of 2^30.
      replayBytesPerDay: 2 ** 30,
      retentionMs: 604_800_000,
      recordBytes: 1000,
      compressionRatio: 2.5,
      partitions: 30,
      replication: 2,
      zones: 2,
      producers: 7,
      connections: 90,
      lingerMs: 20,
      batchBytes: 65_536,
      growthPerMonth: 0.03,
      availabilityTarget: 0.9995,
      observabilityShare: 0.1,
      support: 'none',
    });
  });

  it('leave the rest to what a scenario has that does not say it', () => {
    expect(read(`terabytesAMonth: 1, ${REST}`).workload).toMatchObject({
      ...PRODUCTION_DEFAULTS,
      partitions: 300,
      recordBytes: 1024,
      replication: 3,
      zones: 3,
      compressionRatio: 1,
      growthPerMonth: 0,
    });
  });

  it('are about the figures of the model, all of them', () => {
    const named = new Set(Object.values(WORKLOAD_WORDS).flatMap(({ figures }) => figures));
    const stated = Object.entries(workloadFigures(demo, 730)).filter(([, { source }]) =>
      source.startsWith('scenario:'),
    );
    expect([...named].toSorted()).toEqual(stated.map(([name]) => name).toSorted());
    const { overrides } = read(`terabytesAMonth: 1, ${REST}`);
    expect(Object.keys(overrides).toSorted()).toEqual([...named].toSorted());
    expect(overrides.zones).toEqual({ value: 3, source: 'assumption:zones' });
  });
});

describe('what a workload may as well be', () => {
  it('stands in the units of its figure', () => {
    const { overrides } = read(
      `terabytesADay: { value: 864, low: 432, high: 1728, source: metrics }, timesRead: 1,
       daysKept: { value: 7, low: 3, high: 30 }, gigabytesReadAgainADay: { value: 1.073741824, low: 0, high: 10.73741824 }`,
    );
    const mib = 1_048_576;
    expect(overrides.averageIngress).toEqual({
      value: 1e10 / mib,
      low: 0.5e10 / mib,
      high: 2e10 / mib,
      source: 'sheet:tco.yaml:workload.terabytesADay (metrics)',
    });
    expect(overrides.retention).toMatchObject({ value: 604_800, low: 259_200, high: 2_592_000 });
    expect(overrides.replayPerDay).toMatchObject({ value: 1, low: 0, high: 10 });
    expect(overrides.fanOut).toEqual({ value: 1, source: 'sheet:tco.yaml:workload.timesRead' });
  });

  it('have no range of the peak but that of the busiest hour, at today’s average', () => {
    const average = 'terabytesADay: { value: 864, low: 432, high: 1728 }';
    const mib = 1_048_576;
    const { peakIngress } = read(`${average}, busiestHourTimesAverage: 2, ${REST}`).overrides;
    expect(peakIngress).toEqual({ value: 2e10 / mib, source: 'sheet:tco.yaml:workload.busiestHourTimesAverage' });
    const both = `${average}, busiestHourTimesAverage: { value: 2, low: 1, high: 3 }, ${REST}`;
    expect(read(both).overrides.peakIngress).toMatchObject({ low: 1e10 / mib, high: 3e10 / mib });
  });
});

describe('futures', () => {
  const futuresOf = (workload: string, futures: string) => read(workload, `futures: ${futures}`).asked.futures;

  it('say what differs from today, in the units of the model', () => {
    const today = 'mebibytesASecond: 100, busiestHourTimesAverage: 2, timesRead: 3, daysKept: 7';
    const futures =
      '[{ name: today }, { name: double, ingressTimes: 2 }, { name: longer, daysKept: 30, timesRead: 4 }]';
    expect(futuresOf(today, futures)).toEqual([
      { name: 'today', figures: {} },
      { name: 'double', figures: {}, times: { averageIngress: 2 } },
      { name: 'longer', figures: { retention: 2_592_000, fanOut: 4 } },
    ]);
  });

  it('may say another ingress or another peak, each beside what stays of today', () => {
    const today = 'terabytesADay: 864, busiestHourTimesAverage: 2, timesRead: 1, daysKept: 7';
    const futures = '[{ name: a, mebibytesASecond: 10 }, { name: b, busiestHourTimesAverage: 5 }]';
    expect(futuresOf(today, futures)).toEqual([
      { name: 'a', figures: { averageIngress: 10 } },
      { name: 'b', figures: {}, peakTimesAverage: 5 },
    ]);
  });

  it('need no workload in the sheet for what they say themselves', () => {
    const { asked } = readSheet('name: tco\nfutures: [{ name: a, timesRead: 4, growthPercentAMonth: 5% }]', 'tco.yaml');
    expect(asked.futures).toEqual([{ name: 'a', figures: { fanOut: 4, growthPerMonth: 0.05 } }]);
  });
});
