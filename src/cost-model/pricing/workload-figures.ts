import type { ProductionWorkload } from '../../scenarios/production.ts';
import { GIB, MIB } from '../../units.ts';
import type { Figure, Figures } from '../types/figures.ts';
import type { DerivedFigure } from '../types/shape.ts';

/** Follow from the length of a month. */
export const CALENDAR: readonly DerivedFigure[] = [
  { name: 'seconds', unit: 'second', formula: 'hours * secondsPerHour' },
  { name: 'days', unit: 'day', formula: 'hours / hoursPerDay' },
];

/** What every formula may name: the workload, the length of a month, and unit conversions. */
export function workloadFigures(workload: ProductionWorkload, hoursPerMonth: number): Figures {
  const given = (key: keyof ProductionWorkload, value: number, unit: string): Figure => ({
    value,
    unit,
    provenance: 'assumed',
    source: `scenario:production.${key}`,
    low: null,
    high: null,
  });
  return {
    averageIngress: given('averageIngress', workload.averageIngress / MIB, 'MiB/second'),
    peakIngress: given('peakIngress', workload.peakIngress / MIB, 'MiB/second'),
    recordSize: given('recordBytes', workload.recordBytes, 'byte'),
    fanOut: given('fanOut', workload.fanOut, 'count'),
    inZoneReadShare: given('inZoneReadShare', workload.inZoneReadShare, 'fraction'),
    retention: given('retentionMs', workload.retentionMs / 1e3, 'second'),
    replayPerDay: given('replayBytesPerDay', workload.replayBytesPerDay / GIB, 'GiB/day'),
    compressionRatio: given('compressionRatio', workload.compressionRatio, 'count'),
    partitions: given('partitions', workload.partitions, 'count'),
    replication: given('replication', workload.replication, 'count'),
    zones: given('zones', workload.zones, 'count'),
    producers: given('producers', workload.producers, 'count'),
    connections: given('connections', workload.connections, 'count'),
    linger: given('lingerMs', workload.lingerMs / 1e3, 'second'),
    batchSize: given('batchBytes', workload.batchBytes / MIB, 'MiB'),
    growthPerMonth: given('growthPerMonth', workload.growthPerMonth, 'fraction'),
    availabilityTarget: given('availabilityTarget', workload.availabilityTarget, 'fraction'),
    observabilityShare: given('observabilityShare', workload.observabilityShare, 'fraction'),
    hours: {
      value: hoursPerMonth,
      unit: 'hour',
      provenance: 'assumed',
      source: 'assumption:hoursPerMonth',
      low: 720,
      high: 744,
    },
    month: definition(1, 'month'),
    secondsPerHour: definition(3600, 'second/hour'),
    hoursPerDay: definition(24, 'hour/day'),
    mibPerGib: definition(1024, 'MiB/GiB'),
    bytesPerMib: definition(MIB, 'byte/MiB'),
    requestsPerThousand: definition(1000, 'request/thousand requests'),
  };
}

const definition = (value: number, unit: string): Figure => ({
  value,
  unit,
  provenance: 'modelled',
  source: 'definition of the unit',
  low: null,
  high: null,
});
