import type { CostShape, CostVariant } from '../../cost-model/types/shape.ts';
import { bootstrap, bootstrapAssumptions } from '../cost-parts/access.ts';
import { assumed, defined } from '../cost-parts/assumed.ts';
import { gp3Assumptions } from '../cost-parts/broker-storage.ts';
import { clientsAcrossZones, crossZoneAssumptions, zoneRouted } from '../cost-parts/cross-zone.ts';
import {
  compactedOnStandard,
  compactionAndColdReads,
  disklessAssumptions,
  disklessBrokers,
  flushedToStandard,
  flushes,
  writesToZones,
} from '../cost-parts/diskless.ts';
import { brokersOn, instanceAssumptions } from '../cost-parts/fleet.ts';
import { cloudLine, type Derived, type Lines, vendorLine } from '../cost-parts/lines.ts';
import { puts, putsOrMeasured, whetherMeasured } from '../cost-parts/object-store.ts';
import { oneCluster } from '../cost-parts/service.ts';
import { fleetTeam, fleetTeamAssumptions, LOOKED_AFTER, OWN_STATELESS_CLUSTER } from '../cost-parts/team.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/** Where a record is safe before it is acknowledged. */
interface Wal {
  readonly name: string;
  readonly title: string;
  readonly assumptions: CostVariant['assumptions'];
  readonly derived: Derived;
  readonly lines: Lines;
}

const onS3: Wal = {
  name: 's3-wal',
  title: 'its log written ahead to S3',
  assumptions: assumed({
    flushesPerBroker: [1, 'request/instance', null, null, 'a broker writes its buffer as one object'],
    flushInterval: [0.25, 'second', 0.1, 0.5, 'AutoMQ: 250 ms or 8 MB, unless changed'],
    flushSize: [8, 'MiB/request', 4, 16, 'AutoMQ: 250 ms or 8 MB, taken as MiB, unless changed'],
    writesOfARecord: [
      1.5,
      'count',
      1,
      2,
      'an older zone-routing mode wrote every record twice, AutoMQ/automq#2642, as its own comparison counts: the middle',
    ],
    cachingZones: [1, 'count', 0, 2, 'what another zone took is read once by the broker that leads the partition'],
    zoneRoutedShare: [
      0.95,
      'fraction',
      0.9,
      1,
      'clients name their zone in the client id, and are answered there; not every client may',
    ],
  }),
  derived: [...writesToZones, ...disklessBrokers('writesToZones'), ...flushes('zones - 1')],
  lines: flushedToStandard,
};

const onEbs: Wal = {
  name: 'ebs-wal',
  title: 'its log written ahead to EBS',
  assumptions: {
    ...gp3Assumptions,
    ...assumed({
      walGib: [
        10,
        'GiB/instance',
        1,
        20,
        'a volume of 10 GB: AutoMQ/kafka-provider-comparison cost-explanation/automq.md',
      ],
      uploadMib: [16, 'MiB/request', 8, 32, 'what the volume holds is uploaded in parts as large as compaction’s'],
      zoneRoutedShare: [
        0,
        'fraction',
        0,
        1,
        'no source says that zones are routed with a volume of one zone: clients cross, as with any leader',
      ],
    }),
  },
  derived: [
    ...disklessBrokers('1'),
    ...whetherMeasured,
    { name: 'flushedObjects', unit: 'request', formula: 'writtenGib * mibPerGib / uploadMib' },
    { name: 'uploadPuts', unit: 'request', formula: putsOrMeasured('flushedObjects') },
    {
      name: 'extraDiskThroughput',
      unit: 'MiB/second',
      formula: 'max(0, peakWrite - brokers * includedDiskThroughput)',
    },
    {
      name: 'extraIops',
      unit: 'IOPS',
      formula: 'max(0, peakWrite / mibPerSecondPerIops - brokers * includedIops)',
    },
  ],
  lines: [
    cloudLine('wal-storage', {
      item: 'Volumes written ahead (gp3)',
      book: 'aws.ebs.gp3.storage',
      unit: 'GiB-month',
      quantity: 'brokers * walGib * month',
      explanation: 'One small volume a broker:',
    }),
    cloudLine('wal-storage', {
      item: 'Disk throughput above what gp3 includes',
      book: 'aws.ebs.gp3.throughput',
      unit: 'MiB/second-month',
      quantity: 'extraDiskThroughput * month',
      explanation: 'Writes at the peak beyond the throughput that the volumes include:',
    }),
    cloudLine('wal-storage', {
      item: 'Disk operations above what gp3 includes',
      book: 'aws.ebs.gp3.iops',
      unit: 'IOPS-month',
      quantity: 'extraIops * month',
      explanation: 'Writes at the peak beyond the operations that the volumes include:',
    }),
    puts('Write path', 'uploadPuts', 'What the volumes hold is uploaded in parts:'),
  ],
};

