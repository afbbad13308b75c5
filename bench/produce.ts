import { fileURLToPath } from 'node:url';
import { type BenchBroker, withBroker } from './broker.ts';
import type { BenchOptions } from './index.ts';
import { producerTool, ratesPrinted, writePayloads } from './kafka-producer.ts';
import { measure } from './measured-process.ts';
import type { BenchResult } from './result.ts';
import { compare, type Turn, takeTurns } from './turns.ts';
import { unthrottledPlan, writePlan } from './workload.ts';

const OURS = fileURLToPath(new URL('./client/produce.ts', import.meta.url));
const UNTHROTTLED = -1;

/** Records sent per CPU-second of the whole client, against Kafka's own producer tool. */
export async function benchProduce({ records, rounds, driver, onProgress }: BenchOptions): Promise<BenchResult> {
  return withBroker(onProgress, async (broker) => {
    const payloads = await writePayloads(broker);
    let topics = 0;
    const turns = await takeTurns(rounds, async (side) => {
      const topic = `produce-${++topics}`;
      await broker.createTopic(topic);
      const turn =
        side === 'ours' ? await ours(broker, topic, records, driver) : await theirs(broker, topic, records, payloads);
      await broker.admin.deleteTopics([topic]);
      onProgress(`${side}: ${Math.round(records / turn.cpuSeconds)} records per CPU-second`);
      return turn;
    });
    const names = { ours: driver, theirs: 'kafka-producer-perf-test' };
    return compare({ bench: 'produce', goal: 2.5, recordsPerSecondGoal: 1, names }, turns);
  });
}

async function ours(
  { bootstrap, scratch }: BenchBroker,
  topic: string,
  records: number,
  driver: string,
): Promise<Turn> {
  const plan = await writePlan(scratch, unthrottledPlan(topic, records, driver));
  const { output, cpuSeconds } = await measure(process.execPath, [OURS, bootstrap, plan]);
  const { acknowledged, recorded, seconds } = JSON.parse(output) as Record<string, number>;
  if (acknowledged !== records || recorded !== records || seconds === undefined) {
    throw new Error(`of ${records} records ${acknowledged} were acknowledged and ${recorded} recorded`);
  }
  return { side: 'ours', records, seconds, cpuSeconds };
}

async function theirs(broker: BenchBroker, topic: string, records: number, payloads: string): Promise<Turn> {
  const { output, cpuSeconds } = await measure(
    ...producerTool(broker, { topic, records, throughput: UNTHROTTLED, payloads }),
  );
  const rate = ratesPrinted(output).at(-1);
  if (rate === undefined) throw new Error(`no rate in what kafka-producer-perf-test printed: ${output.slice(-500)}`);
  return { side: 'theirs', records, seconds: records / rate, cpuSeconds };
}
