import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { type FetchOptions, keptFolder, packageRoot } from '../local/maven.ts';

export interface ObjectStoreJars {
  /** For Kafka's `remote.log.storage.manager.class.path`. */
  readonly plugin: string;
  /** For `java -cp`. */
  readonly server: string;
}

/**
 * The plugin that keeps Kafka's old segments in an object store, and the object store itself: compiled from java/
 * and fetched through Maven once, kept in the user's cache folder.
 * Throws WorkbenchError (exit status 4) when there is no Maven, no compiler, or Maven fails.
 */
export async function objectStoreJars(options: FetchOptions, env = process.env): Promise<ObjectStoreJars> {
  const sources = join(packageRoot(), 'java');
  const scratch = await mkdtemp(join(tmpdir(), 'kafka-tco-workbench-'));
  try {
    const kept = {
      name: `object-store-${(await digestOf(sources)).slice(0, 8)}`,
      title: "Kafka's plugin for object stores",
      announcement: "Building Kafka's plugin for object stores, and fetching S3Mock, through Maven (44 MB, once)",
      errorCode: 'object-store-build-failed',
      goals: (folder: string) => [
        ...['-f', join(sources, 'pom.xml'), 'package'],
        ...[`-Dscratch=${scratch}`, `-Doutput=${folder}`],
      ],
    };
    const folder = await keptFolder(kept, options, env);
    return { plugin: join(folder, 's3-remote-storage', '*'), server: join(folder, 's3mock-on-loopback', '*') };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Of every source file and pom.xml below a folder, by their paths and contents. */
async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(java|xml)$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
  for (const file of files.filter((file) => !file.startsWith('target/')).toSorted()) {
    hash.update(`${file}\0`).update(await readFile(join(folder, file)));
  }
  return hash.digest('hex');
}
