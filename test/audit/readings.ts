import type { GroupReading, PartitionOutcomes, PartitionReading } from '../../src/evidence/types/audit.ts';
import { StretchRoom } from '../../src/loadgen/workloads/listed-stretches.ts';
import { ProducerLogs } from '../../src/loadgen/workloads/producer-logs.ts';

/** 100 acknowledged records of producer 0 in orders/0. */
export const outcomes = (over: Partial<PartitionOutcomes> = {}): PartitionOutcomes => ({
  topic: 'orders',
  partition: 0,
  producer: 0,
  acknowledged: [[0, 100]],
  failed: [],
  unknown: [],
  unsent: [],
  ...over,
});

/** Sequences [from, to) of producer 0, or of another; `at`: not where the stretch before ended. */
type Written = readonly [from: number, to: number, over?: { readonly producer?: number; readonly at?: number }];

/** Intended times are 1,000 µs a sequence. */
function logsOf(written: readonly Written[]): { logs: ProducerLogs; end: number } {
  const logs = new ProducerLogs(new StretchRoom());
  let offset = 0;
  for (const [from, to, { producer = 0, at = offset } = {}] of written) {
    offset = at;
    for (let sequence = from; sequence < to; sequence++) logs.of(producer).add(sequence, offset++, sequence * 1_000);
  }
  return { logs, end: offset };
}

/** A complete reading of a log in which these stand one after the other. */
export function reading(...written: readonly Written[]): PartitionReading {
  const { logs, end } = logsOf(written);
  return {
    topic: 'orders',
    partition: 0,
    complete: true,
    end,
    producers: logs.readings(),
    corrupted: [],
    unidentified: [],
    absent: [],
    foreign: 0,
  };
}

/** What a tail group got of it. */
export function polled(...written: readonly Written[]): GroupReading {
  const { logs, end } = logsOf(written);
  return {
    group: 'live',
    role: 'tail',
    topics: ['orders'],
    partitions: [
      {
        topic: 'orders',
        partition: 0,
        position: end,
        skipped: [],
        wentBack: [],
        reread: 0,
        corrupted: [],
        producers: logs.readings(),
      },
    ],
  };
}
