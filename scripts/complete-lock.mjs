// npm leaves out of package-lock.json the parts for other systems that the registry in use could not show, and
// `npm ci` then refuses the file on every machine. Run this after changing a dependency; it adds what is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };
const EXACT = /^\d+\.\d+\.\d+/;

/** "@scope/binding-linux-arm64-musl" → what npm decides by: system, processor, C library; null for another kind of name. */
export function systemOf(name) {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const at = words.findIndex((word) => SYSTEMS.includes(word));
  const [os, cpu, variant] = words.slice(Math.max(at, 0));
  if (at < 0 || cpu === undefined) return null;
  const libc = variant === undefined ? undefined : LIBC[variant];
  return { os: [os], cpu: [cpu], ...(os === 'linux' && libc && { libc: [libc] }) };
}

/** The version first and the rest by name, as npm writes an entry. */
function sorted({ version, ...rest }) {
  return { version, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The optional packages that a lock's packages name and the lock lacks, with the entry that each should have. */
export function missingParts(lock) {
  const missing = [];
  for (const owner of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      const system = systemOf(name);
      if (lock.packages[path] !== undefined || system === null || !EXACT.test(version)) continue;
      missing.push({ path, entry: sorted({ version, ...(owner.dev && { dev: true }), optional: true, ...system }) });
    }
  }
  return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(dirname(fileURLToPath(import.meta.url)), '../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingParts(lock);
  for (const { path, entry } of missing) lock.packages[path] = entry;
  const packages = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} entries added.`);
}
