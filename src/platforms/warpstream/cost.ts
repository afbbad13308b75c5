import type { CostShape, CostVariant } from '../../cost-model/types/shape.ts';
import { bootstrap, bootstrapAssumptions } from '../cost-parts/access.ts';
import { assumed, defined } from '../cost-parts/assumed.ts';
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
import { capacity, gets, puts } from '../cost-parts/object-store.ts';
import { fleetTeam, fleetTeamAssumptions, LOOKED_AFTER } from '../cost-parts/team.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/** Agents in the team's account; the vendor meters what producers write, before compression. */
const agents: CostVariant['assumptions'] = {
  ...trafficAssumptions,
  ...instanceAssumptions(),
  ...disklessAssumptions,
  ...assumed({
    mibInPerVcpu: [10, 'MiB/second/vCPU', 5, 15, 'about 10 MiB/s a core by its own notes'],
    mibOutPerVcpu: [30, 'MiB/second/vCPU', 10, 45, 'three times what a core writes, as AKalculator has for brokers'],
    compactionPasses: [2, 'count', 1, 3, 'nothing published: a guess to replace'],
    flushesPerBroker: [1, 'request/instance', null, null, 'an agent writes its buffer as one file'],
    flushInterval: [0.25, 'second', 0.05, 1, 'WarpStream: 250 ms unless changed, 50 at least'],
    flushSize: [
      6,
      'MiB/request',
      4,
      8,
      'no size was found: between KIP-1163’s 4 MiB and another diskless platform’s 8 MB',
    ],
    zoneRoutedShare: [
      0.95,
      'fraction',
      0.9,
      1,
      'clients name their zone in the client id, and are answered there; not every client may',
    ],
  }),
  ...crossZoneAssumptions,
  ...bootstrapAssumptions,
  ...defined({ asWritten: [1, 'uncompressed GiB/GiB'], quartersPerHour: [4, 'quarter hour/hour'] }),
  ...assumed({
    fundamentalsClusters: [1, 'cluster', null, null, 'one cluster of the Fundamentals tier'],
    proClusters: [0, 'cluster', null, null, '1 in place of the Fundamentals one where the Pro tier is asked for'],
  }),
  ...fleetTeamAssumptions(LOOKED_AFTER),
};

const meters: Derived = [
  { name: 'meteredGib', unit: 'uncompressed GiB', formula: 'averageIngress * seconds / mibPerGib * asWritten' },
  { name: 'meteredStoredGib', unit: 'uncompressed GiB', formula: 'averageIngress * retention / mibPerGib * asWritten' },
];

const vendorLines: Lines = [
  ...(['fundamentals', 'pro'] as const).map((tier) =>
    vendorLine({
      item: `Cluster fee (${tier === 'pro' ? 'Pro' : 'Fundamentals'})`,
      book: `warpstream.cluster.${tier}`,
      unit: 'cluster-quarter hour',
      quantity: `${tier}Clusters * hours * quartersPerHour`,
      explanation: 'Charged for every 15 minutes:',
    }),
  ),
  vendorLine({
    item: 'Data written',
    book: 'warpstream.written',
    unit: 'uncompressed GiB',
    quantity: 'meteredGib',
    explanation: 'Every GiB that producers write, before compression:',
  }),
  vendorLine({
    item: 'Data stored',
    book: 'warpstream.stored',
    unit: 'uncompressed GiB-month',
    quantity: 'meteredStoredGib * month',
    explanation: 'Everything retained, before compression:',
  }),
];

const flushedByAgents: Derived = [
  ...traffic,
  ...writesToZones,
  ...disklessBrokers('writesToZones'),
  ...flushes('zones'),
  ...compactionAndColdReads,
];

const s3: CostVariant = {
  name: 's3',
  title: 'on EC2 with S3',
  assumptions: {
    ...agents,
    ...assumed({
      writesOfARecord: [1, 'count', null, null, 'a file is written once: S3 keeps it in three zones'],
      cachingZones: [3, 'count', 1, 3, 'every zone with agents reads a file once'],
    }),
  },
  derived: [...flushedByAgents, ...zoneRouted, ...meters],
  quantities: [
    ...brokersOn('Agents (m7g.xlarge)', 'aws.ec2.m7g.xlarge'),
    ...flushedToStandard,
    ...compactedOnStandard('firstPassGets + laterPassGets'),
    ...clientsAcrossZones,
    ...bootstrap,
    ...vendorLines,
    ...fleetTeam,
  ],
};

/** Files are written to buckets of one zone each first, and are compacted into S3 Standard. */
const s3Express: CostVariant = {
  name: 's3-express',
  title: 'on EC2 with S3 Express before S3',
  assumptions: {
    ...agents,
    ...assumed({
      writesOfARecord: [3, 'count', 2, 3, 'buckets of one zone each, in every zone that it writes to'],
      cachingZones: [1, 'count', 0.33, 1, 'each of the three writes is read once, in its own zone'],
      expressSeconds: [
        7200,
        'second',
        1200,
        14_400,
        'until compaction has moved it on: nothing published, a guess to replace',
      ],
    }),
  },
  derived: [
    ...flushedByAgents,
    { name: 'uploadedGib', unit: 'GiB', formula: 'writtenGib * writesToZones' },
    { name: 'retrievedGib', unit: 'GiB', formula: 'uploadedGib * cachingZones + writtenGib' },
    {
      name: 'expressGib',
      unit: 'GiB',
      formula: 'averageWrite * min(retention, expressSeconds) / mibPerGib * writesToZones',
    },
    ...zoneRouted,
    ...meters,
  ],
  quantities: [
    ...brokersOn('Agents (m7g.xlarge)', 'aws.ec2.m7g.xlarge'),
    capacity(
      'Newest files in every zone',
      'expressGib',
      'Until they are compacted, in every zone written to:',
      'express',
    ),
    puts('Write path', 'walPuts', 'Buffers written out, once in every zone written to:', 'express'),
    gets('Newest data in its own zone', 'zoneCacheGets', 'Every file once where it was written:', 'express'),
    cloudLine('object-requests', {
      item: 'Uploads by size (S3 Express)',
      book: 'aws.s3.express.upload',
      unit: 'GiB',
      quantity: 'uploadedGib',
      explanation: 'Every GiB, once in every zone written to:',
    }),
    cloudLine('object-requests', {
      item: 'Retrievals by size (S3 Express)',
      book: 'aws.s3.express.retrieval',
      unit: 'GiB',
      quantity: 'retrievedGib',
      explanation: 'What caches read, and what compaction reads once:',
    }),
    gets('Compaction reads of the newest files', 'firstPassGets', 'Every file once, in one zone:', 'express'),
    ...compactedOnStandard('laterPassGets'),
    ...clientsAcrossZones,
    ...bootstrap,
    ...vendorLines,
    ...fleetTeam,
  ],
};

export const cost: CostShape = { variants: [s3, s3Express] };
