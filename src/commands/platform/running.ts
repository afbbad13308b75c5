import type { Target } from '../../scenarios/target-types.ts';
import { readRecord, stateOf } from './record.ts';

export interface RunningPlatform {
  readonly bootstrap: readonly string[];
  /** Of the process that keeps it running. */
  readonly pid: number;
}

/** Where the platform of a `start:` target serves that `workbench platform start` keeps running; null where none does. */
export async function runningPlatform(
  { name, platform, connect }: Pick<Target, 'name' | 'platform' | 'connect'>,
  env = process.env,
): Promise<RunningPlatform | null> {
  const record = connect.kind === 'local' ? await readRecord(name, env) : null;
  if (record === null || record.platform !== platform || stateOf(record) !== 'running') return null;
  return { bootstrap: record.bootstrap, pid: record.owner.pid };
}
