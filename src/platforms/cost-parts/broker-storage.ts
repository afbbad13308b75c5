import { assumed } from './assumed.ts';
import { cloudLine, type Derived, type Lines } from './lines.ts';

/** Logs on gp3 volumes, one a broker, every copy with its free space. */
export const freeSpace = assumed({
  freeDiskShare: [
    0.4,
    'fraction',
    0.2,
    0.5,
    'getkafkanated keeps 40% free; a vendor’s comparison 20%, AKalculator 50%',
  ],
});

export const gp3Assumptions = assumed({
  includedDiskThroughput: [125, 'MiB/second/instance', null, null, 'a gp3 volume includes 125 MiB/s'],
  includedIops: [3000, 'IOPS/instance', null, null, 'a gp3 volume includes 3,000 IOPS'],
  mibPerSecondPerIops: [
    0.125,
    'MiB/second/IOPS',
    0.0625,
    0.25,
    'logs are written in turn, 128 KiB at a time; EBS counts up to 256 KiB as one operation',
  ],
});

export const gp3: Derived = [
  {
    name: 'extraDiskThroughput',
    unit: 'MiB/second',
    formula: 'max(0, peakWrite * replication - brokers * includedDiskThroughput)',
  },
  {
    name: 'extraIops',
    unit: 'IOPS',
    formula: 'max(0, peakWrite * replication / mibPerSecondPerIops - brokers * includedIops)',
  },
];

export const gp3Volumes: Lines = [
  cloudLine('broker-storage', {
    item: 'Broker disks (gp3)',
    book: 'aws.ebs.gp3.storage',
    unit: 'GiB-month',
    quantity: 'diskGib * month',
    explanation: 'Every replica with its free space, provisioned all month:',
  }),
  cloudLine('broker-storage', {
    item: 'Disk throughput above what gp3 includes',
    book: 'aws.ebs.gp3.throughput',
    unit: 'MiB/second-month',
    quantity: 'extraDiskThroughput * month',
    explanation: 'Writes at the peak beyond the throughput that the volumes include:',
  }),
  cloudLine('broker-storage', {
    item: 'Disk operations above what gp3 includes',
    book: 'aws.ebs.gp3.iops',
    unit: 'IOPS-month',
    quantity: 'extraIops * month',
    explanation: 'Writes at the peak beyond the operations that the volumes include:',
  }),
];
