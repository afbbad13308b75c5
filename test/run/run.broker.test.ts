import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../src/evidence/types/events.ts';
import type { Percentiles } from '../../src/judge/types/figures.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { fetchKafka } from '../../src/platforms/local/distribution.ts';
import { commandLinesWith } from '../platforms/local/processes.ts';
import { SMALL_SCENARIO } from './small-scenario.ts';
import { type Ended, workbench } from './workbench.ts';

const TARGETS = fileURLToPath(new URL('../../targets/', import.meta.url));
const JUDGED = ['summary.json', 'series.json', 'cost.json', 'scorecard.json'];
const RENDERED = ['report.html', 'report.md', 'report.csv', 'junit.xml'];
/** Warm-up ends and the first measured phase begins: 2 s of backlog and 5 s of warm-up before it. */
const MEASURED_FROM = 7;

const scratch = mkdtempSync(join(tmpdir(), 'workbench-run-'));
const run = join(scratch, 'run');
let ended: Ended;
let summary: Summary;

beforeAll(async () => {
  writeFileSync(join(scratch, 'small.yaml'), SMALL_SCENARIO);
  const targets = ['local-kafka', 'local-tiered'].flatMap((name) => ['--target', join(TARGETS, `${name}.yaml`)]);
  ended = await workbench(['run', 'small.yaml', ...targets, '--out', run], scratch);
  summary = JSON.parse(readFileSync(join(run, 'summary.json'), 'utf8')) as Summary;
}, 180_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const events = (): Event[] =>
  readFileSync(join(run, 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);

describe('a run against two real platforms', () => {
  it('ends with status 0, a report and nothing left running', () => {
    expect(ended.err).toBe('');
    expect(ended.status).toBe(0);
    expect(ended.out).toContain('report.html');
    for (const file of [...JUDGED, ...RENDERED]) expect(readdirSync(run)).toContain(file);
    expect(commandLinesWith('kafka.Kafka').filter((line) => line.includes(scratch))).toEqual([]);
  });

  it('accounts for every record of the plan: 6,144 of backlog and 10 s of 1,000', () => {
    for (const target of summary.targets) {
      const planned = 6_144 + 10_000;
      for (const { produce, audit } of target.repetitions.filter(({ valid }) => valid)) {
        expect(produce.everySend).toEqual({
          intended: planned,
          acknowledged: planned,
          failed: 0,
          unknown: 0,
          unsent: 0,
        });
        expect(audit).toMatchObject({
          acknowledged: planned,
          delivered: planned,
          lost: 0,
          duplicated: 0,
          corrupted: 0,
        });
        expect(produce.intended).toBe(5_000);
        expect(produce.response.count).toBe(5_000);
      }
    }
  });

  it('reads the catch-up slice from the remote tier on the tiered platform, and says how it knows', () => {
    const started = events().filter((event) => event.kind === 'catch-up-started' && event.target === 'local-tiered');
    expect(started.length).toBeGreaterThan(0);
    const tiered = summary.targets.find(({ name }) => name === 'local-tiered');
    expect(tiered?.catchUp?.source).toBe('remote');
    expect(tiered?.catchUp?.evidence).toContain('ListOffsets −4');
    const plain = summary.targets.find(({ name }) => name === 'local-kafka');
    expect(plain?.catchUp?.source).not.toBe('remote');
    for (const target of summary.targets) expect(target.catchUp?.timeToTailSeconds).toBeGreaterThan(0);
  });

  it('has each target checked once, before its load, and lays what was found side by side', () => {
    for (const { name } of summary.targets) {
      const own = events().filter((event) => event.kind !== 'run-ended' && event.target === name);
      const checks = own.flatMap((event) => (event.kind === 'target-checked' ? [event] : []));
      expect(checks.map(({ repetition }) => repetition)).toEqual([1]);
      expect(own.findIndex(({ kind }) => kind === 'target-checked')).toBeLessThan(
        own.findIndex(({ kind }) => kind === 'load-started'),
      );
      const [{ check } = { check: null }] = checks;
      expect(check?.lines.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
      expect(check?.roundTrips.map(({ broker }) => broker)).toEqual([1]);
    }
    const page = new Map(summary.fairness.map(({ condition, values }) => [condition, values]));
    expect(page.get('Release, by API versions')).toEqual(['4.3 or later', '4.3 or later']);
    expect(page.get('Failed in the check before the first repetition')).toEqual(['nothing', 'nothing']);
    expect(ended.out).not.toContain('Check of');
  });

  it('keeps waiting groups in one generation throughout', () => {
    for (const target of summary.targets) {
      const generations = events().flatMap((event) =>
        event.kind === 'group-generation' && event.target === target.name
          ? [`${event.repetition} ${event.group} ${event.generation}`]
          : [],
      );
      const groups = new Set(generations.map((line) => line.slice(0, line.lastIndexOf(' '))));
      expect(groups.size).toBeGreaterThanOrEqual(2);
      expect(new Set(generations).size).toBe(groups.size);
    }
  });

  it('judges and renders a copied and renamed folder to the same bytes, without a broker', async () => {
    const copy = join(scratch, 'elsewhere', 'renamed');
    cpSync(run, copy, { recursive: true });
    const before = new Map([...JUDGED, ...RENDERED].map((file) => [file, readFileSync(join(run, file))]));
    for (const file of [...JUDGED, ...RENDERED]) rmSync(join(copy, file));
    const cwd = join(scratch, 'elsewhere');
    const later = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' };
    expect((await workbench(['judge', 'renamed'], cwd, later)).status).toBe(0);
    expect((await workbench(['report', 'renamed'], cwd, later)).status).toBe(0);
    for (const [file, bytes] of before) expect(readFileSync(join(copy, file)).equals(bytes), file).toBe(true);
  });

  it('states the percentiles that the Java HdrHistogram computes from the same .hlog files', async () => {
    const { classpath, java } = await fetchKafka({ signal: new AbortController().signal, onProgress: () => undefined });
    const source = fileURLToPath(new URL('./Percentiles.java', import.meta.url));
    const filesOf = (target: string, suffix: string): readonly string[] => {
      const valid = summary.targets.find(({ name }) => name === target)?.repetitions.filter(({ valid }) => valid) ?? [];
      return readdirSync(join(run, 'samples'))
        .filter((file) => valid.some(({ index }) => file.startsWith(`${target}.${index}.`)) && file.endsWith(suffix))
        .map((file) => join(run, 'samples', file));
    };
    const figures = summary.targets.flatMap(({ name, produce, tail }): (readonly [string, string, Percentiles])[] => [
      [name, 'produce.response.hlog', produce.response],
      [name, 'produce.service.hlog', produce.service],
      [name, 'produce.schedule-delay.hlog', produce.scheduleDelay],
      [name, 'end-to-end.hlog', tail.endToEnd],
    ]);
    const groups = figures.flatMap(([target, suffix]) => [...filesOf(target, suffix), '--']);
    const out = execFileSync(java.path, ['-cp', classpath, source, String(MEASURED_FROM), ...groups], {
      encoding: 'utf8',
    });
    const inJava = out.trim().split('\n');
    expect(inJava).toHaveLength(2 * 4);
    for (const [index, [target, suffix, { count, p50, p95, p99, max }]] of figures.entries()) {
      const [javaCount, ...javaMicros] = (inJava[index] ?? '').split(' ').map(Number);
      expect([count, p50, p95, p99, max], `${target} ${suffix}`).toEqual([
        javaCount,
        ...javaMicros.map((micros) => micros / 1_000),
      ]);
    }
  });

  it('shows exactly the summary’s p99 on the page', () => {
    const page = readFileSync(join(run, 'report.html'), 'utf8');
    for (const target of summary.targets) {
      expect(page).toContain(`data-value="${target.produce.response.p99}"`);
    }
  });

  it('has the digests that checking the same file gives, and other ones after one changed byte', async () => {
    const digests = async (text: string): Promise<{ digest: string; planDigest: string }> => {
      writeFileSync(join(scratch, 'again.yaml'), text);
      const { out } = await workbench(['scenario', 'check', 'again.yaml', '--json'], scratch);
      return JSON.parse(out) as { digest: string; planDigest: string };
    };
    const same = await digests(SMALL_SCENARIO);
    expect(same).toMatchObject({ digest: summary.scenario.digest, planDigest: summary.planDigest });
    const comment = await digests(`${SMALL_SCENARIO}#`);
    expect(comment.digest).not.toBe(same.digest);
    expect(comment.planDigest).toBe(same.planDigest);
    expect((await digests(SMALL_SCENARIO.replace('seed: 7', 'seed: 8'))).planDigest).not.toBe(same.planDigest);
  });

  it('writes no absolute path of this machine into the folder', () => {
    const files = readdirSync(run, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files) {
      expect(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name).not.toContain(scratch);
    }
  });

  it('refuses to write into the same folder again', async () => {
    const again = await workbench(
      ['run', 'small.yaml', '--target', join(TARGETS, 'local-kafka.yaml'), '--out', run],
      scratch,
    );
    expect(again.status).toBe(2);
    expect(again.err).toContain('is not empty');
  });
});
