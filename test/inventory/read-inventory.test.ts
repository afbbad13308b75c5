import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { WorkbenchError } from '../../src/errors.ts';
import type { inventorySchema } from '../../src/inventory/inventory-schema.ts';
import { readInventory } from '../../src/inventory/read-inventory.ts';
import type { Inventory } from '../../src/inventory/types.ts';
import { smallInventory } from './small-inventory.ts';

/** Arrays and keys that nobody writes to, as the project's types have them. */
type Fixed<T> = T extends string | number | boolean | null | undefined ? T : { readonly [K in keyof T]: Fixed<T[K]> };

type Schema = Fixed<z.infer<typeof inventorySchema>>;

// Neither compiles once the schema and the type say different things.
const fromSchema = (inventory: Schema): Inventory => inventory;
const toSchema = (inventory: Inventory): Schema => inventory;

function refusal(text: string): WorkbenchError {
  try {
    readInventory(text, 'a.json');
  } catch (error) {
    return error as WorkbenchError;
  }
  throw new Error('it was read');
}

describe('reading an inventory', () => {
  it('gives back every key: what the schema does not know it would drop', () => {
    const inventory = fromSchema(toSchema(smallInventory));
    expect(readInventory(JSON.stringify(inventory), 'a.json')).toEqual(inventory);
  });

  it('goes on where a later workbench added a key', () => {
    const added = { ...smallInventory, later: 1 };
    expect(readInventory(JSON.stringify(added), 'a.json')).toEqual(smallInventory);
  });

  it.each([
    ['text that is no JSON', '<html>', /is not JSON/],
    ['a list', '[]', /is no inventory/],
    ['null', 'null', /is no inventory/],
    ['another file of the workbench', '{"schemaVersion":1,"currency":"USD"}', /is no inventory/],
    ['a version of its own', '{"schemaVersion":"new","sections":{}}', /version "new", and this workbench reads 1/],
  ])('refuses %s as wrong input', (_, text, what) => {
    const error = refusal(text);
    expect(error.exitStatus).toBe(2);
    expect(error.problems[0]?.what).toMatch(what);
    expect(error.problems[0]?.todo).toContain('workbench target inventory');
    expect(error.problems[0]?.at?.file).toBe('a.json');
  });

  it('says that a later version needs a later workbench', () => {
    const error = refusal(JSON.stringify({ ...smallInventory, schemaVersion: 2 }));
    expect(error.problems[0]).toMatchObject({ todo: 'use the workbench that wrote it, or a later one' });
  });

  it('names the place where a file was edited into another shape', () => {
    const { brokers: _, ...others } = smallInventory.sections;
    const error = refusal(JSON.stringify({ ...smallInventory, sections: others, startedAt: 5 }));
    expect(error.problems.map(({ at }) => at?.key)).toEqual(['startedAt', 'sections.brokers']);
  });
});
