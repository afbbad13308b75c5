import { describe, expect, it } from 'vitest';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { handClock, standInCredentials } from '../aws/environment.ts';
import { jsonService, Refusal } from '../aws/json-service.ts';
import { caught } from '../caught.ts';
import { desk, NOON, sumOf } from './desk.ts';
import { ask, NOVEMBER_TOTAL, SCOPE } from './november.ts';

const at = desk();

describe('a refusal of AWS', () => {
  it('that passes is asked again after random, growing pauses, and counted', async () => {
    await at.start();
    at.service.refuse(
      new Refusal('LimitExceededException'),
      new Refusal('ThrottlingException'),
      new Refusal('ServiceUnavailable', '', 503),
    );
    const clock = handClock(NOON, 0.5);
    const { requests, rows } = await fetchCosts(ask(), at.settings(clock));
    expect(clock.pauses).toEqual([500, 1_000, 2_000]);
    expect([requests.count, sumOf(rows)]).toEqual([6, NOVEMBER_TOTAL]);
  });

  it('that does not pass ends after six attempts and 15.5 seconds at even chance', async () => {
    await at.start();
    at.service.refuse(...Array.from({ length: 7 }, () => new Refusal('LimitExceededException')));
    const clock = handClock(NOON, 0.5);
    expect((await caught(fetchCosts(ask(), at.settings(clock)))).code).toBe('aws-throttled');
    expect(clock.pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect(at.service.asked).toHaveLength(6);
  });

  it.each([
    ['AccessDeniedException', 'aws-permission', 'ce:GetCostAndUsage'],
    ['ExpiredTokenException', 'aws-expired', 'expired'],
    ['UnrecognizedClientException', 'aws-credentials', 'did not accept the credentials'],
    ['DataUnavailableException', 'aws-no-data-yet', 'no data for this account'],
    ['BillExpirationException', 'aws-too-old', 'no longer keeps'],
    ['ResourceNotFoundException', 'aws-not-found', 'does not have'],
    ['ValidationException', 'aws-question', 'hours are not enabled'],
    ['SomethingNewException', 'aws', 'SomethingNewException'],
  ])('called %s is the error %s, at once', async (type, code, words) => {
    await at.start();
    at.service.refuse(new Refusal(type, 'hours are not enabled'));
    const error = await caught(fetchCosts(ask(), at.settings()));
    expect([error.code, error.exitStatus, at.service.asked.length]).toEqual([code, 4, 1]);
    expect(error.problems[0]?.what).toContain(words);
    expect(error.problems[0]?.todo).not.toBe('');
  });

  it('of a probe names the permission of the probe', async () => {
    await at.start();
    at.service.refuse(null, new Refusal('AccessDeniedException'));
    const error = await caught(fetchCosts(ask({ scope: { ...SCOPE, tags: { cluster: 'red' } } }), at.settings()));
    expect(error.problems[0]?.what).toContain('ce:GetTags');
  });

  it('without credentials, or without a network, says what to do', async () => {
    await at.start();
    standInCredentials('none');
    expect((await caught(fetchCosts(ask(), at.settings()))).code).toBe('aws-credentials');
    standInCredentials();
    const { endpoint } = at.service;
    await at.service.close();
    const error = await caught(fetchCosts(ask(), { ...at.settings(), endpoint }));
    expect([error.code, error.exitStatus]).toEqual(['aws-unreachable', 4]);
  });

  it('to move on from a page ends the fetch, instead of asking for it for ever', async () => {
    await at.start();
    const circling = await jsonService(
      {
        scope: { region: 'us-east-1', service: 'ce' },
        target: 'AWSInsightsIndexService',
        contentType: 'application/x-amz-json-1.1',
      },
      () => ({ NextPageToken: 'again', ResultsByTime: [] }),
    );
    const error = await caught(fetchCosts(ask(), { ...at.settings(), endpoint: circling.endpoint }));
    expect([error.code, circling.asked.length]).toEqual(['aws-paging', 2]);
    await circling.close();
  });

  it('is not provoked by a period that it would refuse: every mistake is told, and nothing asked', async () => {
    await at.start();
    const wrong = async (start: string, end: string) =>
      (await caught(fetchCosts(ask({ period: { start, end } }), at.settings()))).problems.map(({ what }) => what);
    expect(await wrong('2026-11-31', 'November')).toEqual([
      'the start "2026-11-31" is no day',
      'the end "November" is no day',
    ]);
    expect(await wrong('2026-11-03', '2026-11-03')).toEqual(['the period ends on 2026-11-03 and begins on 2026-11-03']);
    expect(await wrong('2026-11-01', '2026-11-23')).toEqual([
      'the period ends on 2026-11-23, and nothing is billed after today',
    ]);
    expect(
      (await fetchCosts(ask({ period: { start: '2026-11-01', end: '2026-11-22' } }), at.settings())).rows,
    ).not.toEqual([]);
    const split = await caught(
      fetchCosts(ask({ scope: { ...SCOPE, tags: { cluster: 'blue' } }, splitTag: 'cluster' }), at.settings()),
    );
    expect(split.code).toBe('billing-period');
  });
});
