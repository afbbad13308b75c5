import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inputError } from '../errors.ts';
import { readJson } from './read.ts';
import { replaceJson } from './replace-json.ts';

const FOLDER = 'billing';

/** Of its files: 2 since rows tell how long they last and sources keep their own rules. */
export const BILLING_FORMAT = 2;

/** Puts a file into the run's billing/; the same name again is the same source again. */
export function writeBilling(folder: string, name: string, content: object): void {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  replaceJson(join(folder, FOLDER, name), content);
}

/** What something newer stands in the place of. */
export const removeBilling = (folder: string, name: string): void =>
  rmSync(join(folder, FOLDER, name), { force: true });

/** What a metrics source says of a target: one file, the last answer. */
export const metricsFile = (target: string, from: string): string => `${target}.metrics-${from}.json`;

/** True where a bill was imported; metrics alone are none. */
export const hasBill = (folder: string): boolean =>
  billingFiles(folder).some((name) => !/\.metrics-[a-z]+\.json$/.test(name));

/**
 * All that was imported into the run, in the order of its names.
 * @throws WorkbenchError where a file is damaged, or another version wrote it.
 */
export function readBilling<T extends { readonly formatVersion: number }>(folder: string): readonly T[] {
  return billingFiles(folder).flatMap((name) => {
    const file = `${FOLDER}/${name}`;
    const read = readJson<T>(folder, file);
    if (read === null) return [];
    if (read.formatVersion === BILLING_FORMAT) return [read];
    throw inputError('unknown-format', [
      {
        what: `${file} has format version ${String(read.formatVersion)}; this workbench reads ${BILLING_FORMAT}`,
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
