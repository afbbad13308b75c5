import type { ProductionWorkload } from '../../../scenarios/production.ts';
import { MIB } from '../../../units.ts';
import { WORKLOAD_WORDS } from '../../sheet/workload-words.ts';
import { DAY_MS } from '../days.ts';

/** 0.03 → 3, not 3.0000000000000004. */
const percentOf = (share: number): number => Number((share * 100).toPrecision(15));

/** The words of an assumptions sheet, each with what a workload says by it. */
const SAYS: Readonly<Record<string, (workload: ProductionWorkload) => number>> = {
  mebibytesASecond: ({ averageIngress }) => averageIngress / MIB,
  busiestHourTimesAverage: ({ averageIngress, peakIngress }) => peakIngress / averageIngress,
  timesRead: ({ fanOut }) => fanOut,
  percentReadInOwnZone: ({ inZoneReadShare }) => percentOf(inZoneReadShare),
  gigabytesReadAgainADay: ({ replayBytesPerDay }) => replayBytesPerDay / 1e9,
  daysKept: ({ retentionMs }) => retentionMs / DAY_MS,
  recordBytes: ({ recordBytes }) => recordBytes,
  compressionRatio: ({ compressionRatio }) => compressionRatio,
  partitions: ({ partitions }) => partitions,
  copiesKept: ({ replication }) => replication,
  zones: ({ zones }) => zones,
  producers: ({ producers }) => producers,
  connections: ({ connections }) => connections,
  lingerMilliseconds: ({ lingerMs }) => lingerMs,
  batchBytes: ({ batchBytes }) => batchBytes,
  growthPercentAMonth: ({ growthPerMonth }) => percentOf(growthPerMonth),
  availabilityPercent: ({ availabilityTarget }) => percentOf(availabilityTarget),
  observabilityPercent: ({ observabilityShare }) => percentOf(observabilityShare),
};

export const workloadInWords = (workload: ProductionWorkload): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(SAYS).map(([word, says]) => [word, says(workload)]));

/** The word that says a figure of the workload, and the figure's value in it; null for a figure that none says. */
export function wordFor(figure: string): { readonly word: string; readonly written: (value: number) => number } | null {
  const word = Object.entries(WORKLOAD_WORDS).find(
    ([, { figures }]) => figures.length === 1 && figures[0] === figure,
  )?.[0];
  if (word === undefined) return null;
  return { word, written: word.startsWith('percent') ? percentOf : (value) => value };
}