/** Who runs it, and what that costs. */
interface Edition {
  readonly name: string;
  readonly title: string;
  readonly assumptions: CostVariant['assumptions'];
  readonly lines: Lines;
}

/** Apache-2.0: no licence fee, and no vendor. */
const openSource: Edition = {
  name: 'open-source',
  title: 'open source on EC2',
  assumptions: fleetTeamAssumptions(OWN_STATELESS_CLUSTER),
  lines: [],
};

/** Its meters count compressed GiB; no page that was found has a price for one of them. */
const byoc: Edition = {
  name: 'byoc',
  title: 'BYOC on EC2',
  assumptions: {
    ...defined({ compressed: [1, 'compressed GiB/GiB'] }),
    ...oneCluster,
    ...fleetTeamAssumptions(LOOKED_AFTER),
  },
  lines: [
    vendorLine({
      item: 'Cluster',
      book: 'automq.byoc.cluster',
      unit: 'cluster-hour',
      quantity: 'clusters * hours',
      explanation: 'It stands all month:',
    }),
    vendorLine({
      item: 'Ingress meter',
      book: 'automq.byoc.ingress',
      unit: 'compressed GiB',
      quantity: 'writtenGib * compressed',
      explanation: 'Every GiB that is written, as it is after compression:',
    }),
    vendorLine({
      item: 'Egress meter',
      book: 'automq.byoc.egress',
      unit: 'compressed GiB',
      quantity: 'readGib * compressed',
      explanation: 'Every GiB that is read, as it is after compression:',
    }),
    vendorLine({
      item: 'Retention meter',
      book: 'automq.byoc.retention',
      unit: 'compressed GiB-month',
      quantity: 'retainedGib * compressed * month',
      explanation: 'What is retained, as it is after compression:',
    }),
  ],
};

const brokers = assumed({
  mibInPerVcpu: [
    7.85,
    'MiB/second/vCPU',
    5,
    10.7,
    'between what brokers with disks carry and its own benchmark, a vendor’s claim: 1 GiB/s in and out on 6 nodes of 16 vCPUs',
  ],
  mibOutPerVcpu: [
    15.35,
    'MiB/second/vCPU',
    10.7,
    20,
    'between what its benchmark read and its AKU, vendor’s claims: 30 MiB/s written or 60 read',
  ],
});

const variant = (edition: Edition, wal: Wal): CostVariant => ({
  name: `${edition.name}-${wal.name}`,
  title: `${edition.title}, ${wal.title}`,
  assumptions: {
    ...trafficAssumptions,
    ...instanceAssumptions(),
    ...brokers,
    ...disklessAssumptions,
    ...wal.assumptions,
    ...crossZoneAssumptions,
    ...bootstrapAssumptions,
    ...edition.assumptions,
  },
  derived: [...traffic, ...wal.derived, ...compactionAndColdReads, ...zoneRouted],
  quantities: [
    ...brokersOn('Brokers (m7g.xlarge)', 'aws.ec2.m7g.xlarge'),
    ...wal.lines,
    ...compactedOnStandard('firstPassGets + laterPassGets'),
    ...clientsAcrossZones,
    ...bootstrap,
    ...edition.lines,
    ...fleetTeam,
  ],
});

export const cost: CostShape = {
  variants: [openSource, byoc].flatMap((edition) => [onS3, onEbs].map((wal) => variant(edition, wal))),
};
