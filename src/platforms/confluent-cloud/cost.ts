import type { CostShape, CostVariant } from '../../cost-model/types/shape.ts';
import { endpointAssumptions, endpoints, nat, natAssumptions } from '../cost-parts/access.ts';
import { type Assumptions, assumed } from '../cost-parts/assumed.ts';
import { type Derived, type Lines, vendorLine } from '../cost-parts/lines.ts';
import { copiesNotSaid, decimalMegabytes } from '../cost-parts/service.ts';
import { SERVICE, team, teamAssumptions } from '../cost-parts/team.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/** A type of cluster: what one of its units carries, how many there are at least, and the most that it carries. */
interface ClusterType {
  readonly name: string;
  readonly title: string;
  readonly unit: 'eCKU' | 'CKU';
  readonly carries: readonly [megabytesIn: number, megabytesOut: number, partitions: number];
  readonly most: readonly [megabytesIn: number, megabytesOut: number, partitions: number];
  readonly mostOf: string;
  readonly least: number;
  /** What is added to the least; in units. */
  readonly more: { readonly assumptions: Assumptions; readonly formula: string } | null;
  /** Units that are not charged. */
  readonly free: number;
  readonly reached: { readonly assumptions: Assumptions; readonly lines: Lines };
}

const PAGE = 'docs.confluent.io, cluster types';
/** The copy that was read has no date of its own: it knows of December 2025 and announces March 2026. */
const PAGE_DATE = 'from between 2025-12 and 2026-03';

/** One unit is promised an uptime of 99.9%, two are promised more. */
const oneMoreForUptime: ClusterType['more'] = {
  assumptions: assumed({
    uptimeOfOne: [0.999, 'fraction', null, null, `one unit is promised 99.9%, two are 99.99%: ${PAGE}`, PAGE_DATE],
  }),
  formula: 'min(1, ceil(max(0, availabilityTarget - uptimeOfOne))) * aUnit',
};

/** A cluster in several zones has at least two. */
const oneMoreForZones: ClusterType['more'] = { assumptions: {}, formula: 'min(1, zones - 1) * aUnit' };

const throughNat: ClusterType['reached'] = { assumptions: natAssumptions, lines: nat };
const throughEndpoints: ClusterType['reached'] = { assumptions: endpointAssumptions, lines: endpoints };

const TYPES: readonly ClusterType[] = [
  {
    name: 'basic',
    title: 'Basic',
    unit: 'eCKU',
    carries: [5, 15, 30],
    most: [250, 750, 1500],
    mostOf: 'a cluster of 50 units',
    least: 1,
    more: null,
    free: 1,
    reached: throughNat,
  },
  {
    name: 'standard',
    title: 'Standard',
    unit: 'eCKU',
    carries: [25, 75, 250],
    most: [250, 750, 2500],
    mostOf: 'a cluster of 10 units',
    least: 1,
    more: oneMoreForUptime,
    free: 0,
    reached: throughNat,
  },
  {
    name: 'enterprise',
    title: 'Enterprise',
    unit: 'eCKU',
    carries: [60, 180, 3000],
    most: [600, 1800, 30_000],
    mostOf: 'a cluster of 10 units, the most over private endpoints',
    least: 1,
    more: oneMoreForUptime,
    free: 0,
    reached: throughEndpoints,
  },
  {
    name: 'dedicated',
    title: 'Dedicated',
    unit: 'CKU',
    carries: [60, 180, 3000],
    most: [9120, 27_360, 100_000],
    mostOf: 'a cluster of 152 units',
    least: 1,
    more: oneMoreForZones,
    free: 0,
    reached: throughEndpoints,
  },
  {
    name: 'freight',
    title: 'Freight',
    unit: 'eCKU',
    carries: [60, 180, 3000],
    most: [9120, 27_360, 50_000],
    mostOf: 'a cluster of 152 units',
    least: 2,
    more: null,
    free: 0,
    reached: throughEndpoints,
  },
];

