import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inputError } from '../errors.ts';
import { readJson } from './read.ts';
import { replaceJson } from './replace-json.ts';
import { FORMAT_VERSION } from './types/plan.ts';

const FOLDER = 'billing';

/** Puts a file into the run's billing/; the same name again is the same source again. */
export function writeBilling(folder: string, name: string, content: object): void {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  replaceJson(join(folder, FOLDER, name), content);
}

/** What sorts a bill; written with the first one that is imported. */
export const RULES_FILE = 'rules.json';

/** True where a bill was imported; metrics alone are none. */
export const hasBill = (folder: string): boolean => billingFiles(folder).includes(RULES_FILE);

/**
 * All that was imported into the run, in the order of its names.
 * @throws WorkbenchError where a file is damaged, or a newer version wrote it.
 */
export function readBilling<T extends { readonly formatVersion: number }>(folder: string): readonly T[] {
  return billingFiles(folder).flatMap((name) => {
    const file = `${FOLDER}/${name}`;
    const read = readJson<T>(folder, file);
    if (read === null) return [];
    if (read.formatVersion === FORMAT_VERSION) return [read];
    throw inputError('unknown-format', [
      {
        what: `${file} has format version ${String(read.formatVersion)}; this workbench reads ${FORMAT_VERSION}`,
        todo: 'import the bill again with this version, or judge with the one that wrote it',
      },
    ]);
  });
}

function billingFiles(folder: string): readonly string[] {
  const path = join(folder, FOLDER);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
}
