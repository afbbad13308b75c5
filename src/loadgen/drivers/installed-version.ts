import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** Version of a library that is installed, without loading it. */
export function installedVersion(library: string): string {
  const file = findPackageJSON(library, import.meta.url);
  if (file === undefined) throw new Error(`${library} is not installed`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
