import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchBroker, withBroker } from './broker.ts';
import type { BenchOptions } from './index.ts';
import { measure } from './measured-process.ts';
import type { BenchResult } from './result.ts';
import { compare, type Turn, takeTurns } from './turns.ts';
import { CLIENT, unthrottledPlan, writePlan } from './workload.ts';

const OURS = fileURLToPath(new URL('./client/produce.ts', import.meta.url));
const PAYLOADS = 1_000;

/** Records sent per CPU-second of the whole client, against Kafka's own producer tool. */
export async function benchProduce({ records, rounds, driver, onProgress }: BenchOptions): Promise<BenchResult> {
  return withBroker(onProgress, async (broker) => {
    const payloads = join(broker.scratch, 'payloads');
    await writeFile(payloads, payloadLines());
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
    return compare('produce', 2.5, { ours: driver, theirs: 'kafka-producer-perf-test' }, turns);
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
  const [java, tool] = broker.tool('org.apache.kafka.tools.ProducerPerformance');
  const properties = {
    'bootstrap.servers': broker.bootstrap,
    acks: 'all',
    'enable.idempotence': 'true',
    'linger.ms': CLIENT.lingerMs,
    'batch.size': CLIENT.batchBytes,
    'max.in.flight.requests.per.connection': CLIENT.inFlight,
    'buffer.memory': CLIENT.sendBufferBytes,
    'delivery.timeout.ms': CLIENT.deliveryTimeoutMs,
    'compression.type': 'none',
  };
  const { output, cpuSeconds } = await measure(java, [
    ...tool,
    ...['--topic', topic, '--num-records', String(records), '--throughput', '-1', '--payload-file', payloads],
    ...['--producer-props', ...Object.entries(properties).map(([key, value]) => `${key}=${value}`)],
  ]);
  const rate = /records sent, ([\d.]+) records\/sec/.exec(output.trim().split('\n').at(-1) ?? '')?.[1];
  if (rate === undefined) throw new Error(`no rate in what kafka-producer-perf-test printed: ${output.slice(-500)}`);
  return { side: 'theirs', records, seconds: records / Number(rate), cpuSeconds };
}

/** Incompressible text, one value a line. */
function payloadLines(): string {
  const line = (): string => randomBytes(CLIENT.valueBytes).toString('base64').slice(0, CLIENT.valueBytes);
  return `${Array.from({ length: PAYLOADS }, line).join('\n')}\n`;
}
