import { lstat, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { type PlatformRecord, removeRecord } from './record.ts';

const FOLDER = 'workbench-platform-';

/** What `mkdtemp` makes the folder of a platform from. */
export const folderPrefix = (): string => join(tmpdir(), FOLDER);

/** As `mkdtemp` completes it. */
const OURS = new RegExp(`^${FOLDER}[A-Za-z0-9]{6}$`);

/**
 * Removes what a platform left that was killed: its nodes went with it, its data and its record did not. Gives the folder
 * that stays, which is none of ours; else null.
 */
export async function removeLeftovers({ name, folder }: PlatformRecord, env = process.env): Promise<string | null> {
  const found = await lstat(folder).catch(() => null);
  // A record is a file that anybody may have edited. Where temporary folders are now, they need not have been then.
  const isOurs =
    found?.isDirectory() === true &&
    isAbsolute(folder) &&
    OURS.test(basename(folder)) &&
    found.uid === (process.getuid?.() ?? found.uid);
  if (isOurs) await rm(folder, { recursive: true, force: true });
  await removeRecord(name, env);
  return found === null || isOurs ? null : folder;
}
