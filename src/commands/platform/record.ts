import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { platformError, type WorkbenchError } from '../../errors.ts';
import { type Owner, whereaboutsOf } from '../../faults/journal/owner.ts';

const schema = z.object({
  recordVersion: z.literal(1),
  name: z.string(),
  platform: z.string(),
  nodes: z.number().int().positive(),
  bootstrap: z.array(z.string()),
  startedAt: z.string(),
  folder: z.string(),
  owner: z.object({ host: z.string(), pid: z.number(), started: z.string() }),
});

/** A local platform that `platform start` keeps running, as others find it. */
export interface PlatformRecord {
  readonly recordVersion: 1;
  /** Of its target. */
  readonly name: string;
  readonly platform: string;
  readonly nodes: number;
  /** Empty until every node serves. */
  readonly bootstrap: readonly string[];
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  /** What it keeps and logs is in here, and goes with it. */
  readonly folder: string;
  /** The process that keeps it running. */
  readonly owner: Owner;
}

export type PlatformState = 'starting' | 'running' | 'gone';

/** `gone`: whatever kept it running was killed, and could not remove the record. */
export function stateOf({ owner, bootstrap }: PlatformRecord): PlatformState {
  if (whereaboutsOf(owner) !== 'running') return 'gone';
  return bootstrap.length === 0 ? 'starting' : 'running';
}

/** Of this host alone: a home folder may be shared, processes are not. */
const recordFolder = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'kafka-tco-workbench', 'platforms', hostname());

const fileOf = (name: string, env: NodeJS.ProcessEnv): string => join(recordFolder(env), `${name}.json`);

/** False where there is a record of that name already; of two who ask at once, one gets true. */
export async function claimRecord(record: PlatformRecord, env = process.env): Promise<boolean> {
  const partial = await writePartial(record, env);
  try {
    await link(partial, fileOf(record.name, env));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

/** In place of the one that was claimed. */
export async function replaceRecord(record: PlatformRecord, env = process.env): Promise<void> {
  await rename(await writePartial(record, env), fileOf(record.name, env));
}

export async function removeRecord(name: string, env = process.env): Promise<void> {
  await rm(fileOf(name, env), { force: true });
}

/**
 * Null where there is none.
 * @throws WorkbenchError `platform-record` (exit status 4) where there is one that cannot be read: it may run all the same.
 */
export async function readRecord(name: string, env = process.env): Promise<PlatformRecord | null> {
  const file = fileOf(name, env);
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const todo = 'Read it as who started it; or end what it runs, if that is still there, and remove the file.';
    throw platformError('platform-record', `the record of ${name} cannot be read: ${file}`, todo, cause);
  }
}

/** Of every platform that was started on this host and not stopped, by name; what cannot be read is told. */
export async function readRecords(
  env = process.env,
  unreadable: (error: WorkbenchError) => void = () => undefined,
): Promise<readonly PlatformRecord[]> {
  const files = await readdir(recordFolder(env)).catch(unlessThere);
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  const records: PlatformRecord[] = [];
  for (const name of names.sort()) {
    const record = await readRecord(name, env).catch((error: WorkbenchError) => {
      unreadable(error);
      return null;
    });
    if (record !== null) records.push(record);
  }
  return records;
}

function unlessThere(cause: NodeJS.ErrnoException): string[] {
  if (cause.code === 'ENOENT') return [];
  throw cause;
}

async function writePartial(record: PlatformRecord, env: NodeJS.ProcessEnv): Promise<string> {
  await mkdir(recordFolder(env), { recursive: true, mode: 0o700 });
  const partial = join(recordFolder(env), `${record.name}.${randomUUID()}.partial`);
  await writeFile(partial, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  return partial;
}
