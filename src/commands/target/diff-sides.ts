import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inputError } from '../../errors.ts';
import { readInventory } from '../../inventory/read-inventory.ts';
import type { Inventory } from '../../inventory/types.ts';

/** Scans the target that a file describes. */
export type Scan = (targetFile: string, letter: 'A' | 'B') => Promise<Inventory>;

const INVENTORY = 'inventory.json';

/**
 * One side of a diff: a folder with an inventory.json, such a file, or a target's file, which is scanned.
 * @throws WorkbenchError where there is none of them.
 */
export async function sideAt(path: string, letter: 'A' | 'B', cwd: string, scan: Scan): Promise<Inventory> {
  const saved = savedAt(path, cwd);
  return saved ?? scan(path, letter);
}

/** An inventory that was saved; null where the path is a target's. */
function savedAt(path: string, cwd: string): Inventory | null {
  const there = resolve(cwd, path);
  if (existsSync(there) && statSync(there).isDirectory()) {
    const file = join(there, INVENTORY);
    if (existsSync(file)) return readInventory(readFileSync(file, 'utf8'), join(path, INVENTORY));
    throw inputError('no-inventory', [
      {
        what: `${path} holds no ${INVENTORY}`,
        todo: 'give a folder that `workbench target inventory` wrote, or the file of a target',
      },
    ]);
  }
  if (!path.endsWith('.json')) return null;
  if (!existsSync(there)) {
    throw inputError('no-inventory', [
      { what: `there is no file ${path}`, todo: 'give the inventory.json that `workbench target inventory` wrote' },
    ]);
  }
  return readInventory(readFileSync(there, 'utf8'), path);
}
