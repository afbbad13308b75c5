import { assumed } from './assumed.ts';
import type { Derived, Lines } from './lines.ts';
import {
  capacity,
  gets,
  getsOrMeasured,
  measuredRequests,
  puts,
  putsOrMeasured,
  unlessPutsMeasured,
  whetherMeasured,
} from './object-store.ts';

/** Brokers keep the local retention and every partition's open segment; closed segments go to another store. */
export const localRetentionAssumptions = assumed({
  localRetention: [3600, 'second', 1800, 14_400, 'AKalculator: 60 minutes are kept locally'],
  segmentGib: [1, 'GiB', 0.125, 1.875, 'segment.bytes of Apache Kafka is 1 GiB unless changed, and below 2 GiB'],
  historicalReadShare: [0.25, 'fraction', 0, 0.5, 'AKalculator: 25% of reads are historical'],
});

export const keptLocally: Derived = [
  {
    name: 'localGib',
    unit: 'GiB',
    formula: 'min(retainedGib, averageWrite * localRetention / mibPerGib + partitions * segmentGib)',
  },
  { name: 'historicalGib', unit: 'GiB', formula: 'tailGib * historicalReadShare + replayedGib' },
];

/** The other store is S3, and the team's own. */
export const s3TierAssumptions = {
  ...measuredRequests,
  ...assumed({
    partMib: [
      15,
      'MiB/request',
      5,
      25,
      'S3 takes parts of 5 MiB at least; how large they are is not published: the middle',
    ],
    requestsPerSegment: [
      4,
      'request',
      2,
      6,
      'one to create and one to complete each upload, and what a plugin writes beside it: not published, the middle',
    ],
    mibPerGet: [4, 'MiB/request', 1, 16, 'an old segment is fetched in ranges of 4 MiB'],
  }),
};

export const s3TierRequests: Derived = [
  ...whetherMeasured,
  { name: 'partPuts', unit: 'request', formula: putsOrMeasured('writtenGib * mibPerGib / partMib') },
  { name: 'segmentPuts', unit: 'request', formula: unlessPutsMeasured('writtenGib / segmentGib * requestsPerSegment') },
  { name: 'historicalGets', unit: 'request', formula: getsOrMeasured('historicalGib * mibPerGib / mibPerGet') },
];

export const s3Tier: Lines = [
  capacity('Old segments', 'retainedGib', 'One copy of everything retained:'),
  puts('Uploads', '(partPuts + segmentPuts)', 'Parts of every segment, and its create and complete:'),
  gets('Historical reads', 'historicalGets', 'Ranges of old segments that consumers read again:'),
];
