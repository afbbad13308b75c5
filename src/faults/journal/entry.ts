import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { platformError } from '../../errors.ts';
import type { Undo } from '../types.ts';
import type { Owner } from './owner.ts';

const words = z.array(z.string()).min(1);

const undo = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    heal: words,
    check: words,
    withinMs: z.number().positive(),
    folder: z.string(),
  }),
  z.object({
    kind: z.literal('toxics'),
    api: z.string(),
    toxics: z.array(z.object({ proxy: z.string(), toxic: z.string() })),
  }),
]);

const schema = z.object({
  entryVersion: z.literal(1),
  run: z.string(),
  target: z.string(),
  /** `broker-kill-1` */
  fault: z.string(),
  /** `node 2` */
  where: z.string(),
  /** UTC, ISO 8601. */
  written: z.string(),
  undo,
  owner: z.object({ host: z.string(), pid: z.number(), started: z.string() }),
});

/** One fault that is in effect, or may be: how it is healed and whose it is. */
export interface JournalEntry {
  readonly entryVersion: 1;
  readonly run: string;
  readonly target: string;
  readonly fault: string;
  readonly where: string;
  readonly written: string;
  readonly undo: Undo;
  readonly owner: Owner;
}

/** `$XDG_STATE_HOME` or ~/.local/state, and our folder in it. */
export const journalFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'kafka-tco-workbench', 'faults');

/** On disk when this resolves, and never half of it; resolves with the file. Only its owner may read it. */
export async function writeEntry(folder: string, entry: JournalEntry): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${randomUUID()}.json`);
  const partial = `${file}.partial`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(entry, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
  await syncFolder(folder);
  return file;
}

export async function removeEntry(file: string): Promise<void> {
  await rm(file, { force: true });
}

/**
 * Every entry of the folder with its file, oldest first; `entry` is null where a file does not hold one. Rejects with
 * WorkbenchError `journal-unreadable` (exit status 4) where there is a folder that cannot be listed.
 */
export async function readEntries(folder: string): Promise<readonly { file: string; entry: JournalEntry | null }[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  const read = await Promise.all(names.map((name) => readEntry(join(folder, name))));
  return read.toSorted((a, b) => (a.entry?.written ?? '').localeCompare(b.entry?.written ?? ''));
}

/** A journal that was never written is empty; one that cannot be read is not taken for that. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw platformError(
      'journal-unreadable',
      `the journal of faults, ${folder}, cannot be read (${error.message})`,
      'what is broken may stand in it: make the folder readable for whoever runs workbench',
      error,
    );
  });
}

async function readEntry(file: string): Promise<{ file: string; entry: JournalEntry | null }> {
  try {
    return { file, entry: schema.parse(JSON.parse(await readFile(file, 'utf8'))) };
  } catch {
    return { file, entry: null };
  }
}

/** A new name lasts only when its folder was synced, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
