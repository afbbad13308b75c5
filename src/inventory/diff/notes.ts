import type { Inventory } from '../types.ts';
import type { InventoryDiff } from './types.ts';

const OFFSETS = 'Offsets of two clusters are not compared: the same number is not the same record.';

/** What the comparison cannot say, as far as it matters between these two. */
export function notesOn(
  { a, b, compared, replicator }: Omit<InventoryDiff, 'notes'>,
  inventories: readonly Inventory[],
): readonly string[] {
  return [
    ...(a.clusterId !== null && a.clusterId === b.clusterId
      ? [`A and B are the same cluster (${a.clusterId}), scanned ${a.scannedAt} and ${b.scannedAt}.`]
      : []),
    ...inventories.flatMap(({ target, changed }) =>
      changed.length === 0 ? [] : [`${target.name} changed while it was scanned: ${changed.join('; ')}.`],
    ),
    ...((compared.group ?? 0) > 0 ? [OFFSETS] : []),
    ...((compared['scram-user'] ?? 0) > 0 ? ['Whether a login has the same password on both cannot be read.'] : []),
    ...((compared.acl ?? 0) > 0 ? ['Super users are in no ACL: what they may do is not compared.'] : []),
    ...((compared.connector ?? 0) > 0 ? ['Secrets of connectors are redacted and not compared.'] : []),
    ...(replicator === null
      ? []
      : [
          `What ${replicator.name} does is told from its defaults in ${replicator.version}: a setting of yours may change it.`,
        ]),
  ];
}
