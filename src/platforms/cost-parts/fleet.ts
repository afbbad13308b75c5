import { type Assumptions, assumed } from './assumed.ts';
import { cloudLine, type Derived, type Limits, type Lines } from './lines.ts';

/** Instances of one kind: larger ones cost the same per processor, so that their number stands for their size. */
interface InstanceKind {
  readonly vcpus: number;
  readonly vcpusBasis: string;
  readonly mibPerSecond: number;
  readonly networkBasis: string;
}

const M7G_XLARGE: InstanceKind = {
  vcpus: 4,
  vcpusBasis: 'm7g.xlarge has 4 vCPUs',
  mibPerSecond: 223,
  networkBasis: 'm7g.xlarge sustains 1876 Mbit/s: aws/karpenter-provider-aws zz_generated.bandwidth.go',
};

export const M7G_LARGE: InstanceKind = {
  vcpus: 2,
  vcpusBasis: 'm7g.large has 2 vCPUs',
  mibPerSecond: 111,
  networkBasis: 'half of what m7g.xlarge sustains, 1876 Mbit/s: aws/karpenter-provider-aws zz_generated.bandwidth.go',
};

export const computeHeadroom = assumed({
  computeHeadroom: [1.5, 'count', 1, 2.5, 'one zone of three may fail; Netflix keeps 2.0–2.5'],
});

export const instanceAssumptions = (kind: InstanceKind = M7G_XLARGE): Assumptions => ({
  ...computeHeadroom,
  ...assumed({
    networkHeadroom: [1.4, 'count', 1, 2, 'Netflix capacity model: network × 1.4'],
    vcpusPerBroker: [kind.vcpus, 'vCPU/instance', null, null, kind.vcpusBasis],
    networkPerBroker: [kind.mibPerSecond, 'MiB/second/instance', null, null, kind.networkBasis],
  }),
});

/** Brokers that keep copies of each other's logs. */
export const replicatingFleet = (kind: InstanceKind = M7G_XLARGE): Assumptions => ({
  ...instanceAssumptions(kind),
  ...assumed({
    mibInPerVcpu: [5, 'MiB/second/vCPU', 3, 8, 'AKalculator: one vCPU carries 5 MiB/s in'],
    mibOutPerVcpu: [15, 'MiB/second/vCPU', 9, 24, 'AKalculator: one vCPU carries 15 MiB/s out'],
    gibPerVolume: [16_384, 'GiB/instance', null, null, 'AKalculator: 16 TiB a volume at most, one a broker'],
    brokersPerReplica: [1, 'instance', null, null, 'replicas of a partition lie on different brokers'],
  }),
});

/** Brokers that processors ask for; the same on every fleet. */
export const forCompute: Derived = [
  {
    name: 'brokersForCompute',
    unit: 'instance',
    formula: 'max(peakWrite / mibInPerVcpu, peakRead / mibOutPerVcpu) * computeHeadroom / vcpusPerBroker',
  },
];

/** What processors, network, disks and replicas ask for each; the platform says how much lies on disks: `diskGib`. */
export const replicatingNeeds: Derived = [
  ...forCompute,
  {
    name: 'brokersForNetwork',
    unit: 'instance',
    formula:
      'max(peakWrite * replication, peakRead + peakWrite * (replication - 1)) * networkHeadroom / networkPerBroker',
  },
  { name: 'brokersForStorage', unit: 'instance', formula: 'diskGib / gibPerVolume' },
  { name: 'brokersForReplicas', unit: 'instance', formula: 'replication * brokersPerReplica' },
];

/** The most that any need asks for, the same number in every zone. */
export const mostOf = (...needs: readonly string[]): Derived => [
  { name: 'brokers', unit: 'instance', formula: `ceil(max(${needs.join(', ')}) / zones) * zones` },
];

export const replicatingBrokers: Derived = [
  ...replicatingNeeds,
  ...mostOf('brokersForCompute', 'brokersForNetwork', 'brokersForStorage', 'brokersForReplicas'),
];

/** A partition has one leader, and that one network card. */
export const onePartitionOnOneBroker: Limits = [
  {
    name: 'traffic of one partition at the peak, which one broker leads',
    demand: 'max(peakWrite, peakRead + peakWrite * (replication - 1)) / partitions',
    most: 'networkPerBroker * brokersPerReplica',
  },
];

export const brokersOn = (item: string, book: string): Lines => [
  cloudLine('compute', {
    item,
    book,
    unit: 'instance-hour',
    quantity: 'brokers * hours',
    explanation: 'They run all month:',
  }),
];

export const controllerAssumptions = assumed({
  controllers: [
    3,
    'instance',
    0,
    5,
    'a quorum of three on instances of their own; 0 where brokers are controllers too',
  ],
});

export const controllers: Lines = [
  cloudLine('compute', {
    item: 'Controllers (m7g.large)',
    book: 'aws.ec2.m7g.large',
    unit: 'instance-hour',
    quantity: 'controllers * hours',
    explanation: 'Controllers run all month:',
  }),
];
