import { appendFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inputError } from '../errors.ts';
import type { AskedLog } from '../kafka/read-only/requests-log.ts';

/** `results/<target>-<verb>-<yyyymmdd>-<hhmmss>`, in UTC. */
export function readingFolderName(target: string, verb: string, at: Date): string {
  const [day, time] = at.toISOString().split('T') as [string, string];
  return join('results', `${target}-${verb}-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`);
}

export interface ReadingFolder {
  readonly path: string;
  /** Appends to requests.jsonl: a request is there as soon as it is over. */
  readonly log: AskedLog;
}

/** Takes a folder that is new or empty; otherwise WorkbenchError `folder-not-empty` (exit status 2). */
export function openReadingFolder(path: string): ReadingFolder {
  if (filesIn(path).length > 0) {
    throw inputError('folder-not-empty', [
      { what: `the folder ${path} is not empty`, todo: 'give --out a new or empty folder: nothing is overwritten' },
    ]);
  }
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw notAFolder(path, error);
  }
  const file = join(path, 'requests.jsonl');
  return { path, log: (request) => appendFileSync(file, `${JSON.stringify(request)}\n`) };
}

/** As a person in this folder would name it. */
export function shownFolder(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below === '' || below.startsWith('..') ? path : below;
}

function filesIn(path: string): readonly string[] {
  try {
    return existsSync(path) ? readdirSync(path) : [];
  } catch (error) {
    throw notAFolder(path, error);
  }
}

function notAFolder(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  return inputError('no-folder', [
    { what: `${path} cannot be the folder for it (${code})`, todo: 'give --out a path where a folder may be created' },
  ]);
}
