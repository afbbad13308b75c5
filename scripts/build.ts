/** Compiles src/ to dist/ and takes along what is not TypeScript: files that the code reads beside itself. */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const isCarriedAlong = (path: string): boolean => statSync(path).isDirectory() || !path.endsWith('.ts');

rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules/.bin/tsc');
const { status } = spawnSync(compiler, ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status === 0) cpSync(join(root, 'src'), join(root, 'dist'), { recursive: true, filter: isCarriedAlong });
process.exitCode = status ?? 1;
