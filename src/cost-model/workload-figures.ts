import type { ProductionWorkload } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import type { Figures } from './expression.ts';
import type { Figure } from './types.ts';

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
    fanOut: given('fanOut', workload.fanOut, 'count'),
    retention: given('retentionMs', workload.retentionMs / 1e3, 'second'),
    compressionRatio: given('compressionRatio', workload.compressionRatio, 'count'),
    partitions: given('partitions', workload.partitions, 'count'),
    replication: given('replication', workload.replication, 'count'),
    zones: given('zones', workload.zones, 'count'),
    hours: {
      value: hoursPerMonth,
      unit: 'hour',
      provenance: 'assumed',
      source: 'assumption:hoursPerMonth',
      low: 720,
      high: 744,
    },
    seconds: {
      value: hoursPerMonth * 3600,
      unit: 'second',
      provenance: 'modelled',
      source: 'formula: hours * 3600',
      low: null,
      high: null,
    },
    month: definition(1, 'month'),
    mibPerGib: definition(1024, 'MiB/GiB'),
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
