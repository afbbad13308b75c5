import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvidence } from '../../src/evidence/read.ts';
import { run } from '../judge/evidence-builder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (plan: object) => writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));

describe('reading a run folder', () => {
  it('takes a plan that is whole', () => {
    write(run([]).plan);
    expect(readEvidence(folder).plan).toEqual(run([]).plan);
  });

  it('names what the plan lacks, so that judging never takes it for nothing', () => {
    const { plan, ...record } = run([]).plan;
    const { readingPatienceSeconds, retentionMs, ...older } = plan;
    write({ ...record, plan: older });
    expect(() => readEvidence(folder)).toThrow(/plan\.json.*its plan lacks retentionMs, readingPatienceSeconds/);
    write(record);
    expect(() => readEvidence(folder)).toThrow(/its plan lacks planVersion, scenario/);
  });

  it('wants to know when a second counts as recovered, where the plan has faults', () => {
    const { plan, ...record } = run([]).plan;
    write({ ...record, plan: { ...plan, faults: [] } });
    expect(() => readEvidence(folder)).toThrow(/its plan lacks recoveredP99Ms/);
    write({ ...record, plan: { ...plan, faults: [], recoveredP99Ms: 1000 } });
    expect(readEvidence(folder).plan.plan.faults).toEqual([]);
  });
});
