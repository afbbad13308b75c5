import { assumed } from './assumed.ts';
import { forCompute, mostOf } from './fleet.ts';
import type { Derived, Lines } from './lines.ts';
import {
  capacity,
  gets,
  getsOrMeasured,
  measuredRequests,
  puts,
  putsOrMeasured,
  unlessGetsMeasured,
  unlessPutsMeasured,
  whetherMeasured,
} from './object-store.ts';

/**
 * Brokers that keep nothing: what they took is written to an object store when an interval or a size is reached,
 * `PUT/s = flushers · max(1/interval, rate/size)`, and compacted into larger objects later on.
 */
const disklessFleetAssumptions = assumed({
  leastBrokers: [3, 'instance', null, null, 'one in each of three zones, and a quorum of three'],
});

/** A record is flushed to so many places, and to no more than there are zones. */
export const writesToZones: Derived = [
  { name: 'writesToZones', unit: 'count', formula: 'min(writesOfARecord, zones)' },
];

/**
 * What leaves a broker: reads, what it writes to the object store, and what every pass of compaction writes again.
 * @param writes how often a record is written to the object store before it is compacted
 */
export const disklessBrokers = (writes: '1' | 'writesToZones'): Derived => [
  ...forCompute,
  {
    name: 'brokersForNetwork',
    unit: 'instance',
    formula: `(peakRead + peakWrite * (${writes} + compactionPasses)) * networkHeadroom / networkPerBroker`,
  },
  ...mostOf('brokersForCompute', 'brokersForNetwork', 'leastBrokers'),
];

/** Reads beyond the newest data, and how often a cache answers. */
const disklessReadAssumptions = assumed({
  cacheHitRatio: [
    0.9,
    'fraction',
    0.8,
    1,
    'of what readers at the tail ask for, from a cache that has it: nothing published, a guess to replace',
  ],
  mibPerGet: [4, 'MiB/request', 1, 16, 'what is in no cache is fetched in ranges of 4 MiB: KIP-1163’s largest object'],
});

const compactionAssumptions = assumed({
  compactionPasses: [
    2,
    'count',
    1,
    3,
    'once at least, by object sets every 20 minutes; how often again is not published',
  ],
  mibPerCompactedPart: [16, 'MiB/request', 8, 32, 'objects are split at 16 MiB where they are compacted'],
});

/**
 * How often the buffers of all brokers are written out, and in how many zones what one of them wrote is read once
 * by whoever caches it there.
 * @param reading zones that may read it: all of them, or all but the one that wrote it
 */
export const flushes = (reading: 'zones' | 'zones - 1'): Derived => [
  ...whetherMeasured,
  {
    name: 'flushesPerSecond',
    unit: 'request/second',
    formula: 'max(brokers * flushesPerBroker / flushInterval, averageWrite / flushSize)',
  },
  { name: 'flushedObjects', unit: 'request', formula: 'flushesPerSecond * seconds' },
  { name: 'flushes', unit: 'request', formula: 'flushedObjects * writesToZones' },
  { name: 'walPuts', unit: 'request', formula: putsOrMeasured('flushes') },
  {
    name: 'zoneCacheGets',
    unit: 'request',
    formula: unlessGetsMeasured(`flushes * min(cachingZones, ${reading})`),
  },
];

/**
 * What was flushed is put together into larger objects, and read again by those who come late. The first pass asks
 * for every flushed object at least once, however small it is; later ones read what it wrote.
 */
export const compactionAndColdReads: Derived = [
  {
    name: 'compactionPuts',
    unit: 'request',
    formula: unlessPutsMeasured('writtenGib * mibPerGib * compactionPasses / mibPerCompactedPart'),
  },
  {
    name: 'firstPassGets',
    unit: 'request',
    formula: unlessGetsMeasured(
      'max(flushedObjects, writtenGib * mibPerGib / mibPerCompactedPart) * min(1, compactionPasses)',
    ),
  },
  {
    name: 'laterPassGets',
    unit: 'request',
    formula: unlessGetsMeasured('writtenGib * mibPerGib * max(0, compactionPasses - 1) / mibPerCompactedPart'),
  },
  {
    name: 'missedGets',
    unit: 'request',
    formula: getsOrMeasured('tailGib * (1 - cacheHitRatio) * mibPerGib / mibPerGet'),
  },
  { name: 'replayGets', unit: 'request', formula: unlessGetsMeasured('replayedGib * mibPerGib / mibPerGet') },
];

export const disklessAssumptions = {
  ...disklessFleetAssumptions,
  ...disklessReadAssumptions,
  ...compactionAssumptions,
  ...measuredRequests,
};

export const flushedToStandard: Lines = [
  puts(
    'Write path',
    'walPuts',
    'Buffers written out whenever an interval or a size is reached, or all writes as measured:',
  ),
  gets('Newest data in the zones that cache it', 'zoneCacheGets', 'Every object once in every such zone:'),
];

/** @param reading what compaction reads there: nothing of its first pass where that reads from another class of storage */
export const compactedOnStandard = (reading: 'firstPassGets + laterPassGets' | 'laterPassGets'): Lines => [
  capacity('Everything retained', 'retainedGib', 'One copy, whatever the brokers do:'),
  puts('Compaction writes', 'compactionPuts', 'What was written is put together into larger objects:'),
  gets(
    'Compaction reads',
    reading === 'laterPassGets' ? reading : `(${reading})`,
    'What compaction puts together is read first:',
  ),
  gets(
    'Newest data that no cache has',
    'missedGets',
    'Ranges that readers at the tail miss in the caches, or all reads where a run measured them:',
  ),
  gets('Old data read again', 'replayGets', 'Ranges of old objects, which no cache has:'),
];
