import { fileURLToPath } from 'node:url';
import { type BenchBroker, withBroker } from './broker.ts';
import type { BenchOptions } from './index.ts';
import { measure } from './measured-process.ts';
import type { BenchResult } from './result.ts';
import { compare, type Turn, takeTurns } from './turns.ts';
import { CLIENT, unthrottledPlan, writePlan } from './workload.ts';

const PRODUCER = fileURLToPath(new URL('./client/produce.ts', import.meta.url));
const OURS = fileURLToPath(new URL('./client/read.ts', import.meta.url));
const TOPIC = 'fetch';

/** Records read per CPU-second of the whole client, each one identified and checked, against Kafka's own consumer tool. */
export async function benchFetch({ records, rounds, driver, onProgress }: BenchOptions): Promise<BenchResult> {
  return withBroker(onProgress, async (broker) => {
    await broker.createTopic(TOPIC);
    onProgress(`writing ${records} records`);
    const written = await writePlan(broker.scratch, unthrottledPlan(TOPIC, records, 'wire'));
    await measure(process.execPath, [PRODUCER, broker.bootstrap, written]);
    const offsets = await broker.admin.endOffsets(TOPIC, CLIENT.partitions);
    const turns = await takeTurns(rounds, async (side) => {
      const turn = side === 'ours' ? await ours(broker, records, driver, offsets) : await theirs(broker, records);
      onProgress(`${side}: ${Math.round(records / turn.cpuSeconds)} records per CPU-second`);
      return turn;
    });
    const names = { ours: driver, theirs: 'kafka-consumer-perf-test' };
    return compare({ bench: 'fetch', goal: 2, recordsPerSecondGoal: null, names }, turns);
  });
}

async function ours(
  { bootstrap, scratch }: BenchBroker,
  records: number,
  driver: string,
  offsets: readonly number[],
): Promise<Turn> {
  const plan = await writePlan(scratch, unthrottledPlan(TOPIC, records, driver));
  const { output, cpuSeconds } = await measure(process.execPath, [OURS, bootstrap, plan, offsets.join()]);
  const { read, corrupted, seconds } = JSON.parse(output) as Record<string, number>;
  if (read !== records || corrupted !== 0 || seconds === undefined) {
    throw new Error(`of ${records} records ${read} were read, ${corrupted} of them corrupted`);
  }
  return { side: 'ours', records, seconds, cpuSeconds };
}

async function theirs(broker: BenchBroker, records: number): Promise<Turn> {
  const [java, tool] = broker.tool('org.apache.kafka.tools.ConsumerPerformance');
  const { output, cpuSeconds } = await measure(java, [
    ...tool,
    ...['--bootstrap-server', broker.bootstrap, '--topic', TOPIC, '--num-records', String(records)],
    ...['--hide-header', '--timeout', '60000'],
  ]);
  const fields = (output.trim().split('\n').at(-1) ?? '').split(',').map((field) => field.trim());
  const [read, perSecond] = [Number(fields[4]), Number(fields[5])];
  if (!(read >= records)) throw new Error(`kafka-consumer-perf-test read ${read} of ${records}: ${output.slice(-500)}`);
  return { side: 'theirs', records: read, seconds: read / perSecond, cpuSeconds };
}
