import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleExport } from './sample-export.ts';

describe('the sample export', () => {
  it('is the committed file that the documentation names', () => {
    expect(readFileSync(new URL('sample-cur.csv', import.meta.url), 'utf8')).toBe(sampleExport());
  });
});
