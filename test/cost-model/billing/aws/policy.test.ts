import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AWS_CALLS } from '../../../../src/cost-model/billing/aws/calls.ts';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { readSources } from '../../../architecture/sources.ts';
import { caught } from '../caught.ts';
import { desk } from '../cost-explorer/desk.ts';
import { ask, SCOPE } from '../cost-explorer/november.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const SERVICES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cost-explorer': 'ce',
  '@aws-sdk/client-cloudwatch': 'cloudwatch',
  '@aws-sdk/client-sts': 'sts',
};
const IMPORT = /import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/g;

const policyOf = (name: string) => JSON.parse(readFileSync(join(ROOT, `docs/aws-policies/${name}.json`), 'utf8'));
const allowed = (name: string): string[] => policyOf(name).Statement[0].Action;
const at = desk();

/** "No permissions are required to perform this operation": the reference of GetCallerIdentity. */
const WITHOUT_PERMISSION = ['sts:GetCallerIdentity'];

describe('the least privilege', () => {
  it('is every command of AWS that the code can send, and no other', () => {
    const sent = readSources(join(ROOT, 'src')).flatMap(({ text }) =>
      [...text.matchAll(IMPORT)].flatMap(([, names = '', library = '']) =>
        [...names.matchAll(/(?<!type )\b(\w+)Command\b/g)].map(
          ([, operation]) => `${SERVICES[library] ?? library}:${operation}`,
        ),
      ),
    );
    expect([...new Set(sent)].toSorted()).toEqual(Object.keys(AWS_CALLS).toSorted());
    const permitted = [...allowed('cost-explorer'), ...allowed('cloudwatch'), ...WITHOUT_PERMISSION];
    expect(permitted.toSorted()).toEqual([...new Set(sent)].toSorted());
  });

  it('is used up by a bill that is split by a tag and a filter that matches nothing', async () => {
    await at.start();
    await caught(
      fetchCosts(ask({ scope: { ...SCOPE, accounts: ['222222222222'] }, splitTag: 'cluster' }), at.settings()),
    );
    const used = new Set(at.service.asked.map(({ operation }) => `ce:${operation}`));
    expect([...used].toSorted()).toEqual(allowed('cost-explorer').toSorted());
  });

  it('allows reading only, in a policy of the version that IAM knows', () => {
    for (const name of ['cost-explorer', 'cloudwatch']) {
      const { Version, Statement } = policyOf(name);
      expect([Version, Statement.length, Statement[0].Effect, Statement[0].Resource]).toEqual([
        '2012-10-17',
        1,
        'Allow',
        '*',
      ]);
      for (const action of allowed(name)) expect(action).toMatch(/^(ce|cloudwatch):Get[A-Za-z]+$/);
    }
  });
});
