import type { CostShape, CostVariant } from '../../cost-model/types/shape.ts';
import { assumed } from '../cost-parts/assumed.ts';
import { freeSpace } from '../cost-parts/broker-storage.ts';
import { clientsAcrossZones, clientsOfRackAwareBrokers } from '../cost-parts/cross-zone.ts';
import {
  brokersOn,
  computeHeadroom,
  M7G_LARGE,
  mostOf,
  onePartitionOnOneBroker,
  replicatingFleet,
  replicatingNeeds,
} from '../cost-parts/fleet.ts';
import { cloudLine, type Derived, type Limits, type Lines } from '../cost-parts/lines.ts';
import { copiesNotSaid, decimalMegabytes } from '../cost-parts/service.ts';
import { fleetTeam, fleetTeamAssumptions, LOOKED_AFTER } from '../cost-parts/team.ts';
import { keptLocally, localRetentionAssumptions } from '../cost-parts/tiering.ts';
import { traffic } from '../cost-parts/traffic.ts';
import { clientTraffic } from './client-traffic.ts';
import { serverless } from './serverless.ts';

/** The model counts brokers of the smallest size; a cluster of as many of the largest carries so many times as much. */
const brokerQuota = assumed({
  mostBrokersOfACluster: [
    60,
    'instance',
    null,
    null,
    'quota of a cluster with KRaft, more where AWS grants it: 60 brokers, Amazon MSK developer guide, quota',
  ],
  smallestInLargest: [32, 'count', null, null, 'm7g.16xlarge has 64 vCPUs, m7g.large 2'],
});

const withinQuota: Limits = [
  {
    name: 'brokers of the smallest size',
    demand: 'brokers',
    most: 'mostBrokersOfACluster * smallestInLargest',
  },
];

/** Serverless has no such setting that a page was found of: its readers go to leaders. */
const nearestReads = assumed({
  nearestReadShare: [
    1,
    'fraction',
    null,
    null,
    'brokers know their zone, and replica.selector.class may be set to answer readers there; 0 where it is left as it is: Amazon MSK developer guide, broker configurations',
  ],
});

const standardAssumptions: CostVariant['assumptions'] = {
  ...clientTraffic,
  ...nearestReads,
  ...brokerQuota,
  ...replicatingFleet(M7G_LARGE),
  ...freeSpace,
  ...assumed({
    partitionsPerBroker: [
      1000,
      'count/instance',
      null,
      null,
      'kafka.m7g.large: 1,000 partitions with their replicas, Amazon MSK developer guide, right-size your cluster',
    ],
  }),
  ...fleetTeamAssumptions(LOOKED_AFTER),
};

const standardBrokers: Derived = [
  ...replicatingNeeds,
  { name: 'brokersForPartitions', unit: 'instance', formula: 'partitions * replication / partitionsPerBroker' },
  ...mostOf(
    'brokersForCompute',
    'brokersForNetwork',
    'brokersForStorage',
    'brokersForReplicas',
    'brokersForPartitions',
  ),
];

const standardLines: Lines = [
  ...brokersOn('Standard brokers (kafka.m7g.large)', 'aws.msk.standard.m7g.large'),
  cloudLine('broker-storage', {
    item: 'Broker storage',
    book: 'aws.msk.standard.storage',
    unit: 'GiB-month',
    quantity: 'diskGib * month',
    explanation: 'Every replica with its free space, provisioned all month:',
  }),
];

const standard: CostVariant = {
  name: 'standard',
  title: 'with Standard brokers',
  assumptions: standardAssumptions,
  derived: [
    ...traffic,
    { name: 'diskGib', unit: 'GiB', formula: 'retainedGib * replication / (1 - freeDiskShare)' },
    ...standardBrokers,
    ...clientsOfRackAwareBrokers('replication'),
  ],
  quantities: [...standardLines, ...clientsAcrossZones, ...fleetTeam],
  limits: [...onePartitionOnOneBroker, ...withinQuota],
};

const tiered: CostVariant = {
  name: 'tiered',
  inPlaceFrom: ['standard'],
  title: 'with Standard brokers and tiered storage',
  assumptions: {
    ...standardAssumptions,
    ...localRetentionAssumptions,
    ...copiesNotSaid,
  },
  derived: [
    ...traffic,
    ...keptLocally,
    { name: 'diskGib', unit: 'GiB', formula: 'localGib * replication / (1 - freeDiskShare)' },
    ...standardBrokers,
    ...clientsOfRackAwareBrokers('replication'),
  ],
  quantities: [
    ...standardLines,
    cloudLine('object-capacity', {
      item: 'Tiered storage',
      book: 'aws.msk.tiered.storage',
      unit: 'GiB-month',
      quantity: 'retainedGib * billedCopies * month',
      explanation: 'Everything retained:',
    }),
    cloudLine('object-requests', {
      item: 'Retrieval from tiered storage',
      book: 'aws.msk.tiered.retrieval',
      unit: 'GiB',
      quantity: 'historicalGib',
      explanation: 'What is read from the tier:',
    }),
    ...clientsAcrossZones,
    ...fleetTeam,
  ],
  limits: [...onePartitionOnOneBroker, ...withinQuota],
};

const express: CostVariant = {
  name: 'express',
  title: 'with Express brokers',
  assumptions: {
    ...clientTraffic,
    ...nearestReads,
    ...brokerQuota,
    ...decimalMegabytes,
    ...computeHeadroom,
    ...assumed({
      expressIn: [
        15.6,
        'MB/second/instance',
        null,
        null,
        'express.m7g.large: 15.6 MB/s in, Amazon MSK developer guide',
      ],
      expressOut: [31.2, 'MB/second/instance', null, null, 'express.m7g.large: 31.2 MB/s out, the same page'],
      partitionsPerBroker: [
        1000,
        'count/instance',
        null,
        null,
        'express.m7g.large: 1,000 partitions with their replicas recommended, 1,500 at most, Amazon MSK developer guide, quota',
      ],
      expressReplication: [3, 'count', null, null, 'Express brokers always keep three copies: the same guide'],
      leastBrokers: [3, 'instance', null, null, 'one in each of three zones'],
    }),
    ...copiesNotSaid,
    ...fleetTeamAssumptions(LOOKED_AFTER),
  },
  derived: [
    ...traffic,
    {
      name: 'brokersForCompute',
      unit: 'instance',
      formula: 'max(peakWrite * mbPerMib / expressIn, peakRead * mbPerMib / expressOut) * computeHeadroom',
    },
    {
      name: 'brokersForPartitions',
      unit: 'instance',
      formula: 'partitions * expressReplication / partitionsPerBroker',
    },
    ...mostOf('brokersForCompute', 'brokersForPartitions', 'leastBrokers'),
    ...clientsOfRackAwareBrokers('expressReplication'),
  ],
  quantities: [
    ...brokersOn('Express brokers (express.m7g.large)', 'aws.msk.express.m7g.large'),
    cloudLine('compute', {
      item: 'Data written to Express brokers',
      book: 'aws.msk.express.in',
      unit: 'GiB',
      quantity: 'writtenGib',
      explanation: 'Every GiB that producers write, after compression:',
    }),
    cloudLine('broker-storage', {
      item: 'Express storage',
      book: 'aws.msk.express.storage',
      unit: 'GiB-month',
      quantity: 'retainedGib * billedCopies * month',
      explanation: 'What is retained, without free space:',
    }),
    ...clientsAcrossZones,
    ...fleetTeam,
  ],
  limits: withinQuota,
};

export const cost: CostShape = { variants: [standard, tiered, express, serverless] };
