import { renameSync, writeFileSync } from 'node:fs';

/** Puts a JSON file in place whole or not at all. */
export function replaceJson(path: string, content: object): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}
