import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harmonic } from '../../src/capture/statistics/zipf.ts';
import type { Capture, CapturedTopic } from '../../src/capture/types.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { meanSize } from '../../src/scenarios/mean-size.ts';
import { readScenario } from '../../src/scenarios/read.ts';
import { bytes } from '../../src/units.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';
import { type Ended, workbench } from '../run/workbench.ts';
import { KNOWN, startLoad } from './known-load.ts';
import { WatchedEnds } from './watched-ends.ts';

const CANARY = 'CANARY-7b1e';
const SECONDS = 12;
const scratch = scratchFolder();
let kafka: LocalCluster;
/** The last attempt's. */
let seen: {
  readonly folder: string;
  readonly ended: Ended;
  readonly capture: Capture;
  readonly orders: CapturedTopic;
  readonly ends: WatchedEnds;
  /** Uncompressed ÷ compressed, from the log itself. */
  readonly storedRatio: number;
};

/** Somebody else's records, which nobody may get to see. */
async function writeCanaries(bootstrap: string, while_: () => boolean): Promise<void> {
  const client = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'secret' }], waitForLeaders: false });
  await admin.disconnect();
  const producer = client.producer();
  await producer.connect();
  while (while_()) {
    const message = {
      key: `${CANARY}-key`,
      value: `${CANARY}-value`,
      headers: { [`${CANARY}-name`]: `${CANARY}-header` },
    };
    await producer.send({ topic: 'secret', messages: [message] }).catch(() => undefined);
    await delay(200);
  }
  await producer.disconnect();
}

/** One load with its capture; true where the machine was not too busy for either. */
async function attempt(folder: string, bootstrap: string): Promise<boolean> {
  mkdirSync(folder);
  const load = await startLoad(folder, bootstrap);
  const admin = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const topic = (await admin.listTopics()).find((name) => name.endsWith('orders')) ?? '';
  await admin.disconnect();
  const ends = new WatchedEnds(bootstrap, topic);
  // Groups have committed, and the burst lies within the capture.
  await delay(Math.max(0, load.epochMs + 6_000 - Date.now()));
  const args = ['--for', `${SECONDS}s`, '--look-back', 'none', '--out', 'captured'];
  const ended = await workbench(['scenario', 'capture', 'target.yaml', ...args], folder);
  const storedRatio = ratioInLog(topic);
  const { status } = await load.ended;
  await ends.stop();
  const capture = JSON.parse(readFileSync(join(folder, 'captured', 'capture.json'), 'utf8')) as Capture;
  const orders = capture.topics.find(({ name }) => name === topic) as CapturedTopic;
  seen = { folder: join(folder, 'captured'), ended, capture, orders, ends, storedRatio };
  return status === 0;
}

beforeAll(async () => {
  kafka = await startKafka(startOptions(1, scratch), () => ({}));
  const [bootstrap = ''] = kafka.bootstrap;
  let over = false;
  const canaries = writeCanaries(bootstrap, () => !over);
  for (let number = 1; number <= 3; number++) {
    if (await attempt(join(scratch, `attempt-${number}`), bootstrap)) break;
  }
  over = true;
  await canaries;
}, 180_000);

afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** Of the segments on disk: their batches' heads are walked, and what records take uncompressed is arithmetic. */
function ratioInLog(topic: string): number {
  let packed = 0;
  let records = 0;
  const files = readdirSync(join(scratch, 'data'), { recursive: true, withFileTypes: true });
  for (const file of files) {
    if (!file.parentPath.includes(topic) || !file.name.endsWith('.log')) continue;
    const log = readFileSync(join(file.parentPath, file.name));
    for (let at = 0; at + 61 <= log.length && log.readInt32BE(at + 8) > 49; at += 12 + log.readInt32BE(at + 8)) {
      packed += log.readInt32BE(at + 8) - 49;
      records += log.readInt32BE(at + 57);
    }
  }
  // Length of 2 bytes, attributes, two deltas, a key of 12 bytes with its length, a value with its length of 2, no headers.
  return (records * (2 + 1 + 1 + 1 + 13 + 2 + mean + 1)) / packed;
}

const mean = meanSize({
  kind: 'lognormal',
  medianBytes: bytes(KNOWN.medianBytes),
  sigma: KNOWN.sigma,
  maxBytes: bytes(KNOWN.maxBytes),
});

