// Compiles src/ to dist/ and takes along what is not TypeScript: files that the code reads beside itself.
import { cpSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../bin/child.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCarriedAlong = (path) => statSync(path).isDirectory() || !path.endsWith('.ts');

rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules/.bin/tsc');
process.exitCode = await runChild(compiler, ['-p', 'tsconfig.build.json'], { cwd: root });
if (process.exitCode === 0) cpSync(join(root, 'src'), join(root, 'dist'), { recursive: true, filter: isCarriedAlong });
