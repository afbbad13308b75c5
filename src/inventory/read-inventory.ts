import { inputError, type WorkbenchError } from '../errors.ts';
import { inventorySchema } from './inventory-schema.ts';
import { INVENTORY_VERSION, type Inventory } from './types.ts';

/** Mistakes that are shown of a file that was edited. */
const SHOWN = 5;

const SCAN_AGAIN = 'give the inventory.json that `workbench target inventory` wrote, or scan the target again';

/**
 * Reads an inventory.json.
 * @throws WorkbenchError where it is none, of another version, or edited into another shape (exit status 2).
 */
export function readInventory(text: string, file: string): Inventory {
  const data = parsed(text, file);
  if (typeof data !== 'object' || data === null || !('schemaVersion' in data) || !('sections' in data)) {
    throw refused(file, 'is no inventory: it has no schemaVersion or no sections', SCAN_AGAIN);
  }
  const { schemaVersion } = data;
  if (schemaVersion !== INVENTORY_VERSION) {
    const what = `is an inventory of version ${JSON.stringify(schemaVersion)}, and this workbench reads ${INVENTORY_VERSION}`;
    const isLater = typeof schemaVersion === 'number' && schemaVersion > INVENTORY_VERSION;
    throw refused(file, what, isLater ? 'use the workbench that wrote it, or a later one' : SCAN_AGAIN);
  }
  const read = inventorySchema.safeParse(data);
  if (read.success) return read.data;
  const problems = read.error.issues.slice(0, SHOWN).map(({ path, message }) => ({
    what: `is not what an inventory holds here: ${message}`,
    todo: SCAN_AGAIN,
    at: { file, key: path.join('.') },
  }));
  throw inputError('inventory-invalid', problems);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(file, 'is not JSON', SCAN_AGAIN);
  }
}

function refused(file: string, what: string, todo: string): WorkbenchError {
  return inputError('inventory-invalid', [{ what, todo, at: { file } }]);
}
