import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { planRequests } from '../../../../src/cost-model/billing/cost-explorer/plan-requests.ts';
import { handClock } from '../aws/environment.ts';
import { Refusal } from '../aws/json-service.ts';
import { caught } from '../caught.ts';
import { desk, NOON, sumOf } from './desk.ts';
import { ask, NOVEMBER, NOVEMBER_TOTAL, SCOPE } from './november.ts';

const at = desk();

describe('asking again', () => {
  it('is free, and the plan says so before; the first plan is never below what was made', async () => {
    await at.start();
    const planned = planRequests(ask(), at.settings());
    expect(planned).toMatchObject({ count: 8, usd: '0.08' });
    const first = await fetchCosts(ask(), at.settings());
    expect(first.requests.count).toBeLessThanOrEqual(planned.count);
    expect(planRequests(ask(), at.settings())).toEqual({ count: 0, usd: '0.00', further: [] });
    const again = await fetchCosts(ask(), at.settings());
    expect(again).toEqual({ ...first, requests: { count: 0, usd: '0.00' } });
    expect(at.service.asked).toHaveLength(3);
  });

  it('asks days that may still change after eight hours, and settled ones never', async () => {
    const period = { start: '2026-11-19', end: '2026-11-21' };
    const lines = [
      { at: '2026-11-19', cost: '1' },
      { at: '2026-11-20', cost: '2' },
    ];
    await at.start({ lines, estimatedFrom: '2026-11-20' });
    const clock = handClock(NOON);
    const first = await fetchCosts(ask({ period }), at.settings(clock));
    expect(first.rows.map(({ day, provisional }) => [day, provisional])).toEqual([
      ['2026-11-19', false],
      ['2026-11-20', true],
    ]);
    clock.advance(8 * 3_600_000 - 1);
    expect((await fetchCosts(ask({ period }), at.settings(clock))).requests.count).toBe(0);
    clock.advance(1);
    expect((await fetchCosts(ask({ period }), at.settings(clock))).requests.count).toBe(2);
  });

  it('asks days of a running month again however old they are, as long as AWS calls them estimated', async () => {
    await at.start({ estimatedFrom: '2026-11-02' });
    const clock = handClock(NOON);
    await fetchCosts(ask(), at.settings(clock));
    clock.advance(8 * 3_600_000);
    expect((await fetchCosts(ask(), at.settings(clock))).requests.count).toBe(3);
  });

  it('asks the values of a tag again after eight hours, and no settled costs with them', async () => {
    await at.start();
    const clock = handClock(NOON);
    const split = ask({ splitTag: 'cluster' });
    await fetchCosts(split, at.settings(clock));
    clock.advance(8 * 3_600_000);
    const before = at.service.asked.length;
    expect((await fetchCosts(split, at.settings(clock))).requests.count).toBe(1);
    expect(at.service.asked.slice(before).map(({ operation }) => operation)).toEqual(['GetTags']);
  });

  it('answers no other account and no other endpoint from what is kept, and another target of the same account', async () => {
    await at.start();
    await fetchCosts(ask(), at.settings());
    const { asker, ...settings } = at.settings();
    for (const other of [
      { ...asker, account: '222222222222' },
      { ...asker, endpoint: 'https://another.example' },
    ]) {
      expect(planRequests(ask(), { ...settings, asker: other }).count).toBe(8);
      expect((await fetchCosts(ask(), { ...settings, asker: other })).requests.count).toBe(3);
    }
    expect((await fetchCosts(ask({ scope: { ...SCOPE, target: 'green' } }), at.settings())).requests.count).toBe(0);
  });

  it('makes no request at all where none was agreed, and says how to agree', async () => {
    await at.start();
    const error = await caught(fetchCosts(ask(), { ...at.settings(), mostRequests: 0 }));
    expect([error.code, error.exitStatus, at.service.asked.length]).toEqual(['billing-price', 2, 0]);
    expect(error.problems[0]?.todo).toContain('--yes');
  });

  it('is planned with what is asked to say why nothing matches, and by the values of a tag once they are kept', async () => {
    await at.start();
    const red = ask({ scope: { ...SCOPE, tags: { cluster: 'red' }, accounts: ['111111111111'] } });
    await caught(fetchCosts(red, { ...at.settings(), mostRequests: 1 }));
    // The overview is kept and empty: the tag's values, the accounts, and the costs without a filter are not.
    expect(planRequests(red, at.settings()).count).toBe(3);
    await caught(fetchCosts(red, at.settings()));
    // That the tag has no such value was enough.
    expect(planRequests(red, at.settings()).count).toBe(1);
    const split = ask({ splitTag: 'cluster' });
    await fetchCosts(split, at.settings());
    expect(planRequests(split, at.settings())).toEqual({ count: 0, usd: '0.00', further: [] });
  });

  it('says so when the bill moved between two requests, and holds what the usage types say', async () => {
    const lines = [...NOVEMBER];
    await at.start({ lines });
    await caught(fetchCosts(ask(), { ...at.settings(), mostRequests: 1 }));
    lines.push({ at: '2026-11-01', cost: '0.5', quantity: '1' });
    const { rows, losses } = await fetchCosts(ask(), at.settings());
    expect(sumOf(rows)).toBe('32.8772'); // 32.3772 + 0.5
    expect(losses[0]).toContain('"Usage" adds up to 4.47 by usage type and to 3.97 by service');
  });

  it('asks a young day again although AWS did not mark it, as it may still be missing', async () => {
    await at.start();
    const day = 86_400_000;
    const young = handClock('2026-11-05T23:00:00Z'); // the last day ended on the 3rd at midnight: not yet three days
    await fetchCosts(ask(), at.settings(young));
    young.advance(day);
    expect((await fetchCosts(ask(), at.settings(young))).requests.count).toBe(3);
    young.advance(300 * day);
    expect((await fetchCosts(ask(), at.settings(young))).requests.count).toBe(0);
  });

  it('goes on where credentials expired in the middle of paging', async () => {
    await at.start({ groupsAPage: 1 });
    at.service.refuse(
      null,
      null,
      null,
      null,
      new Refusal('ExpiredTokenException', 'The security token included in the request is expired'),
    );
    const error = await caught(fetchCosts(ask(), at.settings()));
    expect([error.code, error.exitStatus]).toEqual(['aws-expired', 4]);
    expect(error.problems[0]?.todo).toContain('kept');
    const { rows, requests } = await fetchCosts(ask(), at.settings());
    expect(sumOf(rows)).toBe(NOVEMBER_TOTAL);
    expect(requests.count).toBe(13 - 4);
  });

  it('starts over once when a page token has grown old, and gives up when it is refused again', async () => {
    await at.start({ groupsAPage: 1 });
    at.service.refuse(null, null, new Refusal('InvalidNextTokenException'));
    const { rows, requests } = await fetchCosts(ask(), at.settings());
    expect([sumOf(rows), requests.count]).toEqual([NOVEMBER_TOTAL, 13 + 3]);
    rmSync(at.cacheFolder, { recursive: true });
    at.service.refuse(null, new Refusal('RequestChangedException'), null, new Refusal('RequestChangedException'));
    expect((await caught(fetchCosts(ask(), at.settings()))).code).toBe('aws-paging');
  });

  it('goes on where the agreed number of requests was used up', async () => {
    await at.start({ groupsAPage: 1 });
    const error = await caught(fetchCosts(ask(), { ...at.settings(), mostRequests: 5 }));
    expect([error.code, error.exitStatus, at.service.asked.length]).toEqual(['billing-requests', 2, 5]);
    expect(error.problems[0]?.what).toContain('5 requests were made ($0.05)');
    expect((await fetchCosts(ask(), { ...at.settings(), mostRequests: 8 })).requests.count).toBe(8);
  });

  it('takes a damaged file in the cache for none', async () => {
    await at.start();
    await fetchCosts(ask(), at.settings());
    for (const file of readdirSync(at.cacheFolder)) truncateSync(join(at.cacheFolder, file), 100);
    expect((await fetchCosts(ask(), at.settings())).requests.count).toBe(3);
  });
});
