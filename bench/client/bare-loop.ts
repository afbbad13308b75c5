import { once } from 'node:events';
import { IntervalRecorder } from '../../src/loadgen/interval-recorder.ts';
import { monotonicClock } from '../../src/loadgen/monotonic-clock.ts';
import { topicSchedule } from '../../src/scenarios/schedule.ts';
import { pacedPlan } from '../workload.ts';
import { type ScheduleLoad, scheduleDelay } from './schedule-delay.ts';

/** A 1 ms timer that counts the records due at each tick and sends none: what any process would be late by. */
const load = JSON.parse(process.argv[2] ?? '') as ScheduleLoad;
const { topic, rate, warmUpSeconds, seconds, driver } = load;
const schedule = topicSchedule(pacedPlan(topic, rate, warmUpSeconds, seconds, driver), topic);
const recorder = new IntervalRecorder('schedule-delay');

process.send?.('ready');
const [epochNanos] = (await once(process, 'message')) as [string];
const clock = monotonicClock(BigInt(epochNanos));
for (let counted = 0; counted < schedule.total; ) {
  const now = clock();
  for (const due = schedule.countDueBy(now); counted < due; counted++) {
    const intended = schedule.intendedMicros(counted);
    recorder.record(intended, now - intended);
  }
  await new Promise((resolve) => setTimeout(resolve, 1));
}
process.send?.(scheduleDelay(recorder.take(), load), () => process.exit(0));
