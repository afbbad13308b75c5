import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inputError } from '../../errors.ts';
import { checkByHand, mergeByHand } from '../../inventory/by-hand/merge.ts';
import { presentIn } from '../../inventory/by-hand/present.ts';
import type { HandRow, Inventory } from '../../inventory/types.ts';
import { shownFolder } from '../reading-folder.ts';

/** Where people write what no cluster tells; as they would name it, and where it is. */
export interface ByHandPlace {
  readonly shown: string;
  readonly path: string;
}

/** `prod.inventory.yaml` beside the target's file. */
export function besideTarget(targetFile: string, target: string, cwd: string): ByHandPlace {
  const path = join(dirname(targetFile), `${target}.inventory.yaml`);
  return { shown: shownFolder(path, cwd), path };
}

/** Said before the scan where the file cannot be kept: wrong YAML, or a folder that is not there. */
export function checkByHandFile({ shown, path }: ByHandPlace): void {
  if (!existsSync(dirname(path))) {
    throw inputError('by-hand-invalid', [
      { what: `the folder of ${shown} is not there`, todo: 'make it, or give --by-hand another path' },
    ]);
  }
  checkByHand({ file: shown, text: textAt(path) });
}

/** Joins what people wrote with what was found, and keeps the file; it is read again: somebody may have it open. */
export function keepByHand({ shown, path }: ByHandPlace, inventory: Inventory): readonly HandRow[] {
  const given = { file: shown, text: textAt(path) };
  const about = { target: inventory.target.name, date: inventory.startedAt.slice(0, 10) };
  const { text, rows } = mergeByHand(given, presentIn(inventory), about);
  if (text !== given.text) replaceText(path, text, shown);
  return rows;
}

function textAt(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function replaceText(path: string, text: string, shown: string): void {
  try {
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw inputError('by-hand-invalid', [
      { what: `${shown} cannot be written (${code})`, todo: 'give --by-hand a path that can be, or --no-by-hand' },
    ]);
  }
}
