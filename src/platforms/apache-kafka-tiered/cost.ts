import type { CostShape } from '../../cost-model/types/shape.ts';
import { assumed, brokerAssumptions, brokerQuantities, fleet, traffic } from '../broker-fleet.ts';

/**
 * Closed segments are copied to S3 once and kept there for the whole retention; brokers keep the local
 * retention and every partition's open segment.
 */
export const cost: CostShape = {
  variants: [
    {
      name: 's3-tier',
      title: 'on EC2 with gp3 volumes and old segments on S3',
      assumptions: {
        ...brokerAssumptions,
        ...assumed({
          localRetention: [3600, 'second', 3600, 86_400, 'AKalculator: 60 minutes are kept locally'],
          segmentGib: [1, 'GiB', 0.125, 1, 'segment.bytes of Apache Kafka is 1 GiB unless changed'],
          partMib: [5, 'MiB/request', 5, 25, 'one PUT for every part of 5 MiB'],
          requestsPerSegment: [2, 'request', 2, 6, 'one to create and one to complete each upload'],
          historicalReadShare: [0.25, 'fraction', 0, 0.5, 'AKalculator: 25% of reads are historical'],
          mibPerGet: [4, 'MiB/request', 1, 16, 'an old segment is fetched in ranges of 4 MiB'],
        }),
      },
      derived: [
        ...traffic,
        {
          name: 'localGib',
          unit: 'GiB',
          formula: 'min(retainedGib, averageWrite * localRetention / mibPerGib + partitions * segmentGib)',
        },
        { name: 'diskGib', unit: 'GiB', formula: 'localGib * replication / (1 - freeDiskShare)' },
        ...fleet,
        { name: 'partPuts', unit: 'request', formula: 'writtenGib * mibPerGib / partMib' },
        { name: 'segmentPuts', unit: 'request', formula: 'writtenGib / segmentGib * requestsPerSegment' },
        { name: 'gets', unit: 'request', formula: 'readGib * historicalReadShare * mibPerGib / mibPerGet' },
      ],
      quantities: [
        ...brokerQuantities,
        {
          category: 'object-capacity',
          period: 'month',
          paidTo: 'cloud',
          item: 'Old segments (S3 Standard)',
          price: { book: 'aws.s3.standard.storage' },
          unit: 'GiB-month',
          quantity: 'retainedGib * month',
          explanation: 'One copy of everything retained:',
        },
        {
          category: 'object-requests',
          period: 'month',
          paidTo: 'cloud',
          item: 'Uploads (PUT)',
          price: { book: 'aws.s3.standard.put' },
          unit: 'thousand requests',
          quantity: '(partPuts + segmentPuts) / requestsPerThousand',
          explanation: 'Parts of every segment, and its create and complete:',
        },
        {
          category: 'object-requests',
          period: 'month',
          paidTo: 'cloud',
          item: 'Historical reads (GET)',
          price: { book: 'aws.s3.standard.get' },
          unit: 'thousand requests',
          quantity: 'gets / requestsPerThousand',
          explanation: 'Ranges of old segments that consumers read again:',
        },
      ],
    },
  ],
};
