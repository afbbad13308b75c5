import { describe, expect, it } from 'vitest';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { caught } from '../caught.ts';
import { desk } from './desk.ts';
import { ask, NOVEMBER, SCOPE } from './november.ts';

const at = desk();

describe('an empty answer', () => {
  it.each([
    [
      'a tag value',
      { tags: { cluster: 'red' } },
      'carry the tag cluster=red',
      'There are the values of cluster blue, green.',
    ],
    ['a tag key', { tags: { Cluster: 'blue' } }, 'carry a tag "Cluster"', 'Activate it as a cost allocation tag'],
    [
      'an account',
      { accounts: ['222222222222'] },
      'the account "222222222222"',
      'There are the accounts 111111111111.',
    ],
    ['a region', { region: 'eu-central-1' }, 'the region "eu-central-1"', 'There are the regions us-east-1.'],
  ])('names %s that matches nothing', async (_, narrowed, what, todo) => {
    await at.start();
    const error = await caught(fetchCosts(ask({ scope: { ...SCOPE, ...narrowed } }), at.settings()));
    expect([error.code, error.exitStatus]).toEqual(['billing-filter', 2]);
    expect(error.problems).toHaveLength(1);
    expect(error.problems[0]?.what).toContain(what);
    expect(error.problems[0]?.todo).toContain(todo);
  });

  it('says when all parts of a filter exist, but not together', async () => {
    await at.start({ lines: [...NOVEMBER, { at: '2026-11-01', account: '333333333333', cost: '1' }] });
    const scope = { ...SCOPE, accounts: ['333333333333'], tags: { cluster: 'blue' } };
    const error = await caught(fetchCosts(ask({ scope }), at.settings()));
    expect(error.problems[0]?.what).toContain('none has all of them together');
    // Overview, tag, accounts, and without a filter.
    expect(at.service.asked.map(({ operation }) => operation)).toEqual([
      'GetCostAndUsage',
      'GetTags',
      'GetDimensionValues',
      'GetCostAndUsage',
    ]);
  });

  it('of an account without costs is a bill without rows, and says so', async () => {
    await at.start({ lines: [] });
    const { rows, losses, requests } = await fetchCosts(ask(), at.settings());
    // Without a filter the first answer says it all.
    expect([rows, losses[0], requests.count]).toEqual([
      [],
      'Nothing was billed from 2026-11-01 until before 2026-11-03.',
      1,
    ]);
  });

  it('of zeros is told from one of nothing', async () => {
    await at.start({ lines: [{ at: '2026-11-01', cost: '0' }] });
    const { rows, losses } = await fetchCosts(ask(), at.settings());
    expect([rows, losses[0]]).toEqual([[], 'Only zeros were billed from 2026-11-01 until before 2026-11-03.']);
  });
});
