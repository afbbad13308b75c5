import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replaceJson } from '../../evidence/replace-json.ts';
import { type InventoryServices, scanInventory } from '../../inventory/scan.ts';
import type { Inventory } from '../../inventory/types.ts';
import { type OpenReading, openReading, targetToRead } from '../open-reading.ts';
import { openReadingFolder, shownFolder } from '../reading-folder.ts';
import type { ReadingFlags } from '../reading-options.ts';
import type { Terminal } from '../terminal.ts';
import type { NamedSide } from './diff-sides.ts';
import { inventoryServices } from './inventory-services.ts';

/** Both sides, and where what was obtained is kept; null: nothing was asked of anybody, and nobody wants a folder. */
export interface BothSides {
  readonly a: Inventory;
  readonly b: Inventory;
  readonly folder: string | null;
  /** Ctrl-C, while a side was scanned. */
  readonly isInterrupted: boolean;
}

interface LiveSide {
  readonly reading: OpenReading;
  readonly services: InventoryServices;
}

/**
 * Scans what was not saved before, one side after the other, in one folder and at one pace. Everything is opened before
 * anything is asked, so that a mistake in B's target does not cost a scan of A.
 * @throws WorkbenchError (exit status 2) where a target is wrong, or the folder is not empty.
 */
export async function bothSides(
  sides: readonly [NamedSide, NamedSide],
  flags: ReadingFlags,
  terminal: Terminal,
): Promise<BothSides> {
  for (const side of sides) if ('target' in side) targetToRead(side.target, terminal.cwd);
  const readings: OpenReading[] = [];
  const opened = async (side: NamedSide): Promise<LiveSide | Inventory> => {
    if ('saved' in side) return side.saved;
    const reading = await openReading({ target: side.target, verb: 'diff', flags }, terminal, readings[0]);
    readings.push(reading);
    return { reading, services: inventoryServices(reading) };
  };
  try {
    const live = [await opened(sides[0]), await opened(sides[1])] as const;
    const a = await inventoryOf(live[0], 'A', terminal);
    const b = await inventoryOf(live[1], 'B', terminal);
    const [first] = readings;
    const isInterrupted = first?.signal.aborted === true;
    return { a, b, folder: first?.folder ?? folderFor(flags, terminal), isInterrupted };
  } finally {
    for (const reading of readings.toReversed()) await reading.close();
  }
}

async function inventoryOf(side: LiveSide | Inventory, letter: 'A' | 'B', terminal: Terminal): Promise<Inventory> {
  if (!('reading' in side)) return side;
  const { err, cwd, now, interactive } = terminal;
  const { target, cluster, limits, signal, connection, folder } = side.reading;
  const pace = `at most ${limits.requestsPerSecond} requests/s and ${limits.mibPerSecond} MiB/s`;
  const asked = join(shownFolder(folder, cwd), 'requests.jsonl');
  err(`${letter}: scanning ${target.name}, reading only, ${pace}; what is asked is in ${asked}`);
  const inventory = await scanInventory(cluster, side.services, {
    target,
    bootstrap: connection.bootstrap,
    limits,
    sampleSeconds: 0,
    signal,
    now,
    ...(interactive ? { tell: (doing: string) => err(`${letter}: ${doing} …`) } : {}),
  });
  replaceJson(join(folder, `inventory-${letter.toLowerCase()}.json`), inventory);
  return inventory;
}

function folderFor({ out }: ReadingFlags, { cwd }: Terminal): string | null {
  return out === undefined ? null : openReadingFolder(resolve(cwd, out)).path;
}

/** What was compared, beside what was asked. */
export function keepDiff(folder: string, json: object, markdown: string): void {
  replaceJson(join(folder, 'diff.json'), json);
  writeFileSync(join(folder, 'diff.md'), markdown);
}