const assumptions = ({ unit, carries, most, mostOf, least, more, free, reached }: ClusterType): Assumptions => ({
  ...trafficAssumptions,
  ...decimalMegabytes,
  ...assumed({
    inPerUnit: [carries[0], `MB/second/${unit}`, null, null, `what one ${unit} takes in: ${PAGE}`, PAGE_DATE],
    outPerUnit: [carries[1], `MB/second/${unit}`, null, null, `what one ${unit} gives out: the same page`, PAGE_DATE],
    partitionsPerUnit: [
      carries[2],
      `count/${unit}`,
      null,
      null,
      carries[2] === 3000
        ? 'confluentinc/kcp sizes by 3,000 partitions a unit'
        : 'the most partitions of a cluster ÷ its most units: the same page',
      ...(carries[2] === 3000 ? ([] as const) : ([PAGE_DATE] as const)),
    ],
    sizingHeadroom: [
      1.3,
      'count',
      1,
      1.5,
      'confluentinc/kcp sizes by the 95th percentile × 1.3; the peak is taken here',
    ],
    leastUnits: [least, unit, null, null, `the least of a cluster: ${PAGE}`, PAGE_DATE],
    ...(more === null ? {} : { aUnit: [1, unit, null, null, 'one more'] as const }),
    ...(free === 0
      ? {}
      : {
          freeUnits: [free, unit, null, null, 'the first one is free: a public file of prices', '2026-08-08'] as const,
        }),
    mostIn: [most[0], 'MB/second', null, null, `${mostOf}: ${PAGE}`, PAGE_DATE],
    mostOut: [most[1], 'MB/second', null, null, `${mostOf}: the same page`, PAGE_DATE],
    mostPartitions: [most[2], 'count', null, null, `${mostOf}: the same page`, PAGE_DATE],
  }),
  ...more?.assumptions,
  ...copiesNotSaid,
  ...reached.assumptions,
  ...teamAssumptions(SERVICE),
});

const sizing = ({ unit, more, free }: ClusterType): Derived => [
  {
    name: 'unitsForTraffic',
    unit,
    formula:
      'max(peakWrite * mbPerMib / inPerUnit, peakRead * mbPerMib / outPerUnit, partitions / partitionsPerUnit) * sizingHeadroom',
  },
  {
    name: 'units',
    unit,
    formula: `max(ceil(unitsForTraffic), leastUnits${more === null ? '' : ` + ${more.formula}`})`,
  },
  { name: 'billedUnits', unit, formula: free === 0 ? 'units' : 'max(0, units - freeUnits)' },
];

const lines = ({ name, unit, reached }: ClusterType): Lines => [
  vendorLine({
    item: `Capacity (${unit})`,
    book: `confluent.${name}.${unit.toLowerCase()}`,
    unit: `${unit}-hour`,
    quantity: 'billedUnits * hours',
    explanation: 'Units for the peak, all month; a quiet hour that needs fewer is not taken off:',
  }),
  vendorLine({
    item: 'Data in',
    book: `confluent.${name}.in`,
    unit: 'GiB',
    quantity: 'writtenGib',
    explanation: 'Every GiB that producers write, after compression:',
  }),
  vendorLine({
    item: 'Data out',
    book: `confluent.${name}.out`,
    unit: 'GiB',
    quantity: 'readGib',
    explanation: 'Every GiB that consumers read:',
  }),
  vendorLine({
    item: 'Data stored',
    book: `confluent.${name}.storage`,
    unit: 'GiB-month',
    quantity: 'retainedGib * billedCopies * month',
    explanation: 'What is retained:',
  }),
  ...reached.lines,
  ...team,
];

const variant = (type: ClusterType): CostVariant => ({
  name: type.name,
  title: `${type.title} on AWS`,
  assumptions: assumptions(type),
  derived: [...traffic, ...sizing(type)],
  quantities: lines(type),
  limits: [
    { name: 'ingress at the peak', demand: 'peakWrite * mbPerMib', most: 'mostIn' },
    { name: 'egress at the peak', demand: 'peakRead * mbPerMib', most: 'mostOut' },
    { name: 'partitions', demand: 'partitions', most: 'mostPartitions' },
  ],
});

export const cost: CostShape = { variants: TYPES.map(variant) };
