import { type BenchBroker, withBroker } from './broker.ts';
import type { ScheduleDelay, ScheduleLoad } from './client/schedule-delay.ts';
import { clientsAtOnce } from './clients-at-once.ts';
import type { BenchOptions } from './index.ts';
import { besideProducerTool, writePayloads } from './kafka-producer.ts';
import { type BenchResult, type BenchRow, median, significant } from './result.ts';
import { takeTurns } from './turns.ts';

const RATES = [20_000, 50_000];
const GOAL = 3;
const WARM_UP_SECONDS = 5;
/** The tool's load lasts so much longer than the loop: its first line of progress, and what starting takes. */
const SPARE_SECONDS = 20;

/** Our client with the loop beside it, or the loop beside Kafka's own producer. */
export type ScheduleTurn =
  | { readonly side: 'ours'; readonly ours: ScheduleDelay; readonly loop: ScheduleDelay }
  | { readonly side: 'theirs'; readonly loop: ScheduleDelay; readonly recordsPerSecond: number };

/**
 * How late our sending thread hands records over, against a loop of the same 1 ms timer that only counts the
 * same records due. The loop runs twice, and the worse ratio counts:
 *
 * - In our own seconds, beside our client and its broker: what the machine takes from one it takes from the
 *   other. But the CPU that our client takes is then taken from the loop as well.
 * - In turns with our client, A B B A, beside a broker whose load of the same rate, size and batching comes from
 *   kafka-producer-perf-test: nothing of ours makes this loop late.
 *
 * A warm-up of 5 s is left out everywhere. The worst rate's ratio is the result.
 */
export async function benchSchedule({ rounds, seconds, driver, onProgress }: BenchOptions): Promise<BenchResult> {
  return withBroker(onProgress, async (broker) => {
    const payloads = await writePayloads(broker);
    const perRate: (readonly [rate: number, turns: readonly ScheduleTurn[]])[] = [];
    let topics = 0;
    for (const rate of RATES) {
      const turns = await takeTurns(rounds, async (side) => {
        const topic = `schedule-${++topics}`;
        await broker.createTopic(topic);
        const load = { bootstrap: broker.bootstrap, topic, rate, warmUpSeconds: WARM_UP_SECONDS, seconds, driver };
        const turn = side === 'ours' ? await ours(load) : await theirs(broker, load, payloads);
        await broker.admin.deleteTopics([topic]);
        onProgress(`${rate}/s: p99.9 ${words(turn)}`);
        return turn;
      });
      perRate.push([rate, turns]);
    }
    return scheduleResult(driver, perRate);
  });
}

async function ours(load: ScheduleLoad): Promise<ScheduleTurn> {
  const [ours, loop] = (await clientsAtOnce(['schedule', 'bare-loop'], load)) as [ScheduleDelay, ScheduleDelay];
  if (ours.count !== loop.count) throw new Error(`${ours.count} records were handed over, ${loop.count} were due`);
  return { side: 'ours', ours, loop };
}

async function theirs(broker: BenchBroker, load: ScheduleLoad, payloads: string): Promise<ScheduleTurn> {
  const { topic, rate, warmUpSeconds, seconds } = load;
  const records = rate * (warmUpSeconds + seconds + SPARE_SECONDS);
  const { used, recordsPerSecond } = await besideProducerTool(
    broker,
    { topic, records, throughput: rate, payloads },
    () => clientsAtOnce(['bare-loop'], load),
  );
  return { side: 'theirs', loop: used[0] as ScheduleDelay, recordsPerSecond };
}

const words = (turn: ScheduleTurn): string =>
  turn.side === 'ours'
    ? `${turn.ours.p999Ms} ms, bare loop beside us ${turn.loop.p999Ms} ms`
    : `bare loop beside kafka-producer-perf-test ${turn.loop.p999Ms} ms`;

/** The worse of both ratios, at the worst rate; medians over the turns of a side. */
export function scheduleResult(
  driver: string,
  perRate: readonly (readonly [rate: number, turns: readonly ScheduleTurn[]])[],
): BenchResult {
  const compared = perRate.map(([rate, turns]) => {
    const a = turns.filter((turn) => turn.side === 'ours');
    const b = turns.filter((turn) => turn.side === 'theirs');
    const client = row(
      `${driver}, ${rate}/s`,
      a.map((turn) => turn.ours),
    );
    const beside = row(
      `bare loop beside it, ${rate}/s`,
      a.map((turn) => turn.loop),
    );
    const inTurns = row(
      `bare loop beside kafka-producer-perf-test, ${rate}/s`,
      b.map((turn) => turn.loop),
    );
    const together = significant(median(a.map((turn) => turn.ours.p999Ms / turn.loop.p999Ms)));
    const apart = significant(client.p999Ms / inTurns.p999Ms);
    const toolRate = Math.round(median(b.map((turn) => turn.recordsPerSecond)));
    const rows = [client, { ...beside, ratio: together }, { ...inTurns, ratio: apart, recordsPerSecond: toolRate }];
    return { ratio: Math.max(together, apart), rows };
  });
  const ratio = Math.max(...compared.map((it) => it.ratio));
  return {
    bench: 'schedule',
    ratio,
    goal: GOAL,
    unit: 'p99.9 of schedule delay, ours ÷ bare loop, the worse of both loops at the worst rate; at most the goal: lower is better',
    missed: ratio <= GOAL ? [] : [`${ratio} times the p99.9 of a bare loop, at most ${GOAL}`],
    rows: compared.flatMap(({ rows }) => rows),
  };
}

/** Medians over the turns. */
function row(name: string, turns: readonly ScheduleDelay[]): BenchRow & { readonly p999Ms: number } {
  const of = (figure: keyof ScheduleDelay): number => median(turns.map((turn) => turn[figure]));
  return {
    name,
    count: of('count'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    p999Ms: of('p999Ms'),
    maxMs: of('maxMs'),
    bufferedMiB: of('bufferedMiB'),
    turns,
  };
}
