import type { Figure } from '../cost-model/types/figures.ts';
import type { CostVariant } from '../cost-model/types/shape.ts';

/**
 * What any cluster costs whose brokers run on cloud instances, keep their logs on block storage and
 * replicate between zones. A platform adds what is its own: how much lies on the brokers, and whatever
 * else it uses. docs/cost-model.md explains every formula and names its source.
 */
export const brokerAssumptions: CostVariant['assumptions'] = assumed({
  mibInPerVcpu: [5, 'MiB/second/vCPU', 3, 8, 'AKalculator: one vCPU carries 5 MiB/s in'],
  mibOutPerVcpu: [15, 'MiB/second/vCPU', 9, 24, 'AKalculator: one vCPU carries 15 MiB/s out'],
  computeHeadroom: [1.5, 'count', 1, 2.5, 'one zone of three may fail; Netflix keeps 2.0–2.5'],
  networkHeadroom: [1.4, 'count', 1, 2, 'Netflix capacity model: network × 1.4'],
  vcpusPerBroker: [4, 'vCPU/instance', null, null, 'm7g.xlarge has 4 vCPUs'],
  networkPerBroker: [
    223,
    'MiB/second/instance',
    null,
    null,
    'm7g.xlarge sustains 1876 Mbit/s: aws/karpenter-provider-aws zz_generated.bandwidth.go',
  ],
  freeDiskShare: [
    0.4,
    'fraction',
    0.2,
    0.5,
    'getkafkanated keeps 40% free; a vendor’s comparison 20%, AKalculator 50%',
  ],
  gibPerVolume: [16_384, 'GiB/instance', null, null, 'AKalculator: 16 TiB a volume at most, one a broker'],
  brokersPerReplica: [1, 'instance', null, null, 'replicas of a partition lie on different brokers'],
  includedDiskThroughput: [125, 'MiB/second/instance', null, null, 'a gp3 volume includes 125 MiB/s'],
  controllers: [
    3,
    'instance',
    0,
    5,
    'a quorum of three on instances of their own; 0 where brokers are controllers too',
  ],
  inZoneReadShare: [
    0,
    'fraction',
    0,
    1,
    'consumers fetch from leaders; 1 where all fetch from a follower in their zone',
  ],
  chargedDirections: [2, 'direction', null, null, 'traffic between zones is charged going out and coming in'],
  monitoringPerNode: [15, 'USD per instance-month', 0, 40, 'metrics, logs and alerts for one node'],
  operationsHours: [40, 'engineer-hour', 16, 120, 'upgrades, rebalancing, capacity, on-call in a month'],
  engineerRate: [100, 'USD per engineer-hour', 60, 160, 'an engineer’s hour with overheads'],
});

/** What comes before the platform says how much its brokers keep: `diskGib`, in GiB with free space. */
export const traffic: CostVariant['derived'] = [
  { name: 'averageWrite', unit: 'MiB/second', formula: 'averageIngress / compressionRatio' },
  { name: 'peakWrite', unit: 'MiB/second', formula: 'peakIngress / compressionRatio' },
  { name: 'peakRead', unit: 'MiB/second', formula: 'peakWrite * fanOut' },
  { name: 'writtenGib', unit: 'GiB', formula: 'averageWrite * seconds / mibPerGib' },
  { name: 'readGib', unit: 'GiB', formula: 'writtenGib * fanOut' },
  { name: 'retainedGib', unit: 'GiB', formula: 'averageWrite * retention / mibPerGib' },
];

