import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceJson } from '../../evidence/replace-json.ts';
import type { Inventory } from '../../inventory/types.ts';
import { groupsCsv, topicsCsv } from '../../report/inventory-report/csv.ts';
import { renderInventoryHtml } from '../../report/inventory-report/html.ts';
import { renderInventoryMarkdown } from '../../report/inventory-report/markdown.ts';

export const INVENTORY_PAGE = 'inventory.html';

/** Writes an inventory and what is made of it; a list that was not obtained is no file. */
export function writeInventory(folder: string, inventory: Inventory): void {
  const { topics, groups } = inventory.sections;
  replaceJson(join(folder, 'inventory.json'), inventory);
  writeFileSync(join(folder, INVENTORY_PAGE), renderInventoryHtml(inventory));
  writeFileSync(join(folder, 'inventory.md'), renderInventoryMarkdown(inventory));
  if (topics.obtained) writeFileSync(join(folder, 'topics.csv'), topicsCsv(topics.value));
  if (groups.obtained) writeFileSync(join(folder, 'groups.csv'), groupsCsv(groups.value));
}
