import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { monotonicNanos } from '../src/loadgen/monotonic-clock.ts';
import { withBroker } from './broker.ts';
import type { ScheduleDelay, ScheduleLoad } from './client/schedule-delay.ts';
import type { BenchOptions } from './index.ts';
import { type BenchResult, type BenchRow, median, significant } from './result.ts';

const RATES = [20_000, 50_000];
const WARM_UP_SECONDS = 5;
/** Both processes are told the epoch before it comes. */
const LEAD_NANOS = 500_000_000n;

const file = (name: string): string => fileURLToPath(new URL(`./client/${name}.ts`, import.meta.url));

/**
 * How late our sending thread hands records over, against a loop of the same 1 ms timer that only counts the
 * same records due. The two run at the same time in processes of their own, beside the one broker that our
 * load goes to: whatever the machine takes from one it takes from the other in the same seconds, which taking
 * turns could not promise, and the loop never has an idle machine. The loop is the lighter of the two, so it
 * is favoured, not we. A warm-up of 5 s is left out on both sides. The worst rate's ratio is the result.
 */
export async function benchSchedule({ rounds, seconds, driver, onProgress }: BenchOptions): Promise<BenchResult> {
  const compared = await withBroker(onProgress, async ({ bootstrap, admin, createTopic }) => {
    const perRate: { ratio: number; rows: readonly BenchRow[] }[] = [];
    for (const rate of RATES) {
      const pairs: (readonly [ScheduleDelay, ScheduleDelay])[] = [];
      for (let round = 1; round <= rounds; round++) {
        const topic = `schedule-${rate}-${round}`;
        await createTopic(topic);
        const pair = await sideBySide({ bootstrap, topic, rate, warmUpSeconds: WARM_UP_SECONDS, seconds, driver });
        await admin.deleteTopics([topic]);
        pairs.push(pair);
        onProgress(`${rate}/s: p99.9 ${pair.map(({ p999Ms }) => `${p999Ms} ms`).join(', bare loop ')}`);
      }
      perRate.push({
        ratio: median(pairs.map(([ours, bare]) => ours.p999Ms / bare.p999Ms)),
        rows: [
          row(
            `${driver}, ${rate}/s`,
            pairs.map(([ours]) => ours),
          ),
          row(
            `bare loop, ${rate}/s`,
            pairs.map(([, bare]) => bare),
          ),
        ],
      });
    }
    return perRate;
  });
  return {
    bench: 'schedule',
    ratio: significant(Math.max(...compared.map(({ ratio }) => ratio))),
    goal: 3,
    unit: 'p99.9 of schedule delay, ours ÷ bare loop beside it, at the worst rate; at most the goal: lower is better',
    rows: compared.flatMap(({ rows }) => rows),
  };
}

/** Our load and the bare loop, from the same epoch on. */
async function sideBySide(load: ScheduleLoad): Promise<readonly [ScheduleDelay, ScheduleDelay]> {
  const children = [file('schedule'), file('bare-loop')].map((path) => fork(path, [JSON.stringify(load)]));
  const failed = children.map(async (child) => {
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error(`${child.spawnfile} ended with status ${status}`);
    return new Promise<never>(() => undefined);
  });
  const next = <T>(): Promise<T[]> =>
    Promise.race([...failed, Promise.all(children.map(async (child) => (await once(child, 'message'))[0] as T))]);
  try {
    await next<'ready'>();
    const results = next<ScheduleDelay>();
    const epochNanos = String(monotonicNanos() + LEAD_NANOS);
    for (const child of children) child.send(epochNanos);
    const [ours, bare] = (await results) as [ScheduleDelay, ScheduleDelay];
    if (ours.count !== bare.count) throw new Error(`${ours.count} records were handed over, ${bare.count} were due`);
    return [ours, bare];
  } finally {
    for (const child of children) child.kill();
  }
}

/** Medians over the rounds. */
function row(name: string, rounds: readonly ScheduleDelay[]): BenchRow {
  const of = (figure: keyof ScheduleDelay): number => median(rounds.map((round) => round[figure]));
  return {
    name,
    count: of('count'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    p999Ms: of('p999Ms'),
    maxMs: of('maxMs'),
    bufferedMiB: of('bufferedMiB'),
    rounds,
  };
}
