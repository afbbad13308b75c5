import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** One file under src/, its path relative to src/ with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path relative to src/ for a relative specifier, else null. */
  readonly path: string | null;
  /** True where nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Every .ts file below `root`, in a stable order. */
export function readSources(root: string): Source[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm;

/** The text without comments: what a rule about code looks at. */
export const codeOf = (source: Source): string => source.text.replace(COMMENT, '');

const STATEMENT = /^(?:import|export)\s+(type\s)?[^'";]*?\bfrom\s+['"]([^'"]+)['"]/gm;
const SIDE_EFFECT = /^import\s+['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
/** How a worker names its file. */
const URL_OF_FILE = /\bnew URL\(\s*['"](\.[^'"]+\.ts)['"]/g;

/** Everything that a file imports, statically, dynamically or as a worker's file. */
export function importsOf(source: Source): Import[] {
  const code = codeOf(source);
  const found = (specifier: string, typeOnly: boolean): Import => ({
    specifier,
    path: specifier.startsWith('.') ? posix.join(posix.dirname(source.path), specifier) : null,
    typeOnly,
  });
  return [
    ...[...code.matchAll(STATEMENT)].map((match) => found(match[2] ?? '', match[1] !== undefined)),
    ...[SIDE_EFFECT, DYNAMIC, URL_OF_FILE].flatMap((form) =>
      [...code.matchAll(form)].map((match) => found(match[1] ?? '', false)),
    ),
  ];
}
