import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Of DuckDB; with Node itself the process stays under 1 GB. */
const MEMORY = '500MiB';
const THREADS = '4';
/** Groups that do not fit wait here, and are gone afterwards. */
const ON_DISK = '20GiB';

export type SqlValue = string | number | boolean | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Asks DuckDB; numbers beyond a double come back as text. */
export type Ask = (sql: string) => Promise<readonly SqlRow[]>;

/** DuckDB in this process, bounded in memory, without network and extensions, for as long as `use` takes. */
export async function withEngine<T>(use: (ask: Ask) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'workbench-bill-'));
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: MEMORY,
      threads: THREADS,
      temp_directory: folder,
      max_temp_directory_size: ON_DISK,
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    try {
      return await use(async (sql) => {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJson() as readonly SqlRow[];
      });
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
