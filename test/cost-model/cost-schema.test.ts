import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { costCommand } from '../../src/commands/cost.ts';
import { costJsonSchema, costSchema } from '../../src/cost-model/cost-schema.ts';
import { costOf } from '../../src/cost-model/pricing/cost-of.ts';
import { savePrices } from '../../src/cost-model/pricing/saved-prices.ts';
import type { CostResult } from '../../src/cost-model/types/result.ts';
import { book, platforms, price } from './fixture.ts';
import { localTarget, runOn } from './run-fixture.ts';

/** Arrays and keys that nobody writes to, as the project's types have them. */
type Fixed<T> = T extends (...args: never) => unknown
  ? T
  : T extends number | string | boolean | null | undefined
    ? T
    : { readonly [K in keyof T]: Fixed<T[K]> };

type Schema = Fixed<z.infer<typeof costSchema>>;

// Neither compiles once the schema and the type say different things.
const fromSchema = (cost: Schema): CostResult => cost;
const toSchema = (cost: CostResult): Schema => cost;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const demo = price('tiered');

describe('the schema of cost.json', () => {
  it('knows every key of a priced workload: what it does not know it would drop', () => {
    expect(fromSchema(toSchema(costSchema.parse(demo)))).toEqual(JSON.parse(JSON.stringify(demo)));
  });

  it('knows every key of what workbench cost prints, of every platform', async () => {
    const printed: string[] = [];
    const effects = {
      out: (text: string) => printed.push(text),
      width: 100,
      exit: () => {},
      cwd: ROOT,
      now: () => new Date('2026-11-21T08:00:00Z'),
    };
    await costCommand(effects).parseAsync(['scenarios/demo.yaml', '--all', '--json'], { from: 'user' });
    const cost = JSON.parse(printed.join(''));
    expect(cost.platforms.length).toBeGreaterThan(15);
    expect(costSchema.parse(cost)).toEqual(cost);
  });

  it('knows every key of a run, with what it measured', () => {
    const target = localTarget('a', 'tiered');
    const saved = savePrices({ targets: [target], platforms, books: [book], support: 'business' });
    const objectStore = { put: 10, get: 10, bytesRead: 1000, cacheHitRatio: 0.5 };
    const measured = {
      name: 'a',
      valid: true,
      produce: { achievedRate: 100 },
      audit: { acknowledged: 1000 },
      objectStore,
    };
    const cost = costOf(saved, runOn(target), [measured]);
    expect(cost.measured.map(({ transferable }) => transferable)).toContain(false);
    expect(costSchema.parse(cost)).toEqual(JSON.parse(JSON.stringify(cost)));
    const unanswered = { ...cost, answers: null, unanswered: 'why' };
    expect(costSchema.parse(unanswered)).toEqual(JSON.parse(JSON.stringify(unanswered)));
  });

  it('knows every key of the reference run', () => {
    const cost = JSON.parse(readFileSync(join(ROOT, 'results/reference/cost.json'), 'utf8'));
    expect(costSchema.parse(cost)).toEqual(cost);
  });

  it.each([
    ['an amount with an exponent', { total: '1e3' }, ['platforms', 0, 'total']],
    ['a number where money belongs', { total: 12 }, ['platforms', 0, 'total']],
    [
      'a category of its own',
      { lineItems: [{ ...demo.platforms[0]?.lineItems[0], category: 'other' }] },
      ['platforms', 0, 'lineItems', 0, 'category'],
    ],
  ])('refuses %s', (_, change, path) => {
    const [platform] = demo.platforms;
    const changed = { ...demo, platforms: [{ ...platform, ...change }] };
    expect(costSchema.safeParse(changed).error?.issues.map((issue) => issue.path)).toEqual([path]);
  });

  it('is published as JSON Schema that other keys may join', () => {
    expect(costJsonSchema()).toMatchObject({
      required: expect.arrayContaining(['schemaVersion', 'figures', 'platforms', 'answers']),
      properties: { schemaVersion: { const: 1 } },
    });
    expect(JSON.stringify(costJsonSchema())).not.toContain('"additionalProperties":false');
  });
});
