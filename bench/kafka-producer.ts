import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchBroker } from './broker.ts';
import { median } from './result.ts';
import { CLIENT } from './workload.ts';

const PAYLOADS = 1_000;

/** What kafka-producer-perf-test is to send, with the settings of `CLIENT`. */
export interface ToolLoad {
  readonly topic: string;
  readonly records: number;
  /** Records a second; −1: as fast as it can. */
  readonly throughput: number;
  /** A file of `writePayloads`. */
  readonly payloads: string;
}

/** A file of values, one a line: incompressible text. Returns its path. */
export async function writePayloads({ scratch }: BenchBroker): Promise<string> {
  const file = join(scratch, 'payloads');
  const line = (): string => randomBytes(CLIENT.valueBytes).toString('base64').slice(0, CLIENT.valueBytes);
  await writeFile(file, `${Array.from({ length: PAYLOADS }, line).join('\n')}\n`);
  return file;
}

export function producerTool(broker: BenchBroker, load: ToolLoad): [program: string, args: string[]] {
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
  const { topic, records, throughput, payloads } = load;
  const args = [
    ...tool,
    ...['--topic', topic, '--num-records', String(records)],
    ...['--throughput', String(throughput), '--payload-file', payloads],
    ...['--producer-props', ...Object.entries(properties).map(([key, value]) => `${key}=${value}`)],
  ];
  return [java, args];
}

/** Records a second, of each line of progress and of the last line. */
export const ratesPrinted = (output: string): readonly number[] =>
  [...output.matchAll(/records sent, ([\d.]+) records\/sec/g)].map(([, rate]) => Number(rate));

/**
 * Runs `use` while the tool sends, from its first line of progress on, which comes after 5 s of load. The load
 * must be more than `use` takes; it is ended with it.
 */
export async function besideProducerTool<T>(
  broker: BenchBroker,
  load: ToolLoad,
  use: () => Promise<T>,
): Promise<{ readonly used: T; readonly recordsPerSecond: number }> {
  const child = spawn(...producerTool(broker, load), { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk;
  });
  const ended = once(child, 'close').then(([status]) => {
    throw new Error(`kafka-producer-perf-test ended too early, with status ${status}: ${complaints.slice(-2_000)}`);
  });
  ended.catch(() => undefined);
  const sending = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      if (ratesPrinted(output).length > 0) resolve();
    });
  });
  try {
    await Promise.race([sending, ended]);
    const before = ratesPrinted(output).length;
    const used = await Promise.race([use(), ended]);
    return { used, recordsPerSecond: median(ratesPrinted(output).slice(before)) };
  } finally {
    child.kill();
    await once(child, 'close').catch(() => undefined);
  }
}
