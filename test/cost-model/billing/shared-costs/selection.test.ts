import { afterAll, describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { planRequests } from '../../../../src/cost-model/billing/cost-explorer/plan-requests.ts';
import { readExports } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import { readInvoices } from '../../../../src/cost-model/billing/invoices/read-invoices.ts';
import type { SharedCosts } from '../../../../src/cost-model/billing/shared-costs/shared-costs.ts';
import type { BillingScope, SourceRows } from '../../../../src/cost-model/billing/types/source.ts';
import { desk } from '../cost-explorer/desk.ts';
import { ask } from '../cost-explorer/november.ts';
import { curLine, exportCsv, exportFolder, focusLine, without } from '../exports/files.ts';
import { csvMapping, folderWith } from '../invoices/files.ts';
import { awsRules, scope } from '../row.ts';

const { put, options, remove } = exportFolder();
afterAll(remove);

const halves = (of: SharedCosts['of']): SharedCosts => ({ by: 'traffic', of, weights: { blue: '1', green: '1' } });
const NAT = halves({ usageType: 'NatGateway-.*' });
const of = (target: string, narrow: Partial<BillingScope> = { tags: { cluster: target } }): BillingScope => ({
  ...scope,
  target,
  ...narrow,
});

const total = (sources: readonly SourceRows[], asked: BillingScope, shared: readonly SharedCosts[]): string =>
  billOf({ sources, rules: awsRules, scope: asked, shared }).total;

const nat = (cost: string, cluster: string | null, given = {}) =>
  curLine({
    line_item_usage_type: 'NatGateway-Hours',
    line_item_unblended_cost: cost,
    line_item_resource_id: '',
    resource_tags: cluster === null ? '{}' : `{"user_cluster":"${cluster}"}`,
    ...given,
  });

describe('costs that several targets share, of an export', () => {
  const file = put('nat.csv', exportCsv(nat('8', 'blue'), nat('20', 'green'), nat('100', null)));
  const billed = async (asked: BillingScope, shared: readonly SharedCosts[], from = file) =>
    total(await readExports([from], options({ scope: asked, shared })), asked, shared);

  it('are what no target is marked on: its own gateway stays whole, another’s is not taken', async () => {
    // 8 + 100 ÷ 2, and 20 + 100 ÷ 2: together all of 128.
    expect(await billed(of('blue'), [NAT])).toBe('58');
    expect(await billed(of('green'), [NAT])).toBe('70');
  });

  it('are not what stands in the scope: no line says twice whose it is', async () => {
    const [source] = await readExports([file], options({ scope: of('blue'), shared: [NAT] }));
    expect(source?.rows.map(({ unblended, shared, tag }) => [unblended, shared, tag])).toEqual([
      ['100', 0, null],
      ['8', null, 'cluster=blue'],
    ]);
    expect(source?.losses.join(' ')).not.toContain('left out');
  });

  it('are outside of an account as of a tag, and in an account that the key names', async () => {
    const there = (cost: string, account: string) => nat(cost, null, { line_item_usage_account_id: account });
    const accounts = put('accounts.csv', exportCsv(there('8', '1'), there('20', '2'), there('100', '3')));
    const blue = of('blue', { accounts: ['1'] });
    expect(await billed(blue, [halves({ usageType: 'NatGateway-.*', account: '3' })], accounts)).toBe('58');
  });

  it('are by a tag or a resource what the key names, whatever else is marked on it', async () => {
    const marked = put(
      'marked.csv',
      exportCsv(nat('8', 'blue'), nat('100', 'common', { line_item_resource_id: 'arn:nat-1' }), nat('1', 'red')),
    );
    expect(await billed(of('blue'), [halves({ tag: 'cluster=comm.*' })], marked)).toBe('58');
    expect(await billed(of('blue'), [halves({ resource: '.*nat-1' })], marked)).toBe('58');
  });

  it('are all that a key matches where a target names nothing of its own', async () => {
    // (8 + 20 + 100) ÷ 2
    expect(await billed(scope, [{ ...NAT, weights: { blue: '1', green: '1' } }])).toBe('64');
  });

  it('belong to the first key that matches', async () => {
    const both = [NAT, halves({ service: 'AmazonEC2' })];
    const [source] = await readExports([put('o.csv', exportCsv(nat('8', 'blue'), nat('1', null), curLine()))], {
      ...options({ scope: of('blue'), shared: both }),
    });
    expect(source?.rows.map(({ usageType, shared }) => [usageType, shared])).toEqual([
      ['BoxUsage:m7g.large', 1],
      ['NatGateway-Hours', 0],
      ['NatGateway-Hours', null],
    ]);
  });

  it('of FOCUS are selected likewise', async () => {
    const line = (BilledCost: string, Tags: string) => focusLine({ BilledCost, Tags, x_UsageType: 'NatGateway-Hours' });
    const focus = put('focus.csv', exportCsv(line('8', '{"cluster":"blue"}'), line('100', '{}')));
    expect(await billed(of('blue'), [NAT], focus)).toBe('58');
  });

  it.each<[string, SharedCosts['of'], string]>([
    ['that matches nothing', { usageType: 'NatGateway' }, 'it matches no line of cur that is not the target’s own'],
    ['that names no line', {}, 'no line is named'],
    ['that is no pattern', { usageType: '(' }, '"(" is no regular expression'],
    ['over a tag that is none', { tag: 'shared' }, '"shared" is no tag'],
  ])('are refused by a key %s', async (_, wrong, message) => {
    await expect(billed(of('blue'), [halves(wrong)])).rejects.toThrow(`costs shared by traffic: ${message}`);
  });

  it('are refused by a key that looks at what the export lacks, but not where it is another provider’s', async () => {
    const lacking = put(
      'lacking.csv',
      exportCsv(...without(['line_item_operation'], [nat('8', 'blue'), nat('1', null)])),
    );
    const byOperation = halves({ usageType: 'NatGateway-.*', operation: 'NatGateway' });
    await expect(billed(of('blue'), [byOperation], lacking)).rejects.toThrow('cur does not tell operations');
    const vendors = halves({ ...byOperation.of, provider: 'confluent' });
    expect(await billed(of('blue'), [vendors], lacking)).toBe('8');
  });
});

describe('costs that several targets share, of Cost Explorer', () => {
  const explorer = desk();
  const gateway = (cost: string, tags: Readonly<Record<string, string>>, account = '111111111111') =>
    ({ at: '2026-11-01', service: 'EC2 - Other', usageType: 'NatGateway-Hours', cost, tags, account }) as const;
  const lines = [gateway('8', { cluster: 'blue' }), gateway('20', { cluster: 'green' }), gateway('100', {}, '2')];

  it('are asked for by themselves, as the price says before', async () => {
    await explorer.start({ lines });
    const asked = ask({ scope: of('blue'), shared: [NAT] });
    const settings = explorer.settings();
    const alone = planRequests(ask({ scope: of('blue') }), settings).count;
    expect(planRequests(asked, settings).count).toBe(2 * alone);
    const source = await fetchCosts(asked, settings);
    expect(total([source], asked.scope, [NAT])).toBe('58');
    // An overview and one by usage type, for each of the two.
    expect(explorer.service.asked).toHaveLength(4);
    expect(planRequests(asked, settings).count).toBe(0);
  });

  it('are what lies outside of an account where no tag tells', async () => {
    await explorer.start({ lines });
    const asked = ask({ scope: of('blue', { accounts: ['111111111111'] }), shared: [NAT] });
    // 28 of its own account, and half of the other's.
    expect(total([await fetchCosts(asked, explorer.settings())], asked.scope, [NAT])).toBe('78');
  });

  it('are refused before anything is asked where a key looks at what it does not tell', async () => {
    await explorer.start({ lines });
    const asked = ask({ scope: of('blue'), shared: [halves({ resource: '.*' })] });
    await expect(fetchCosts(asked, explorer.settings())).rejects.toThrow('Cost Explorer does not tell resources');
    expect(explorer.service.asked).toHaveLength(0);
  });
});

describe('costs that several targets share, of an invoice', () => {
  const INVOICE = `Date,Product,Meter,Quantity,Unit,Amount,Currency,Cluster
2026-11-01,Kafka,Ingress,1,GiB,8,USD,c-blue
2026-11-01,Kafka,Ingress,1,GiB,20,USD,c-green
2026-11-01,Kafka,Network,1,GiB,100,USD,
`;
  const withCluster = csvMapping('scope: { resource: cluster }\n');
  const read = (shared: readonly SharedCosts[]) => {
    const folder = folderWith({ 'a.csv': INVOICE });
    const asked = of('blue', { resources: { cluster: ['c-blue'] } });
    const columns = { ...withCluster.columns, resource: 'Cluster' };
    const source = readInvoices(['a.csv'], {
      mapping: { ...withCluster, columns },
      scope: asked,
      shared,
      from: folder,
    });
    return { source, total: total([source], asked, shared) };
  };

  it('are the lines that name no cluster', () => {
    expect(read([halves({ service: 'Kafka' })]).total).toBe('58');
    expect(read([]).total).toBe('8');
  });

  it('are refused by a key that looks at tags, or that matches nothing', () => {
    expect(() => read([halves({ tag: 'a=b' })])).toThrow('invoice:ours does not tell such tags');
    expect(() => read([halves({ usageType: 'Storage' })])).toThrow('it matches no line of invoice:ours');
  });
});
