import { assumed, defined } from '../cost-parts/assumed.ts';
import { clientsAcrossZones, clientsOfLeaders } from '../cost-parts/cross-zone.ts';
import { cloudLine, type Variant } from '../cost-parts/lines.ts';
import { copiesNotSaid, decimalMegabytes, partitionsAsSuch } from '../cost-parts/service.ts';
import { SERVICE, team, teamAssumptions } from '../cost-parts/team.ts';
import { traffic } from '../cost-parts/traffic.ts';
import { clientTraffic } from './client-traffic.ts';

/** Paid by clusters, partitions and bytes: nobody counts brokers. */
export const serverless: Variant = {
  name: 'serverless',
  title: 'Serverless',
  assumptions: {
    ...clientTraffic,
    ...decimalMegabytes,
    ...partitionsAsSuch,
    ...copiesNotSaid,
    ...assumed({
      mostIn: [200, 'MB/second', null, null, 'quota of a cluster: 200 MBps in, Amazon MSK developer guide, quota'],
      mostOut: [400, 'MB/second', null, null, 'quota of a cluster: 400 MBps out, the same page'],
      mostPartitions: [2400, 'count', null, null, 'quota of a cluster: 2,400 partitions, the same page'],
      mostConnections: [3000, 'count', null, null, 'quota of a cluster: 3,000 connections, the same page'],
    }),
    ...defined({ perCluster: [1, 'cluster'] }),
    ...teamAssumptions(SERVICE),
  },
  derived: [
    ...traffic,
    ...clientsOfLeaders,
    {
      name: 'quotasFilled',
      unit: 'count',
      formula:
        'max(peakWrite * mbPerMib / mostIn, peakRead * mbPerMib / mostOut, partitions / mostPartitions, connections / mostConnections)',
    },
    // Topics beyond the quotas of one cluster go to another one.
    { name: 'clusters', unit: 'cluster', formula: 'ceil(quotasFilled) * perCluster' },
  ],
  quantities: [
    cloudLine('compute', {
      item: 'Serverless clusters',
      book: 'aws.msk.serverless.cluster',
      unit: 'cluster-hour',
      quantity: 'clusters * hours',
      explanation: 'As many as the quotas ask for, with topics spread over them; they stand all month:',
    }),
    cloudLine('compute', {
      item: 'Partitions',
      book: 'aws.msk.serverless.partition',
      unit: 'partition-hour',
      quantity: 'partitions * partitionsCounted * hours',
      explanation: 'Every partition, all month:',
    }),
    cloudLine('network', {
      item: 'Data in',
      book: 'aws.msk.serverless.in',
      unit: 'GiB',
      quantity: 'writtenGib',
      explanation: 'Every GiB that producers write, after compression:',
    }),
    cloudLine('network', {
      item: 'Data out',
      book: 'aws.msk.serverless.out',
      unit: 'GiB',
      quantity: 'readGib',
      explanation: 'Every GiB that consumers read:',
    }),
    cloudLine('broker-storage', {
      item: 'Serverless storage',
      book: 'aws.msk.serverless.storage',
      unit: 'GiB-month',
      quantity: 'retainedGib * billedCopies * month',
      explanation: 'What is retained:',
    }),
    ...clientsAcrossZones,
    ...team,
  ],
};
