import type { CostShape } from '../../cost-model/types/shape.ts';
import { nat, natAssumptions } from '../cost-parts/access.ts';
import { vendorLine } from '../cost-parts/lines.ts';
import { chargedOnce, decimalGigabytes, oneCluster, partitionsAsSuch } from '../cost-parts/service.ts';
import { SERVICE, team, teamAssumptions } from '../cost-parts/team.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/** Metered by traffic, partitions, storage and time; its GB is taken as 10^9 bytes. */
export const cost: CostShape = {
  variants: [
    {
      name: 'on-demand',
      title: 'on AWS',
      assumptions: {
        ...trafficAssumptions,
        ...decimalGigabytes,
        ...oneCluster,
        ...partitionsAsSuch,
        ...chargedOnce('storage is the data in object storage: docs.redpanda.com, billing metrics of Serverless'),
        ...natAssumptions,
        ...teamAssumptions(SERVICE),
      },
      derived: traffic,
      quantities: [
        vendorLine({
          item: 'Uptime',
          book: 'redpanda.serverless.cluster',
          unit: 'cluster-hour',
          quantity: 'clusters * hours',
          explanation: 'It stands all month:',
        }),
        vendorLine({
          item: 'Partitions',
          book: 'redpanda.serverless.partition',
          unit: 'partition-hour',
          quantity: 'partitions * partitionsCounted * hours',
          explanation: 'Every partition, all month:',
        }),
        vendorLine({
          item: 'Data in',
          book: 'redpanda.serverless.in',
          unit: 'GB',
          quantity: 'writtenGib * gbPerGib',
          explanation: 'Everything that producers write, after compression:',
        }),
        vendorLine({
          item: 'Data out',
          book: 'redpanda.serverless.out',
          unit: 'GB',
          quantity: 'readGib * gbPerGib',
          explanation: 'Everything that consumers read:',
        }),
        vendorLine({
          item: 'Data stored',
          book: 'redpanda.serverless.storage',
          unit: 'GB-month',
          quantity: 'retainedGib * gbPerGib * billedCopies * month',
          explanation: 'What is retained:',
        }),
        ...nat,
        ...team,
      ],
    },
  ],
};
