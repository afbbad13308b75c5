import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capture } from '../../src/capture/types.ts';
import type { Coverage } from '../../src/judge/types/coverage.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { readScenario } from '../../src/scenarios/read.ts';
import { startLoad } from '../capture/known-load.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';
import { type Ended, workbench } from '../run/workbench.ts';

const DEMO = fileURLToPath(new URL('../../scenarios/demo.yaml', import.meta.url));
/** More than either load writes, and less than twice as much: none is left to run an invalid repetition again. */
const GIB = 0.12;
const scratch = scratchFolder();
let kafka: LocalCluster;

interface Captured {
  readonly folder: string;
  /** When second 0 of the load was, ms since 1970. */
  readonly epochMs: number;
  readonly ended: Ended;
  readonly capture: Capture;
  readonly summary: Summary;
}

/** Runs a scenario once and captures the seconds [from, from + lasting) of its load. */
async function attempt(folder: string, text: string, from: number, lasting: number) {
  mkdirSync(folder);
  const load = await startLoad(folder, kafka.bootstrap[0] ?? '', text, GIB);
  // The first look comes a moment after the command.
  await delay(Math.max(0, load.epochMs + (from - 1) * 1e3 - Date.now()));
  const args = ['--for', `${lasting}s`, '--look-back', 'none', '--scenario', 'taken.yaml', '--out', 'captured'];
  const ended = await workbench(['scenario', 'capture', 'target.yaml', ...args], folder);
  const { status } = await load.ended;
  return {
    isValid: status === 0,
    folder,
    epochMs: load.epochMs,
    ended,
    capture: JSON.parse(readFileSync(join(folder, 'captured', 'capture.json'), 'utf8')) as Capture,
    summary: JSON.parse(readFileSync(join(folder, 'run', 'summary.json'), 'utf8')) as Summary,
  };
}

/** Until the machine was not too busy for the load. */
async function captured(name: string, text: string, from: number, lasting: number): Promise<Captured> {
  let last = await attempt(join(scratch, `${name}-1`), text, from, lasting);
  for (let number = 2; number <= 4 && !last.isValid; number++) {
    last = await attempt(join(scratch, `${name}-${number}`), text, from, lasting);
  }
  return last;
}

const off = (seen: number | undefined, truth: number): number => Math.abs((seen ?? Number.NaN) / truth - 1);

let demo: Captured;
let again: Captured;

beforeAll(async () => {
  kafka = await startKafka(startOptions(1, scratch), () => ({}));
  const text = readFileSync(DEMO, 'utf8').replace('repetitions: 2', 'repetitions: 1');
  // After the backlog's 4 s: 16 s at 2,000/s and 4 s at 4,000/s, without the first and the last second.
  demo = await captured('demo', text, 6, 17);
  // What was taken from it, with less of each phase: its warm-up lasts 10 s.
  const taken = readFileSync(join(demo.folder, 'taken.yaml'), 'utf8')
    .replace('repetitions: 4', 'repetitions: 1')
    .replace('duration: 60s', 'duration: 10s')
    .replace('"taken.capture.json"', `"../${basename(demo.folder)}/taken.capture.json"`);
  again = await captured('again', taken, 4, 24);
}, 480_000);

afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe("the capture of the demo's own load", () => {
  it('gives back its rates within 5%, its size within 2%, its keys and its codec', () => {
    const { plan } = readScenario(join(demo.folder, 'taken.yaml'));
    // 17 s of it: 13 at 2,000/s and 4 at 4,000/s, or one less of the burst.
    const average = demo.capture.whole.averageRecordsPerSecond.value;
    expect(average).toBeGreaterThan(0.95 * ((14 * 2_000 + 3 * 4_000) / 17));
    expect(average).toBeLessThan(1.05 * ((13 * 2_000 + 4 * 4_000) / 17));
    expect(off(demo.capture.whole.peakRecordsPerSecond.value, 4_000)).toBeLessThan(0.05);
    expect(off(plan.records.meanBytes, 1_024)).toBeLessThan(0.02);
    expect(plan.records.size.kind).toBe('fixed');
    expect(plan.records.keys.kind).toBe('uniform');
    if (plan.records.keys.kind === 'uniform') expect(off(plan.records.keys.count, 1_000)).toBeLessThan(0.1);
    expect(plan.client.compression).toBe('none');
    expect(plan.topics.map(({ partitions }) => partitions)).toEqual([3]);
  });

  it('gives a scenario whose own load is captured with the same figures', () => {
    const [first, second] = [demo.capture.whole, again.capture.whole];
    const { plan } = readScenario(join(demo.folder, 'taken.yaml'));
    const burst = plan.phases.find(({ name }) => name === 'burst')?.fromRate ?? 0;
    expect(off(burst, first.peakRecordsPerSecond.value)).toBeLessThan(0.001);
    // Its warm-up and its steady phase last until 20 s, its burst until 30 s: a run that was invalid begins once more.
    const between = (from: number, to: number): number => {
      const own = second.intervals.filter(({ fromMs, seconds }) => {
        const at = (fromMs - again.epochMs) / 1e3;
        return at >= from && at + seconds <= to;
      });
      return own.reduce((sum, { recordsPerSecond }) => sum + recordsPerSecond, 0) / own.length;
    };
    const seen = second.intervals.map(({ recordsPerSecond }) => Math.round(recordsPerSecond)).join(' ');
    expect(off(between(6, 19.5), first.averageRecordsPerSecond.value), seen).toBeLessThan(0.05);
    expect(off(between(21, 29.5), first.peakRecordsPerSecond.value), seen).toBeLessThan(0.05);
    expect(off(second.valueBytes?.mean.value, first.valueBytes?.mean.value ?? 0)).toBeLessThan(0.02);
    expect(off(second.compressionRatio?.value, first.compressionRatio?.value ?? 0)).toBeLessThan(0.05);
    expect(off(second.keys?.hottestShare?.value, first.keys?.hottestShare?.value ?? 0)).toBeLessThan(0.1);
  });

  it('is named by the scenario, so that the run says what of production it exercises', () => {
    expect(demo.summary.coverage).toBeUndefined();
    const coverage = again.summary.coverage as Coverage;
    expect(coverage.capture.file).toContain('taken.capture.json');
    expect(coverage.minutes.share).toBe(1);
    expect(coverage.sizes?.records).toBe(1);
    expect(readFileSync(join(again.folder, 'run', 'report.html'), 'utf8')).toContain('Coverage of production');
    expect(readFileSync(join(again.folder, 'run', 'report.md'), 'utf8')).toContain('Coverage of the production');
  });

  it('is over before its topics are removed, or says that they were', () => {
    for (const { ended, capture } of [demo, again]) {
      if (capture.notes.some((note) => note.includes('was deleted'))) continue;
      expect(ended.err).not.toContain('not obtained');
      expect(ended.status).toBe(0);
    }
  });
});
