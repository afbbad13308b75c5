// The first step on a bare machine. Nothing but Node 20's own modules: at this point there may be no others.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../bin/child.mjs';
import { withCompileCache } from '../bin/compile-cache.mjs';
import { missingPrograms } from './prerequisites.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules/.bin');
const stamp = join(root, 'node_modules/.installed-lock');

/** What each verb runs on the pinned Node, after installing. */
const VERBS = {
  setup: null,
  demo: ['src/cli.ts', 'demo'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  'test:long': ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.long.config.ts'],
};

/** What must load before anything may rely on it: npm skips a platform's package without an error. */
const NATIVE_PIECES = {
  node: ['node', ['--version']],
  '@node-rs/crc32': ['node', ['-e', 'import("@node-rs/crc32")']],
  rolldown: ['node', ['-e', 'import("rolldown")']],
  '@biomejs/biome': ['biome', ['--version']],
  typescript: ['tsc', ['--version']],
};

class SetupError extends Error {}

/** Exit statuses as in src/errors.ts. */
const WRONG_INPUT = 2;
const PLATFORM_ERROR = 4;

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

function isInstalled() {
  try {
    return readFileSync(stamp, 'utf8') === lockDigest();
  } catch {
    return false;
  }
}

/** The PATH without this clone's programs, which an install replaces while it runs. */
const pathOutside = () =>
  (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => folder !== bin)
    .join(':');

async function install() {
  console.log('Installing npm packages (once; about half a minute) …');
  // Engine warnings would speak of the Node that runs npm; the packages run on the pinned one.
  const status = await runChild('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    env: { ...process.env, PATH: pathOutside() },
  });
  if (status > 128) return status;
  if (status !== 0) {
    throw new SetupError(
      'npm could not install the packages; its own message stands above.\n' +
        '  Check the network, the proxy and `npm config get registry`, then type the command again.',
    );
  }
  for (const [name, [command, args]] of Object.entries(NATIVE_PIECES)) {
    const loaded = await runChild(join(bin, command), args, { cwd: root, stdio: 'ignore' }).catch(() => 1);
    if (loaded > 128) return loaded;
    if (loaded !== 0) {
      throw new SetupError(
        `The npm package "${name}" was installed without its part for ${process.platform}-${process.arch}.\n` +
          `  npm leaves such parts out when they do not accept its own Node (${process.version}) or when install\n` +
          '  scripts are off: use Node 20.19 or later, allow install scripts, remove node_modules and try again.',
      );
    }
  }
  writeFileSync(stamp, lockDigest());
  return 0;
}

async function start(verb, args) {
  if (!Object.hasOwn(VERBS, verb)) {
    console.error(`There is no "${verb}" to start; there are ${Object.keys(VERBS).join(', ')}.`);
    return WRONG_INPUT;
  }
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new SetupError(`Node 20 or later is needed to begin; this is ${process.version}.`);
  }
  const command = VERBS[verb];
  if (command !== null) {
    const missing = missingPrograms();
    if (missing.length > 0) throw new SetupError(missing.join('\n'));
  }
  if (!isInstalled()) {
    const status = await install();
    if (status !== 0) return status;
  }
  if (command === null) return 0;
  return runChild(join(bin, 'node'), [...command, ...args], {
    cwd: root,
    env: withCompileCache({ ...process.env, PATH: `${bin}:${pathOutside()}` }),
  });
}

const [verb = '', ...args] = process.argv.slice(2);
try {
  process.exitCode = await start(verb, args);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = PLATFORM_ERROR;
}
