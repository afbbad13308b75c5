import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { byHandTemplate, CLUSTER_QUESTIONS } from '../../src/inventory/by-hand/template.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/inventory.md'), 'utf8');

describe('docs/inventory.md', () => {
  it('names every thing that can need attention, and of which kind it is', () => {
    const folder = join(ROOT, 'src/inventory/attention');
    const code = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const inCode = code.flatMap((text) =>
      [...text.matchAll(/id: '([a-z-]+)',\s+kind: '([a-z-]+)'/g)].map(([, id, kind]) => `${id} ${kind}`),
    );
    const documented = [...page.matchAll(/^\| `([a-z-]+)` \| (broken|at risk|worth knowing) \|/gm)];
    expect(inCode.length).toBeGreaterThan(15);
    expect(documented.map(([, id, kind]) => `${id} ${kind?.replace(' ', '-')}`).sort()).toEqual(inCode.sort());
  });

  it('asks in the file for people what the scan asks for', () => {
    expect(Object.keys(parse(byHandTemplate('prod')).cluster)).toEqual([...CLUSTER_QUESTIONS]);
  });
});
