import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inputError } from '../../errors.ts';
import { readInventory } from '../../inventory/read-inventory.ts';
import type { Inventory } from '../../inventory/types.ts';

/** One side of a diff as it was named: saved before, or a target that is scanned. */
export type NamedSide = { readonly saved: Inventory } | { readonly target: string };

const INVENTORY = 'inventory.json';

/**
 * A folder with an inventory.json, such a file, or else a target.
 * @throws WorkbenchError where a folder holds none, or what is there is no inventory.
 */
export function namedSide(path: string, cwd: string): NamedSide {
  const there = resolve(cwd, path);
  if (existsSync(there) && statSync(there).isDirectory()) {
    const file = join(there, INVENTORY);
    if (existsSync(file)) return { saved: readInventory(readFileSync(file, 'utf8'), join(path, INVENTORY)) };
    throw refused(`${path} holds no ${INVENTORY}`);
  }
  if (!path.endsWith('.json')) return { target: path };
  if (!existsSync(there)) throw refused(`there is no file ${path}`);
  return { saved: readInventory(readFileSync(there, 'utf8'), path) };
}

const refused = (what: string) =>
  inputError('no-inventory', [
    {
      what,
      todo: 'give what `workbench target inventory` wrote, a folder or its inventory.json, or the file of a target',
    },
  ]);
