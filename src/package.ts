import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder with package.json: the same from src/ in a clone and from dist/ in an installed package. */
export const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url));

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly name: string;
  readonly version: string;
};

export const TOOL = { name: manifest.name, version: manifest.version } as const;
