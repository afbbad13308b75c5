import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { inputError, type Problem } from '../../../../errors.ts';

/** Beside its data an export has manifests and notes. */
const DATA_FILE = /\.(csv|csv\.gz|gz|parquet)$/i;

/** What writers leave behind: `_SUCCESS`, `.crc`. */
const NOT_DATA = /^[._]/;

export interface FoundFile {
  readonly path: string;
  readonly name: string;
}

/**
 * The files that the given paths name: files themselves, of folders everything below that looks like data.
 * @throws WorkbenchError with every path that is not there, is neither, holds no data, or leads out of its folder.
 */
export function findFiles(paths: readonly string[], from: string): readonly FoundFile[] {
  const problems: Problem[] = [];
  const found = paths.flatMap((path) => filesOf(path, from, problems));
  if (paths.length === 0) problems.push({ what: 'no export is named', todo: 'Give a file or a folder of an export.' });
  if (problems.length > 0) throw inputError('billing-export', problems);
  const unique = new Map(found.map((file) => [file.path, file]));
  return [...unique.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function filesOf(given: string, from: string, problems: Problem[]): readonly FoundFile[] {
  const path = resolve(from, given);
  const stats = lookAt(path);
  if (stats === null) {
    problems.push({ what: `there is no ${given}`, todo: 'Give a file or a folder of an export.' });
    return [];
  }
  if (stats.isFile()) return [{ path: realpathSync(path), name: given }];
  if (!stats.isDirectory()) {
    problems.push({ what: `${given} is no file`, todo: 'Give a file or a folder of an export.' });
    return [];
  }
  const folder = realpathSync(path);
  const walk = { folder, given, seen: new Set<string>(), problems };
  const before = problems.length;
  const files = below(folder, walk);
  if (files.length === 0 && problems.length === before) {
    problems.push({ what: `${given} holds no .csv, .csv.gz or .parquet`, todo: 'Give the folder with the data.' });
  }
  return files;
}

interface Walk {
  readonly folder: string;
  readonly given: string;
  readonly seen: Set<string>;
  readonly problems: Problem[];
}

function below(folder: string, walk: Walk): readonly FoundFile[] {
  if (walk.seen.has(folder)) return [];
  walk.seen.add(folder);
  return readdirSync(folder)
    .filter((name) => !NOT_DATA.test(name))
    .toSorted()
    .flatMap((entry) => {
      const path = join(folder, entry);
      const name = join(walk.given, relative(walk.folder, path));
      const stats = lookAt(path);
      if (stats === null || (stats.isFile() && !DATA_FILE.test(entry))) return [];
      const real = realpathSync(path);
      if (!real.startsWith(walk.folder + sep)) {
        walk.problems.push({
          what: `${name} leads out of ${walk.given}`,
          todo: 'Put the file itself there, or give its path by itself.',
        });
        return [];
      }
      if (stats.isDirectory()) return below(real, walk);
      return stats.isFile() ? [{ path: real, name }] : [];
    });
}

function lookAt(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
