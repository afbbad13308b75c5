import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inventoryJsonSchema } from '../../src/inventory/inventory-schema.ts';
import { readInventory } from '../../src/inventory/read-inventory.ts';
import { INVENTORY_VERSION } from '../../src/inventory/types.ts';

/** What each version's files look like, for good: another shape is another version, with a reader for this one. */
const SHAPES: Readonly<Record<number, string>> = {
  1: '12549502ebfc8b81e65ae21e42a7d6dc5877123995caba218373100caf3da115',
};

const fileOf = (version: number): string =>
  readFileSync(join(import.meta.dirname, 'versions', `inventory.v${version}.json`), 'utf8');

describe('the shape of inventory.json', () => {
  it('is the one that its version had when it was first released', () => {
    const digest = createHash('sha256').update(JSON.stringify(inventoryJsonSchema())).digest('hex');
    expect(digest).toBe(SHAPES[INVENTORY_VERSION]);
  });

  it.each(Object.keys(SHAPES).map(Number))('of version %d is read today, to the last key', (version) => {
    const text = fileOf(version);
    expect(readInventory(text, 'inventory.json')).toEqual(JSON.parse(text));
  });
});