/** Brokers are the most that processors, network, disks or replicas need, the same number in every zone. */
export const fleet: CostVariant['derived'] = [
  {
    name: 'brokersForCompute',
    unit: 'instance',
    formula: 'max(peakWrite / mibInPerVcpu, peakRead / mibOutPerVcpu) * computeHeadroom / vcpusPerBroker',
  },
  {
    name: 'brokersForNetwork',
    unit: 'instance',
    formula:
      'max(peakWrite * replication, peakRead + peakWrite * (replication - 1)) * networkHeadroom / networkPerBroker',
  },
  { name: 'brokersForStorage', unit: 'instance', formula: 'diskGib / gibPerVolume' },
  { name: 'brokersForReplicas', unit: 'instance', formula: 'replication * brokersPerReplica' },
  {
    name: 'brokers',
    unit: 'instance',
    formula: 'ceil(max(brokersForCompute, brokersForNetwork, brokersForStorage, brokersForReplicas) / zones) * zones',
  },
  {
    name: 'extraDiskThroughput',
    unit: 'MiB/second',
    formula: 'max(0, peakWrite * replication - brokers * includedDiskThroughput)',
  },
  { name: 'otherZones', unit: 'fraction', formula: '(zones - 1) / zones' },
  { name: 'copiesInOtherZones', unit: 'count', formula: 'min(replication - 1, replication * otherZones)' },
  { name: 'producerGib', unit: 'GiB', formula: 'writtenGib * otherZones' },
  { name: 'replicationGib', unit: 'GiB', formula: 'writtenGib * copiesInOtherZones' },
  { name: 'consumerGib', unit: 'GiB', formula: 'readGib * otherZones * (1 - inZoneReadShare)' },
];

const cloud = { period: 'month', paidTo: 'cloud' } as const;
const crossZone = {
  ...cloud,
  category: 'network',
  price: { book: 'aws.transfer.cross-zone' },
  unit: 'GiB-direction',
} as const;

export const brokerQuantities: CostVariant['quantities'] = [
  {
    ...cloud,
    category: 'compute',
    item: 'Brokers (m7g.xlarge)',
    price: { book: 'aws.ec2.m7g.xlarge' },
    unit: 'instance-hour',
    quantity: 'brokers * hours',
    explanation: 'Brokers run all month:',
  },
  {
    ...cloud,
    category: 'compute',
    item: 'Controllers (m7g.large)',
    price: { book: 'aws.ec2.m7g.large' },
    unit: 'instance-hour',
    quantity: 'controllers * hours',
    explanation: 'Controllers run all month:',
  },
  {
    ...cloud,
    category: 'broker-storage',
    item: 'Broker disks (gp3)',
    price: { book: 'aws.ebs.gp3.storage' },
    unit: 'GiB-month',
    quantity: 'diskGib * month',
    explanation: 'Every replica with its free space, provisioned all month:',
  },
  {
    ...cloud,
    category: 'broker-storage',
    item: 'Disk throughput above what gp3 includes',
    price: { book: 'aws.ebs.gp3.throughput' },
    unit: 'MiB/second-month',
    quantity: 'extraDiskThroughput * month',
    explanation: 'Writes at the peak beyond the throughput that the volumes include:',
  },
  {
    ...crossZone,
    item: 'Producers to brokers in other zones',
    quantity: 'producerGib * chargedDirections',
    explanation: 'What producers send across zones, charged out and in:',
  },
  {
    ...crossZone,
    item: 'Replication between zones',
    quantity: 'replicationGib * chargedDirections',
    explanation: 'Copies that followers in other zones fetch, charged out and in:',
  },
  {
    ...crossZone,
    item: 'Consumers from brokers in other zones',
    quantity: 'consumerGib * chargedDirections',
    explanation: 'What consumers read across zones, charged out and in:',
  },
  {
    category: 'ecosystem',
    period: 'month',
    paidTo: 'vendor',
    item: 'Monitoring',
    price: { assumption: 'monitoringPerNode' },
    unit: 'instance-month',
    quantity: '(brokers + controllers) * month',
    explanation: 'Every node is monitored:',
  },
  {
    category: 'labor',
    period: 'month',
    paidTo: 'team',
    item: 'Operating the cluster',
    price: { assumption: 'engineerRate' },
    unit: 'engineer-hour',
    quantity: 'operationsHours',
    explanation: 'Hours of the team’s own engineers:',
  },
];

/** value, unit, low, high (null where there is no range), and what the value rests on. */
type Assumption = readonly [value: number, unit: string, low: number | null, high: number | null, basis: string];

/** Defaults that a target may override by name. */
export function assumed(assumptions: Readonly<Record<string, Assumption>>): CostVariant['assumptions'] {
  const figures = Object.entries(assumptions).map(([key, [value, unit, low, high, basis]]): [string, Figure] => [
    key,
    { value, unit, provenance: 'assumed', source: `assumption:${key} (${basis})`, low, high },
  ]);
  return Object.fromEntries(figures);
}
