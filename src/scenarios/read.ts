import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inputError } from '../errors.ts';
import { type LoadedScenario, loadScenario } from './load.ts';
import { type LoadedTarget, loadTarget, type TargetFile } from './target.ts';

/** The bytes of a file; any error that carries a code, such as ENOENT, is told as wrong input. */
export type ReadFile = (path: string) => Uint8Array;

/** `loadScenario` from a file. Also refuses a file that is not there or is not UTF-8. */
export function readScenario(
  path: string,
  { set = [], readFile = readFileSync }: { readonly set?: readonly string[]; readonly readFile?: ReadFile } = {},
): LoadedScenario {
  const readNamed = (name: string): string => textOf(join(dirname(path), name), readFile);
  return loadScenario(textOf(path, readFile), { file: path, set, readNamed });
}

/** `loadTarget` from a file. Also refuses a file that is not there or is not UTF-8. */
export function readTarget(
  path: string,
  { readFile = readFileSync, ...same }: Omit<TargetFile, 'file'> & { readonly readFile?: ReadFile },
): LoadedTarget {
  return loadTarget(textOf(path, readFile), { file: path, ...same });
}

function textOf(path: string, readFile: ReadFile): string {
  try {
    // Bytes that are not UTF-8 would all become the same sign, and two files would share a digest.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw inputError('file-unreadable', [
      { at: { file: path }, what: REASONS[code] ?? `cannot be read (${code})`, todo: 'check the path and the file' },
    ]);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'this file may not be read',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'this file is not UTF-8 text',
};
