import { readFileSync, writeFileSync } from 'node:fs';

/** What a command does to the world; tests give their own. */
export interface Effects {
  /** Writes to standard output; text carries its own line ends. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readFile(path: string): Uint8Array;
  /** `exclusive`: fails with EEXIST where the file is there. */
  writeFile(path: string, text: string, options: { readonly exclusive: boolean }): void;
}

export function processEffects(): Effects {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    cwd: process.cwd(),
    readFile: (path) => readFileSync(path),
    writeFile: (path, text, { exclusive }) => writeFileSync(path, text, { flag: exclusive ? 'wx' : 'w' }),
  };
}
