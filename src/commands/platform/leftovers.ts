import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type PlatformRecord, removeRecord } from './record.ts';

const FOLDER = 'workbench-platform-';

/** What `mkdtemp` makes the folder of a platform from. */
export const folderPrefix = (): string => join(tmpdir(), FOLDER);

/** Removes what a platform left that was killed: its nodes went with it, its data and its record did not. */
export async function removeLeftovers({ name, folder }: PlatformRecord, env = process.env): Promise<void> {
  // A record is a file that anybody may have edited: only a folder of ours is removed.
  const isOurs = basename(folder).startsWith(FOLDER) && dirname(folder) === tmpdir();
  if (isOurs) await rm(folder, { recursive: true, force: true });
  await removeRecord(name, env);
}
