import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunBill } from '../../../src/cost-model/billing/types/run-bill.ts';
import type { TargetBilling } from '../../../src/scenarios/target-billing-types.ts';
import { standInCredentials } from '../../cost-model/billing/aws/environment.ts';
import type { JsonService } from '../../cost-model/billing/aws/json-service.ts';
import { NOVEMBER } from '../../cost-model/billing/cost-explorer/november.ts';
import { strictCostExplorer } from '../../cost-model/billing/cost-explorer/strict-cost-explorer.ts';
import { curLine, exportCsv } from '../../cost-model/billing/exports/files.ts';
import { run, target } from '../../judge/evidence-builder.ts';
import { workingFolder } from './workbench-bill.ts';

let folder: ReturnType<typeof workingFolder>;
beforeEach(() => {
  folder = workingFolder();
  mkdirSync(folder.run);
});
afterEach(() => folder.remove());

const BILLING: TargetBilling = {
  accounts: [],
  tags: {},
  region: null,
  period: null,
  resources: {},
  shared: [],
  prometheus: null,
};

/** A run of targets that say this of their bills. */
function planned(targets: Readonly<Record<string, Partial<TargetBilling>>>): void {
  const { plan } = run([], {
    targets: Object.entries(targets).map(([name, said]) => ({ ...target(name), billing: { ...BILLING, ...said } })),
  });
  writeFileSync(join(folder.run, 'plan.json'), JSON.stringify(plan));
}

const file = (name: string, ...costs: readonly (readonly [usageType: string, cost: string])[]): string => {
  const lines = costs.map(([line_item_usage_type, line_item_unblended_cost]) =>
    curLine({ line_item_usage_type, line_item_unblended_cost }),
  );
  writeFileSync(join(folder.cwd, name), exportCsv(...lines));
  return name;
};
const BROKER = 'BoxUsage:m7g.large';

const imported = (name: string, of: string, ...more: readonly string[]) =>
  folder.bill('import', name, '--run', 'run', '--target', of, ...more);
const billOfRun = (): RunBill => JSON.parse(readFileSync(join(folder.run, 'bill.json'), 'utf8'));
const kept = (): readonly string[] => readdirSync(join(folder.run, 'billing'));

describe('a source that is imported once more', () => {
  beforeEach(() => planned({ blue: {} }));

  it('with the same content stands where it stood, without a word', async () => {
    await imported(file('a.csv', [BROKER, '5']), 'blue');
    const before = kept();
    expect((await imported('a.csv', 'blue')).err).toBe('');
    expect(kept()).toEqual(before);
  });

  it('with other content takes its place where somebody says so', async () => {
    await imported(file('a.csv', [BROKER, '5']), 'blue');
    await expect(imported(file('b.csv', [BROKER, '6']), 'blue')).rejects.toMatchObject({
      exitStatus: 2,
      message: 'the run has cur (a.csv) of the same days, with other content than cur (b.csv)',
    });
    expect(billOfRun().total).toBe('5');
    const { err } = await imported('b.csv', 'blue', '--replace');
    expect(err).toBe('In the place of cur (a.csv), which the run had.');
    expect(billOfRun().total).toBe('6');
    expect(kept()).toHaveLength(1);
  });

  it('of more days than before takes the place of what has some of them', async () => {
    await imported(file('a.csv', [BROKER, '5']), 'blue');
    const more = ['--start', '2026-11-01', '--end', '2026-12-01'];
    await expect(imported(file('b.csv', [BROKER, '6']), 'blue', ...more)).rejects.toThrow(/would count twice/);
    await imported('b.csv', 'blue', '--replace', ...more);
    expect([billOfRun().total, kept().length]).toEqual(['6', 1]);
  });

  it('is sorted by the rules of the others, or by its own where somebody says so', async () => {
    writeFileSync(
      join(folder.cwd, 'own.yaml'),
      'name: own\nprovider: aws\nrules:\n  - name: mine\n    service: .*\n    into: { category: ecosystem }\n',
    );
    await imported(file('a.csv', [BROKER, '5']), 'blue');
    const later = exportCsv(curLine({ line_item_usage_start_date: '2026-11-09', line_item_unblended_cost: '7' }));
    writeFileSync(join(folder.cwd, 'later.csv'), later);
    await expect(imported('later.csv', 'blue', '--rules', 'own.yaml')).rejects.toMatchObject({
      exitStatus: 2,
      message: 'cur (a.csv) in the run is sorted by other rules than cur (later.csv) would be',
    });
    await imported('later.csv', 'blue', '--rules', 'own.yaml', '--other-rules');
    expect(billOfRun().categories.map(({ category, amount }) => [category, amount])).toEqual([
      ['compute', '5'],
      ['ecosystem', '7'],
    ]);
  });
});

