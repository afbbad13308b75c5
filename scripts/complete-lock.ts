/**
 * npm leaves out of package-lock.json the parts for other systems that the registry in use could not show,
 * and `npm ci` then refuses the file on every machine. Run this after changing a dependency: it adds them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  readonly version?: string;
  readonly cpu?: readonly string[];
  readonly dev?: boolean;
  readonly libc?: readonly string[];
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const LIBC: Readonly<Record<string, string>> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };
const EXACT = /^\d+\.\d+\.\d+/;

/** By what npm chooses a part, as its name tells: "@scope/binding-linux-arm64-musl"; null for any other name. */
export function systemOf(name: string): Pick<LockEntry, 'cpu' | 'libc' | 'os'> | null {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const start = words.findIndex((word) => SYSTEMS.includes(word));
  const [os, cpu, variant] = words.slice(Math.max(start, 0));
  if (start < 0 || os === undefined || cpu === undefined) return null;
  const libc = os === 'linux' && variant !== undefined ? LIBC[variant] : undefined;
  return { cpu: [cpu], ...(libc !== undefined && { libc: [libc] }), os: [os] };
}

/** The parts that a lock's packages name and the lock lacks, each with its entry, keys in npm's order. */
export function missingParts(lock: Lock): [path: string, entry: LockEntry][] {
  return Object.values(lock.packages).flatMap((owner) =>
    Object.entries(owner.optionalDependencies ?? {}).flatMap(([name, version]): [string, LockEntry][] => {
      const path = `node_modules/${name}`;
      const system = systemOf(name);
      if (lock.packages[path] !== undefined || system === null || !EXACT.test(version)) return [];
      const { cpu, libc, os } = system;
      const entry = { version, cpu, ...(owner.dev && { dev: true }), ...(libc && { libc }), optional: true, os };
      return [[path, entry as LockEntry]];
    }),
  );
}

/** The lock with those parts, packages in npm's order. */
export function completed<L extends Lock>(lock: L): L {
  const packages = [...Object.entries(lock.packages), ...missingParts(lock)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(packages) };
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
  console.log(`package-lock.json: ${missingParts(lock).length} entries added.`);
}
