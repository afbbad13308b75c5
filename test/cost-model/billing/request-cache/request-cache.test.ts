import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestCache } from '../../../../src/cost-model/billing/request-cache/request-cache.ts';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-kept-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const answer = { fetchedAt: 1, pages: [{ costs: '0.10' }, 'second'], next: 'token' };

describe('answers that are kept', () => {
  it('come back for an equal question, whatever the order of its keys, and for no other', () => {
    const cache = requestCache(join(scratch, 'new/folder'));
    cache.write({ call: 'x', input: { start: '1', end: '2' } }, answer);
    expect(cache.read({ input: { end: '2', start: '1' }, call: 'x' })).toEqual(answer);
    expect(cache.read({ call: 'x', input: { start: '1', end: '3' } })).toBeNull();
    cache.forget({ call: 'x', input: { start: '1', end: '2' } });
    expect(cache.read({ call: 'x', input: { start: '1', end: '2' } })).toBeNull();
  });

  it('are not believed when the file holds another question, another format or half of itself', () => {
    const cache = requestCache(scratch);
    const question = { call: 'x' };
    cache.write(question, answer);
    const [file = ''] = readdirSync(scratch);
    for (const wrong of [
      { formatVersion: 1, question: { call: 'y' }, ...answer },
      { formatVersion: 2, question, ...answer },
      { formatVersion: 1, question, fetchedAt: 1, pages: [] },
    ]) {
      writeFileSync(join(scratch, file), JSON.stringify(wrong));
      expect(cache.read(question)).toBeNull();
    }
    writeFileSync(join(scratch, file), JSON.stringify({ formatVersion: 1, question, ...answer }));
    expect(cache.read(question)).toEqual(answer);
  });

  it('that cannot be written are wrong input, with the folder and the reason', () => {
    writeFileSync(join(scratch, 'file'), '');
    const cache = requestCache(join(scratch, 'file/folder'));
    expect(() => cache.write({ call: 'x' }, answer)).toThrow(/file\/folder: ENOTDIR/);
  });
});