const off = (seen: number | undefined, truth: number): number => Math.abs((seen ?? Number.NaN) / truth - 1);

describe('the capture of a known load', () => {
  it('ends well, and says what it wrote and what to do next', () => {
    expect(seen.ended.err).not.toContain('not obtained');
    expect(seen.ended.status).toBe(0);
    expect(seen.ended.out).toContain('Next: workbench scenario check captured/scenario.yaml');
  });

  it('has rate and peak within 5% of what another client counts', () => {
    const slots = seen.orders.intervals.length;
    const at = (slot: number): number => (seen.orders.intervals[0]?.fromMs ?? 0) + slot * 1e3;
    expect(slots).toBeGreaterThanOrEqual(SECONDS - 1);
    expect(off(seen.orders.records.value, seen.ends.written(at(0), at(slots)) / slots)).toBeLessThan(0.05);
    const windows = Array.from({ length: slots - 2 }, (_, slot) => seen.ends.written(at(slot), at(slot + 3)) / 3);
    expect(off(seen.orders.peakRecords.value, Math.max(...windows))).toBeLessThan(0.05);
  });

  it('has the mean size within 2%, and its interval holds the truth', () => {
    expect(off(seen.orders.valueBytes?.mean.value, mean)).toBeLessThan(0.02);
    expect(seen.orders.valueBytes?.fitted.kind).toBe('lognormal');
    if (seen.orders.valueBytes?.fitted.kind !== 'lognormal') return;
    expect(off(seen.orders.valueBytes.fitted.sigma, KNOWN.sigma)).toBeLessThan(0.05);
    expect(off(seen.orders.valueBytes.fitted.medianBytes, KNOWN.medianBytes)).toBeLessThan(0.05);
  });

  it('has the compression within 5% of the log’s own', () => {
    expect(seen.orders.codecs).toEqual({ lz4: 1 });
    expect(off(seen.orders.compressionRatio?.value, seen.storedRatio)).toBeLessThan(0.05);
  });

  it('has the share of the hottest key within 10%, and a Zipf distribution that fits', () => {
    expect(off(seen.orders.keys?.hottestShare?.value, 1 / harmonic(KNOWN.keys, KNOWN.exponent))).toBeLessThan(0.1);
    expect(off(seen.orders.keys?.exponent?.value, KNOWN.exponent)).toBeLessThan(0.1);
    expect(off(seen.orders.keys?.distinct?.value, KNOWN.keys)).toBeLessThan(0.15);
    expect(seen.orders.keys?.keyed.value).toBe(1);
  });

  it('sees both groups, one producer with an id, the partitions and the imbalance that the keys make', () => {
    expect(seen.capture.whole.readers?.value).toBe(KNOWN.groups);
    // Each group counts for no more than was written, and the last commits may be seconds old.
    expect(seen.capture.whole.fanOut?.value).toBeLessThanOrEqual(KNOWN.groups);
    expect(seen.capture.whole.fanOut?.value).toBeGreaterThan(1);
    expect(seen.capture.whole.fanOut?.how).toContain('commits may be 5 s old');
    expect(seen.orders.partitions).toBe(KNOWN.partitions);
    expect(seen.orders.imbalance?.value).toBeGreaterThan(1.3);
    expect(seen.capture.topics.map(({ name }) => name)).toContain('secret');
  });

  it('gives a scenario that loads, whose records compress as those did', () => {
    const { plan } = readScenario(join(seen.folder, 'scenario.yaml'));
    expect(plan.client.compression).toBe('lz4');
    // 0.6 of each value repeated; blocks of 64 bytes repeat in whole bytes.
    expect(Math.abs(plan.records.compressibility - 0.6)).toBeLessThan(0.05);
    expect(plan.seen?.file).toBe('capture.json');
  });

  it('holds nothing of a key, a value or a header, in any file or line', () => {
    for (const file of readdirSync(seen.folder)) {
      expect(readFileSync(join(seen.folder, file), 'utf8'), file).not.toContain(CANARY);
    }
    expect(seen.ended.out + seen.ended.err).not.toContain(CANARY);
  });

  it('left no topic, no group and no commit behind', async () => {
    const admin = new Kafka({ brokers: [kafka.bootstrap[0] ?? ''], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    expect(groups).toEqual([]);
    expect((await admin.listTopics()).filter((name) => !name.startsWith('__'))).toEqual(['secret']);
    await admin.disconnect();
  });
});
