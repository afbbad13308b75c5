import { diffInventories } from '../../../src/inventory/diff/diff-inventories.ts';
import { shippedImpacts } from '../../../src/inventory/diff/impacts/read-impacts.ts';
import type { Replication } from '../../../src/inventory/diff/replicators/replication.ts';
import type { DiffRow, InventoryDiff } from '../../../src/inventory/diff/types.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import { inventoryWith } from '../build-inventory.ts';

type Sections = Partial<Inventory['sections']>;

const impacts = shippedImpacts();

/** Two clusters that hold nothing but what is given, set beside each other. */
export const diffOf = (a: Sections, b: Sections, replication: Replication | null = null): InventoryDiff =>
  diffInventories(inventoryWith(a, 'old'), inventoryWith(b, 'new'), { impacts, replication });

/** What a row says, short: `config orders retention.ms missing retention`. */
export const short = ({ kind, names, property, difference, impact }: DiffRow): string =>
  [kind, names.join('+'), property, difference, impact].filter((word) => word !== null).join(' ');

export const rowsOf = (a: Sections, b: Sections, replication: Replication | null = null): readonly DiffRow[] =>
  diffOf(a, b, replication).rows;
