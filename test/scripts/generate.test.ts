import { describe, expect, it } from 'vitest';
import { GENERATED, readProjectFile, staleFiles } from '../../scripts/generate.ts';

describe('the generated files', () => {
  it('are what their source says now (npm run generate writes them)', () => {
    expect(staleFiles(readProjectFile)).toEqual([]);
  });

  it('are stale when they are missing or one byte differs', () => {
    expect(staleFiles(() => null)).toEqual(Object.keys(GENERATED));
    expect(staleFiles((path) => `${GENERATED[path]?.()} `)).toEqual(Object.keys(GENERATED));
  });
});
