import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classArchive } from '../../../src/platforms/local/class-archive.ts';
import { type Distribution, fetchKafka } from '../../../src/platforms/local/distribution.ts';
import { commandLinesWith } from './processes.ts';
import { scratchFolder } from './start-options.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => {} };
let scratch: string;
/** The jars of the real one, but an empty folder in place of what was prepared before. */
let distribution: Distribution;

beforeEach(async () => {
  scratch = scratchFolder();
  distribution = { ...(await fetchKafka(quiet)), folder: join(scratch, 'kafka') };
  mkdirSync(distribution.folder);
});
afterEach(() => rm(scratch, { recursive: true }));

describe('classArchive', () => {
  it('writes an archive from which the JVM takes the classes of the broker', async () => {
    const archive = await classArchive(distribution, quiet);
    expect(await classArchive(distribution, { ...quiet, onProgress: () => expect.unreachable() })).toBe(archive);
    expect(readdirSync(distribution.folder).map((name) => join(distribution.folder, name))).toEqual([archive]);
    const flags = ['-Xshare:on', `-XX:SharedArchiveFile=${archive}`, '-Xlog:class+load'];
    const args = [...flags, '-cp', distribution.classpath, 'kafka.Kafka'];
    const { stdout } = spawnSync(distribution.java.path, args, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
    expect(stdout).toMatch(/ kafka\.Kafka source: shared objects file/);
  });

  it('is null, and leaves nothing, where the broker that would write it does not start', async () => {
    const broken = { ...distribution, classpath: scratch };
    expect(await classArchive(broken, quiet)).toBeNull();
    expect(readdirSync(distribution.folder)).toEqual([]);
  });

  it('leaves nothing when it is aborted', async () => {
    const abort = new AbortController();
    const onProgress = () => setTimeout(() => abort.abort(new Error('interrupted')), 1500);
    await expect(classArchive(distribution, { signal: abort.signal, onProgress })).rejects.toThrow('interrupted');
    expect(readdirSync(distribution.folder)).toEqual([]);
    expect(commandLinesWith(distribution.folder)).toEqual([]);
  });
});
