#!/usr/bin/env node
// Plain JavaScript that Node 20 understands: it finds a Node that runs the workbench, and runs it.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.mjs';
import { withCompileCache } from './compile-cache.mjs';

const NEEDED_MAJOR = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A clone runs from its sources, a package from what was compiled. */
function entry() {
  const source = join(root, 'src/cli.ts');
  return existsSync(source) ? source : join(root, 'dist/cli.js');
}

/** This Node where it is new enough, else the one that the npm package `node` brought; null without either. */
function runtime() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return process.execPath;
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

const node = runtime();
if (node === null) {
  console.error(
    `workbench needs Node ${NEEDED_MAJOR}, this is ${process.version}, and the npm package "node" that brings it is not installed.\n` +
      '  In a clone: npm ci. Where it is a package: npm install-scripts approve node && npm rebuild node. Or install Node 24.',
  );
  process.exitCode = 4;
} else {
  // The channel tells the child when this process is gone, however it went: nobody could interrupt it any more.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const env = withCompileCache(process.env);
  process.exitCode = await runChild(node, [entry(), ...process.argv.slice(2)], { env, stdio });
}
