import { assumed } from './assumed.ts';
import type { Derived } from './lines.ts';

/**
 * What crosses the network and lies on disks: producers' bytes after compression. Old data that is read
 * again is reading like any other, and comes on top of the peak while it lasts.
 */
export const trafficAssumptions = assumed({
  replaySecondsPerDay: [
    14_400,
    'second/day',
    3600,
    86_400,
    'old data is read again within four hours of a day: nothing published, a guess to replace',
  ],
});

export const traffic: Derived = [
  { name: 'averageWrite', unit: 'MiB/second', formula: 'averageIngress / compressionRatio' },
  { name: 'peakWrite', unit: 'MiB/second', formula: 'peakIngress / compressionRatio' },
  {
    name: 'peakReplay',
    unit: 'MiB/second',
    formula: 'replayPerDay * mibPerGib / compressionRatio / replaySecondsPerDay',
  },
  { name: 'peakRead', unit: 'MiB/second', formula: 'peakWrite * fanOut + peakReplay' },
  { name: 'writtenGib', unit: 'GiB', formula: 'averageWrite * seconds / mibPerGib' },
  { name: 'replayedGib', unit: 'GiB', formula: 'replayPerDay * days / compressionRatio' },
  { name: 'tailGib', unit: 'GiB', formula: 'writtenGib * fanOut' },
  { name: 'readGib', unit: 'GiB', formula: 'tailGib + replayedGib' },
  { name: 'retainedGib', unit: 'GiB', formula: 'averageWrite * retention / mibPerGib' },
];
