import type { ProductionWorkload } from '../../scenarios/production.ts';
import { GIB, MIB } from '../../units.ts';
import type { Figure, Figures } from '../types/figures.ts';
import type { DerivedFigure } from '../types/shape.ts';

/** What a workload says in words. */
type Named = 'support' | 'version' | 'instanceClass';
type Quantity = Exclude<keyof ProductionWorkload, Named>;

/** How each quantity of the workload stands among the figures: its name there, its unit, and how many of ours make one. */
const STANDS_AS: Readonly<Record<Quantity, readonly [figure: string, unit: string, ofOurs: number]>> = {
  averageIngress: ['averageIngress', 'MiB/second', MIB],
  peakIngress: ['peakIngress', 'MiB/second', MIB],
  recordBytes: ['recordSize', 'byte', 1],
  fanOut: ['fanOut', 'count', 1],
  inZoneReadShare: ['inZoneReadShare', 'fraction', 1],
  retentionMs: ['retention', 'second', 1e3],
  replayBytesPerDay: ['replayPerDay', 'GiB/day', GIB],
  compressionRatio: ['compressionRatio', 'count', 1],
  partitions: ['partitions', 'count', 1],
  replication: ['replication', 'count', 1],
  zones: ['zones', 'count', 1],
  producers: ['producers', 'count', 1],
  connections: ['connections', 'count', 1],
  lingerMs: ['linger', 'second', 1e3],
  batchBytes: ['batchSize', 'MiB', MIB],
  growthPerMonth: ['growthPerMonth', 'fraction', 1],
  availabilityTarget: ['availabilityTarget', 'fraction', 1],
  observabilityShare: ['observabilityShare', 'fraction', 1],
};

const QUANTITIES = Object.keys(STANDS_AS) as readonly Quantity[];

/** Follow from the length of a month. */
export const CALENDAR: readonly DerivedFigure[] = [
  { name: 'seconds', unit: 'second', formula: 'hours * secondsPerHour' },
  { name: 'days', unit: 'day', formula: 'hours / hoursPerDay' },
];

/** What every formula may name: the workload, the length of a month, and unit conversions. */
export function workloadFigures(workload: ProductionWorkload, hoursPerMonth: number): Figures {
  const given = QUANTITIES.map((key): [string, Figure] => {
    const [name, unit, ofOurs] = STANDS_AS[key];
    const value = workload[key] / ofOurs;
    return [name, { value, unit, provenance: 'assumed', source: `scenario:production.${key}`, low: null, high: null }];
  });
  return {
    ...Object.fromEntries(given),
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

/** The workload that the figures say, which an override may have changed. */
export function workloadOf(
  figures: Figures,
  { support, version, instanceClass }: Pick<ProductionWorkload, Named>,
): ProductionWorkload {
  const said = QUANTITIES.map((key) => {
    const [name, , ofOurs] = STANDS_AS[key];
    const figure = figures[name];
    if (figure === undefined) throw new ReferenceError(`the workload's "${name}" is no figure`);
    return [key, figure.value * ofOurs] as const;
  });
  return {
    ...(Object.fromEntries(said) as Record<Quantity, number>),
    support,
    ...(version === undefined ? {} : { version }),
    ...(instanceClass === undefined ? {} : { instanceClass }),
  } as ProductionWorkload;
}

/** The length of the month that is priced. */
export function hoursIn({ hours }: Figures): number {
  if (hours === undefined) throw new ReferenceError('the length of the month is no figure');
  return hours.value;
}

const definition = (value: number, unit: string): Figure => ({
  value,
  unit,
  provenance: 'modelled',
  source: 'definition of the unit',
  low: null,
  high: null,
});