describe('a bill of Cost Explorer that moved', () => {
  let service: JsonService | null = null;
  afterEach(async () => {
    vi.unstubAllEnvs();
    await service?.close();
    service = null;
  });
  const fetched = async (cost: string, cache: string) => {
    standInCredentials();
    await service?.close();
    service = await strictCostExplorer({
      lines: NOVEMBER.map((line) => (line.recordType === 'Support' ? { ...line, cost } : line)),
    });
    vi.stubEnv('AWS_ENDPOINT_URL', service.endpoint);
    const days = ['--start', '2026-11-01', '--end', '2026-11-03', '--yes', '--cache', cache];
    return folder.bill('fetch', '--run', 'run', ...days);
  };

  it('takes the place of what was answered before, and that is said in a line', async () => {
    planned({ blue: {} });
    await fetched('29', 'first');
    expect(billOfRun().total).toBe('32.3772');
    const { err } = await fetched('31', 'second');
    expect(err).toMatch(/\nIn the place of cost-explorer of 2026-11-01 until before 2026-11-03, which the run had\.$/);
    // Two dollars more of support.
    expect(billOfRun().total).toBe('34.3772');
    expect(kept()).toHaveLength(1);
  });
});

describe('two targets of a run', () => {
  const nat = (blue: string, green: string) => ({
    shared: [{ by: 'bytes', of: { usageType: 'NatGateway-.*' }, weights: { blue, green } }],
  });
  const BOTH = [
    ['NatGateway-Hours', '108'],
    [BROKER, '30'],
  ] as const;

  it('that share a part of an export do not both get the rest of it', async () => {
    planned({ blue: nat('1', '1'), green: nat('1', '1') });
    await imported(file('both.csv', ...BOTH), 'blue');
    expect(billOfRun().total).toBe('84');
    await expect(imported('both.csv', 'green')).rejects.toMatchObject({
      exitStatus: 2,
      message: expect.stringContaining('would count for blue and for green'),
    });
    expect(billOfRun().total).toBe('84');
  });

  it('split what they share in one way', async () => {
    const own = (name: string, share: ReturnType<typeof nat>) => ({ ...share, tags: { team: name } });
    planned({ blue: own('blue', nat('1', '1')), green: own('green', nat('1', '3')) });
    const line = (cost: string, tags: string, usage: string) =>
      curLine({ line_item_usage_type: usage, line_item_unblended_cost: cost, resource_tags: tags });
    const lines = exportCsv(
      line('8', '{"user_team":"blue"}', BROKER),
      line('20', '{"user_team":"green"}', BROKER),
      line('100', '', 'NatGateway-Hours'),
    );
    writeFileSync(join(folder.cwd, 'all.csv'), lines);
    await imported('all.csv', 'blue');
    expect(billOfRun().total).toBe('58');
    await expect(imported('all.csv', 'green')).rejects.toMatchObject({
      exitStatus: 2,
      message: 'costs shared by bytes are split in two ways: blue 1, green 1 for blue, blue 1, green 3 for green',
    });
    await imported('all.csv', 'green', '--replace');
    // 8 + 25 and 20 + 75: all of 128.
    expect(billOfRun().targets.map(({ bill }) => bill.total)).toEqual(['33', '95']);
    expect(billOfRun().total).toBe('128');
  });
});
