import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Histogram, initWebAssembly } from 'hdr-histogram-js';
import { IntervalRecorder } from '../src/loadgen/interval-recorder.ts';
import { SENDING_NURSERY_MIB } from '../src/loadgen/workers/thread.ts';
import type { MemoryGrowth } from './client/memory.ts';
import type { BenchOptions } from './index.ts';
import { type BenchResult, type BenchRow, median, significant } from './result.ts';

const MEMORY = fileURLToPath(new URL('./client/memory.ts', import.meta.url));

const NANOS_GOAL = 100;

/** Values of one turn; the latencies repeat after `DISTINCT`. */
const VALUES = 8_000_000;
const DISTINCT = 2 ** 20;
/** Memory that does not grow, but for what a runtime does not give back. */
const GROWN_GOAL_MIB = 4;
/** Figures that the goals are about, beside others. */
interface MemoryRow extends BenchRow {
  readonly rssGrownMiB: number;
  readonly heapGrownMiB: number;
}

/** A sending thread at this rate begins a new second, and hands the old one out, so often. */
const VALUES_PER_SECOND = 50_000;

/**
 * What recording costs the sending thread: nanoseconds a value in the interval recorder, handing out of each
 * second included, beside HdrHistogram's own `recordValue` in JavaScript and WebAssembly, A B C C B A, medians.
 * Then the memory of a whole sending side that records so many records on a virtual clock.
 */
export async function benchRecording({ records, rounds, onProgress }: BenchOptions): Promise<BenchResult> {
  await initWebAssembly();
  const latencies = someLatencies();
  const recorders: readonly (readonly [name: string, record: (values: number) => void])[] = [
    ['interval recorder', (values) => recordIntervals(latencies, values)],
    ['hdr-histogram-js', (values) => recordHistogram(latencies, values, false)],
    ['hdr-histogram-js, WebAssembly', (values) => recordHistogram(latencies, values, true)],
  ];
  // Until the compiler is done with them.
  for (const [, record] of recorders) record(VALUES / 4);
  const nanos = new Map<string, number[]>(recorders.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, record] of [...recorders, ...recorders.toReversed()]) {
      const began = performance.now();
      record(VALUES);
      nanos.get(name)?.push(significant(((performance.now() - began) * 1e6) / VALUES));
    }
  }
  const rows = [...nanos].map(
    ([name, turns]): BenchRow => ({ name, nanosPerValue: significant(median(turns)), turns }),
  );
  onProgress(rows.map(({ name, nanosPerValue }) => `${name}: ${nanosPerValue} ns a value`).join(', '));
  const ratio = significant(Number(rows[0]?.nanosPerValue));
  const memory = await memoryRow(records, onProgress);
  const atMost = [
    { what: 'ns a recorded value', figure: ratio, goal: NANOS_GOAL },
    { what: 'MiB of resident memory grown', figure: memory.rssGrownMiB, goal: GROWN_GOAL_MIB },
    { what: 'MiB of heap grown', figure: memory.heapGrownMiB, goal: GROWN_GOAL_MIB },
  ];
  return {
    bench: 'recording',
    ratio,
    goal: NANOS_GOAL,
    unit: 'ns a recorded value; at most the goal: lower is better',
    missed: atMost.flatMap(({ what, figure, goal }) => (figure <= goal ? [] : [`${figure} ${what}, at most ${goal}`])),
    rows: [...rows, memory],
  };
}

/** Resident as a run is, which forces no collection; the heap of another pass, which collects before every look. */
async function memoryRow(records: number, onProgress: BenchOptions['onProgress']): Promise<MemoryRow> {
  const { rss } = await memoryOf(records, [], onProgress);
  const { heap } = await memoryOf(records, ['--expose-gc'], onProgress);
  return {
    name: 'memory of the sending side',
    grownGoalMiB: GROWN_GOAL_MIB,
    records,
    rssMiB: rss.lastMiB,
    rssGrownMiB: rss.grownMiB,
    rssSpreadMiB: rss.spreadMiB,
    heapMiB: heap.lastMiB,
    heapGrownMiB: heap.grownMiB,
    heapSpreadMiB: heap.spreadMiB,
  };
}

async function memoryOf(
  records: number,
  flags: readonly string[],
  onProgress: BenchOptions['onProgress'],
): Promise<MemoryGrowth> {
  onProgress([`${records} records on a virtual clock`, ...flags].join(', '));
  // V8 counts three semi-spaces to a nursery.
  const nursery = `--max-semi-space-size=${SENDING_NURSERY_MIB / 3}`;
  const { stdout } = await promisify(execFile)(process.execPath, [nursery, ...flags, MEMORY, String(records)]);
  return JSON.parse(stdout) as MemoryGrowth;
}

/** µs: from a tenth of a millisecond to seconds, most of them a few milliseconds. */
function someLatencies(): Float64Array {
  let state = 1;
  return Float64Array.from({ length: DISTINCT }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 100 * 10 ** (4.3 * (state / 2 ** 32) ** 2);
  });
}

function recordIntervals(latencies: Float64Array, values: number): void {
  const recorder = new IntervalRecorder('response');
  for (let i = 0; i < values; i++) {
    recorder.record((i * 1e6) / VALUES_PER_SECOND, latencies[i % DISTINCT] as number);
    if (i % VALUES_PER_SECOND === 0) recorder.take();
  }
}

function recordHistogram(latencies: Float64Array, values: number, useWebAssembly: boolean): void {
  const histogram: Histogram = build({ numberOfSignificantValueDigits: 3, autoResize: true, useWebAssembly });
  for (let i = 0; i < values; i++) histogram.recordValue(Math.round(latencies[i % DISTINCT] as number));
  histogram.destroy();
}
