import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '../../src/judge/types/summary.ts';
import { isRunning } from '../platforms/local/processes.ts';
import { SHORT_SCENARIO } from './small-scenario.ts';
import { start, startThroughBin, workbench } from './workbench.ts';

const TARGET = fileURLToPath(new URL('../../targets/local-kafka.yaml', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'workbench-stop-'));

beforeAll(() => writeFileSync(join(scratch, 'short.yaml'), SHORT_SCENARIO));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Brokers that were started below this process. */
function children(pid: number): number[] {
  const direct = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return [...direct, ...direct.flatMap(children)];
}

describe.each([
  { moment: 'while the broker starts', text: 'Starting Apache Kafka', signal: 'SIGINT' },
  { moment: 'while clients connect', text: 'connecting clients', signal: 'SIGINT' },
  { moment: 'under load', text: 'steady', signal: 'SIGINT' },
  { moment: 'in the complete reading', text: 'reading every record', signal: 'SIGTERM' },
] as const)('a run that is interrupted $moment', ({ moment, text, signal }) => {
  it('exits 130 at once, leaves a readable folder marked incomplete, and no process', async () => {
    const out = moment.replaceAll(' ', '-');
    const running = start(['run', 'short.yaml', '--target', TARGET, '--out', out], scratch);
    await running.printed(text);
    const started = children(running.process.pid ?? 0);
    running.process.kill(signal);
    running.process.kill(signal);
    const ended = await running.ended;
    expect(ended.err).toBe('');
    expect(ended.status).toBe(130);
    expect(ended.out).toContain('(exit status 130)');
    expect(started.filter(isRunning)).toEqual([]);
    const summary = JSON.parse(readFileSync(join(scratch, out, 'summary.json'), 'utf8')) as Summary;
    expect(summary.verdict).toBe('incomplete');
    expect(summary.verdictReasons[0]).toBe('interrupted');
    rmSync(join(scratch, out, 'report.html'));
    expect((await workbench(['report', out], scratch)).status).toBe(0);
    expect(readdirSync(join(scratch, out))).toContain('report.html');
  });
});

describe('a run whose tool loses the process that a user started', () => {
  it('is interrupted: it ends in order, marked incomplete, and leaves no process', async () => {
    const running = startThroughBin(['run', 'short.yaml', '--target', TARGET, '--out', 'orphaned'], scratch);
    await running.printed('steady');
    const started = children(running.process.pid ?? 0);
    // The tool, and its broker with the shell that holds it.
    expect(started.length).toBeGreaterThanOrEqual(3);
    running.process.kill('SIGKILL');
    const ended = await running.ended;
    expect(ended.err).toBe('');
    expect(ended.out).toContain('(exit status 130)');
    await expect.poll(() => started.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    const summary = JSON.parse(readFileSync(join(scratch, 'orphaned', 'summary.json'), 'utf8')) as Summary;
    expect(summary.verdict).toBe('incomplete');
    expect(summary.verdictReasons[0]).toBe('interrupted');
  });
});

describe('a run whose tool is killed', () => {
  it('keeps its evidence, which judges as incomplete, and leaves no broker', async () => {
    const running = start(['run', 'short.yaml', '--target', TARGET, '--out', 'killed'], scratch);
    await running.printed('steady');
    const started = children(running.process.pid ?? 0);
    running.process.kill('SIGKILL');
    await running.ended;
    const judged = await workbench(['judge', 'killed', '--json'], scratch);
    expect(judged.status).toBe(3);
    expect(JSON.parse(judged.out)).toMatchObject({ verdict: 'incomplete' });
    await expect.poll(() => started.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  });
});
