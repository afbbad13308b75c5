import { homedir } from 'node:os';
import { join } from 'node:path';

/** An environment in which Node keeps what it compiled: of a short command's time, compiling is the most. */
export function withCompileCache(env) {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return { NODE_COMPILE_CACHE: join(cache, 'kafka-tco-workbench/compiled'), ...env };
}
