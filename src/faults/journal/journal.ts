import type { PlannedFault } from '../../scenarios/fault-types.ts';
import { placeWords } from '../../scenarios/faults.ts';
import type { PreparedFault } from '../types.ts';
import { journalFolder, removeEntry, writeEntry } from './entry.ts';
import { thisProcess } from './owner.ts';

export interface JournalledFault {
  readonly run: string;
  readonly target: string;
  readonly fault: Pick<PlannedFault, 'id' | 'where'>;
  readonly undo: PreparedFault['undo'];
}

/**
 * Writes down how a fault is healed, before it is done: on disk when this resolves. Resolves with what strikes it
 * out again, for when the heal was seen. Writes nothing where the fault cannot outlive this process. Rejects where
 * the folder cannot be written: then nobody could heal the fault after us, and it must not be done.
 */
export async function journalFault(
  { run, target, fault, undo }: JournalledFault,
  folder = journalFolder(),
): Promise<() => Promise<void>> {
  if (undo === null) return async () => undefined;
  const file = await writeEntry(folder, {
    entryVersion: 1,
    run,
    target,
    fault: fault.id,
    where: placeWords(fault.where),
    written: new Date().toISOString(),
    undo,
    owner: thisProcess(),
  });
  return () => removeEntry(file);
}
