import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/commands/problems.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { loadScenario } from '../../src/scenarios/load.ts';
import { readScenario } from '../../src/scenarios/read.ts';
import { sampleText } from './sample.ts';

const load = (text: string, set: readonly string[] = []) => loadScenario(text, { file: 'scenario.yaml', set });

function refusal(action: () => unknown): WorkbenchError {
  try {
    action();
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

const messages = (action: () => unknown): string => formatProblems(refusal(action));

describe('a bad scenario gets every mistake at once, with line, key and what to do:', () => {
  const folder = join(import.meta.dirname, 'bad');
  it.each(readdirSync(folder))('%s', (name) => {
    const text = readFileSync(join(folder, name, 'scenario.yaml'), 'utf8');
    const error = refusal(() => load(text));
    expect(`${formatProblems(error)}\n`).toBe(readFileSync(join(folder, name, 'expected.txt'), 'utf8'));
    expect(error.exitStatus).toBe(2);
  });
});

describe('digests', () => {
  it('of a scenario are the SHA-256 of its bytes', () => {
    const text = sampleText({ description: 'größer' });
    const independent = createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex');
    expect(load(text).digest).toBe(`sha256:${independent}`);
  });

  it('of scenario and plan are the same for the same file', () => {
    const [a, b] = [load(sampleText()), load(sampleText())];
    expect([a.digest, a.planDigest]).toEqual([b.digest, b.planDigest]);
    expect(a.plan).toEqual(b.plan);
  });

  it('change with one byte of a comment for the scenario, and not for the plan', () => {
    const [a, b] = [load(`${sampleText()}\n# a`), load(`${sampleText()}\n# b`)];
    expect(a.digest).not.toBe(b.digest);
    expect(a.planDigest).toBe(b.planDigest);
  });

  it('change with the seed', () => {
    expect(load(sampleText({ seed: 2 })).planDigest).not.toBe(load(sampleText({ seed: 3 })).planDigest);
  });
});

describe('--set', () => {
  it('changes the plan and its digest, keeps the scenario digest, and is recorded', () => {
    const set = ['ingress.0.rate=250/s', 'clients.linger=20ms', 'records.keys={distribution: uniform, count: 7}'];
    const [before, after] = [load(sampleText()), load(sampleText(), set)];
    expect(after.plan.phases[0]?.fromRate).toBe(250);
    expect(after.plan.client.lingerMs).toBe(20);
    expect(after.plan.records.keys).toEqual({ kind: 'uniform', count: 7 });
    expect(after.digest).toBe(before.digest);
    expect(after.planDigest).not.toBe(before.planDigest);
    expect(after.overrides).toEqual(set);
  });

  it('sets keys of a section that is empty in the file', () => {
    expect(load('fanOut:\n'.concat(yamlOf(sampleText())), ['fanOut.groups=3']).plan.groups).toHaveLength(3);
  });

  it('to what the scenario would not allow is a mistake of the command line, not of a line in the file', () => {
    expect(messages(() => load(sampleText(), ['clients.lingr=5ms', 'repetitions=0']))).toBe(
      [
        '--set clients.lingr=5ms clients.lingr — is not a known key',
        '  → did you mean "linger"?',
        '--set repetitions=0 repetitions — is 0, less than 1',
        '  → Valid passes per target; a difference is claimed from 4 on; for example repetitions: 4',
      ].join('\n'),
    );
  });

  it.each([
    ['repetitions', 'is not KEY=VALUE'],
    ['=3', 'is not KEY=VALUE'],
    ['clients..linger=5ms', 'is not KEY=VALUE'],
    ['ingress.1.rate=5/s', '"ingress" has no item 1'],
    ['name.first=x', '"name" is a single value and has no key "first"'],
    ['records.keys={', 'has a value that is not YAML'],
  ])('%s is refused: %s', (set, what) => {
    expect(messages(() => load(sampleText(), [set]))).toContain(`--set ${set} — ${what}`);
  });
});

describe('reading a file', () => {
  it('that is not there, a folder, or not UTF-8 says so', () => {
    expect(messages(() => readScenario('no/such.yaml'))).toContain('no/such.yaml — there is no such file');
    expect(messages(() => readScenario(import.meta.dirname))).toContain('this is a folder');
    const readFile = () => new Uint8Array([0x6e, 0xff, 0x6e]);
    expect(messages(() => readScenario('latin1.yaml', { readFile }))).toContain('not UTF-8');
  });

  it('with aliases that grow without end stops', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*a${level - 1}`;
      return `k${level}: &a${level} [${Array(9).fill(inner).join(', ')}]`;
    });
    expect(messages(() => load(levels.join('\n')))).toContain('aliases (*) cannot be resolved');
  });

  it('accepts the demo, which sends enough for p99.9 in every phase of the headline', () => {
    const { plan } = readScenario(join(import.meta.dirname, '../../scenarios/demo.yaml'));
    const measured = plan.phases.filter(({ role }) => role === 'measured');
    expect(measured.length).toBeGreaterThan(0);
    for (const { fromRate, startSecond, endSecond } of measured) {
      expect(fromRate * (endSecond - startSecond)).toBeGreaterThanOrEqual(10_000);
    }
  });
});

/** Block style, so that a line can stand before it. */
function yamlOf(json: string): string {
  return Object.entries(JSON.parse(json) as Record<string, unknown>)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}
