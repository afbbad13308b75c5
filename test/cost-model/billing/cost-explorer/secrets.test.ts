import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { ACCESS_KEY, SECRET_KEY, SESSION_TOKEN } from '../aws/signature.ts';
import { caught } from '../caught.ts';
import { desk } from './desk.ts';
import { ask } from './november.ts';

const at = desk();

describe('secrets', () => {
  const SECRETS = [ACCESS_KEY, SECRET_KEY, SESSION_TOKEN];

  it('stand in no error, even when AWS quotes the signed request', async () => {
    await at.start();
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another secret');
    const error = await caught(fetchCosts(ask(), at.settings()));
    expect(error.code).toBe('aws-credentials');
    const told = inspect(error, { depth: 10, showHidden: true });
    // The stand-in's answer did quote the token: what it says is left behind.
    for (const secret of [...SECRETS, 'another secret', 'Canonical']) expect(told).not.toContain(secret);
  });

  it('stand in no row and no file of the cache, which only this user reads', async () => {
    await at.start({ groupsAPage: 1 });
    const result = await fetchCosts(ask(), at.settings());
    const files = readdirSync(at.cacheFolder).map((file) => join(at.cacheFolder, file));
    expect(files).toHaveLength(3);
    const written = [JSON.stringify(result), ...files.map((file) => readFileSync(file, 'utf8'))].join();
    for (const secret of [...SECRETS, 'Signature=', 'uthorization']) expect(written).not.toContain(secret);
    for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
  });
});
