import type { IntervalCounts } from '../../src/loadgen/interval-recorder.ts';
import type { FromProduce, ToProduce } from '../../src/loadgen/workers/messages.ts';
import { startThread } from '../../src/loadgen/workers/thread.ts';
import { pacedPlan } from '../workload.ts';
import { type ScheduleLoad, scheduleDelay } from './schedule-delay.ts';

/** The sending thread of `workbench run` at a constant rate: posts its schedule delays. */
const load = JSON.parse(process.argv[2] ?? '') as ScheduleLoad;
const { bootstrap, topic, rate, warmUpSeconds, seconds, driver } = load;
const plan = pacedPlan(topic, rate, warmUpSeconds, seconds, driver);
const intervals: IntervalCounts[] = [];
let settled = 0;
let bufferedBytes = 0;

const thread = startThread<ToProduce, FromProduce>(
  'produce-worker',
  { plan, index: 0, run: 1, connection: { bootstrap: [bootstrap], security: null }, clientId: 'bench' },
  (message) => {
    if (message.kind === 'ready') {
      process.send?.('ready');
    } else if (message.kind === 'second') {
      intervals.push(...message.histograms);
      for (const metric of message.metrics) {
        if (metric.kind !== 'sends') continue;
        settled += metric.acknowledged;
        bufferedBytes = Math.max(bufferedBytes, metric.bufferedBytes);
      }
    } else if (message.kind === 'produced') {
      const sent = (warmUpSeconds + seconds) * rate;
      if (settled !== sent) fail(`of ${sent} records ${settled} were acknowledged`);
      process.send?.(scheduleDelay(intervals, load, bufferedBytes), () => process.exit(0));
    } else if (message.kind === 'failed') {
      fail(message.message);
    }
  },
);
process.on('message', (epochNanos: string) => thread.post({ kind: 'begin', epochNanos: BigInt(epochNanos) }));

function fail(why: string): never {
  console.error(why);
  process.exit(1);
}
