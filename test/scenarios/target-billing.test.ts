import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/commands/problems.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { loadTarget } from '../../src/scenarios/target.ts';

const load = (billing: string) =>
  loadTarget(`platform: kafka\nstart: {}\nbilling: ${billing}`, { file: 'targets/here.yaml', platforms: ['kafka'] })
    .target.billing;

function refusal(billing: string): string {
  try {
    load(billing);
  } catch (error) {
    if (error instanceof WorkbenchError) return formatProblems(error);
    throw error;
  }
  return '';
}

describe('what a target says about its bill', () => {
  it('is nothing where the block is empty: every account, tag, region and day', () => {
    expect(load('{}')).toEqual({
      accounts: [],
      tags: {},
      region: null,
      period: null,
      resources: {},
      shared: [],
      prometheus: null,
    });
  });

  it('names accounts, tags, days, resources, shared costs, and a Prometheus by names of environment variables', () => {
    const text = `
  accounts: ["123456789012"]
  tags: { cluster: orders }
  region: us-east-1
  period: { start: 2026-11-01, end: 2026-12-01 }
  resources: { BucketName: [orders-segments] }
  shared: [{ by: bytes written, of: { usageType: NatGateway-.* }, weights: { old: "70", here: "30" } }]
  prometheus: { url: "http://127.0.0.1:9090", bearerTokenEnv: PROMETHEUS_TOKEN }
`;
    expect(load(text)).toEqual({
      accounts: ['123456789012'],
      tags: { cluster: 'orders' },
      region: 'us-east-1',
      period: { start: '2026-11-01', end: '2026-12-01' },
      resources: { BucketName: ['orders-segments'] },
      shared: [{ by: 'bytes written', of: { usageType: 'NatGateway-.*' }, weights: { old: '70', here: '30' } }],
      prometheus: { url: 'http://127.0.0.1:9090', bearerTokenEnv: 'PROMETHEUS_TOKEN' },
    });
  });

  it.each([
    ['{ period: { start: 2026-12-01, end: 2026-12-01 } }', 'billing.period.end — is 2026-12-01, and the period begins'],
    ['{ period: { start: 2026-11, end: 2026-12-01 } }', 'is no day such as 2026-11-03'],
    ['{ shared: [{ by: x, of: {}, weights: { a: "1" } }] }', 'billing.shared[0].of — names no lines'],
    ['{ shared: [{ by: x, of: { service: y }, weights: { a: "-1" } }] }', 'is no weight'],
    ['{ prometheus: { url: "http://me:secret@host" } }', 'without a user name in it'],
    ['{ prometheus: { url: "http://host/api?token=secret" } }', 'nothing behind ? or #'],
    ['{ prometheus: { url: "http://host?token=secret" } }', 'nothing behind ? or #'],
    ['{ prometheus: { url: "http://host/#secret" } }', 'nothing behind ? or #'],
    ['{ prometheus: { url: "http://me:pass/word@host" } }', 'without a user name in it'],
    ['{ prometheus: { url: "http://host", usernameEnv: U } }', 'has one of usernameEnv and passwordEnv'],
    ['{ acounts: [] }', 'billing.acounts — is not a known key'],
  ])('%s is refused', (billing, message) => {
    expect(refusal(billing)).toContain(message);
  });

  it('that stands where a secret may be is not repeated when it is wrong', () => {
    const words = refusal('{ prometheus: { url: "http://me:hunter2@host", bearerTokenEnv: "eyJhbGciOi.abc" } }');
    expect(words).toContain('billing.prometheus.url');
    expect(words).toContain('billing.prometheus.bearerTokenEnv');
    expect(words).not.toMatch(/hunter2|eyJhbGciOi/);
  });
});
