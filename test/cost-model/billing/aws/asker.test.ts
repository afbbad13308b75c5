import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { costsAsker } from '../../../../src/cost-model/billing/cost-explorer/cost-session.ts';
import { caught } from '../caught.ts';
import { NOVEMBER, SCOPE } from '../cost-explorer/november.ts';
import { strictCostExplorer } from '../cost-explorer/strict-cost-explorer.ts';
import { handClock, standInCredentials } from './environment.ts';
import type { JsonService } from './json-service.ts';

const clock = handClock('2026-11-21T12:00:00Z');
let service: JsonService;
beforeEach(async () => {
  standInCredentials();
  service = await strictCostExplorer({ lines: NOVEMBER });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await service.close();
});

describe('who asks AWS', () => {
  it('is the account of the credentials, at the endpoint that the environment sets for all services or for this one', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', service.endpoint);
    expect(await costsAsker(SCOPE, clock)).toEqual({ account: '111111111111', endpoint: service.endpoint });
    service.account = '222222222222';
    expect((await costsAsker(SCOPE, clock)).account).toBe('222222222222');
    vi.stubEnv('AWS_ENDPOINT_URL_COST_EXPLORER', 'https://costs.example');
    expect((await costsAsker(SCOPE, clock)).endpoint).toMatch(/^https:\/\/costs\.example/);
    expect(service.asked).toEqual([]);
  });

  it('is nobody without credentials, or with those that AWS does not take, and that is said of this call', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', service.endpoint);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another secret');
    const error = await caught(costsAsker(SCOPE, clock));
    expect([error.code, error.problems[0]?.what]).toEqual([
      'aws-credentials',
      'AWS did not accept the credentials of sts:GetCallerIdentity',
    ]);
    standInCredentials('none');
    vi.stubEnv('AWS_ENDPOINT_URL', service.endpoint);
    expect((await caught(costsAsker(SCOPE, clock))).code).toBe('aws-credentials');
  });
});
