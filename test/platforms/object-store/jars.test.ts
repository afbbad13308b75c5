import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { objectStoreJars } from '../../../src/platforms/object-store/jars.ts';

let scratch: string;
const signal = new AbortController().signal;

/** A machine whose PATH holds nothing but this `mvn`. */
function machine(mvn: string): NodeJS.ProcessEnv {
  writeFileSync(join(scratch, 'mvn'), `#!/bin/sh\n${mvn}\n`, { mode: 0o755 });
  return { PATH: `${scratch}:/bin:/usr/bin`, XDG_CACHE_HOME: join(scratch, 'cache') };
}

const jars = (env: NodeJS.ProcessEnv) => objectStoreJars({ signal, onProgress: () => {} }, env);
const cached = () => {
  const folder = join(scratch, 'cache', 'kafka-tco-workbench');
  return existsSync(folder) ? readdirSync(folder) : [];
};

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
});
afterEach(() => rm(scratch, { recursive: true }));

it('builds once, where the build may write, and keeps the plugin apart from the server', async () => {
  const env =
    machine(`for argument; do case "$argument" in -Doutput=*) out="\${argument#*=}";; -Dscratch=*) touch "\${argument#*=}/built";; esac; done
mkdir "$out/s3-remote-storage" "$out/s3mock-on-loopback"; echo "$@" >> "$0.runs"`);
  const first = await jars(env);
  expect(await jars(env)).toEqual(first);
  const [folder = ''] = cached();
  const kept = join(scratch, 'cache', 'kafka-tco-workbench', folder);
  expect(cached()).toEqual([expect.stringMatching(/^object-store-[0-9a-f]{8}$/)]);
  expect(first).toEqual({ plugin: join(kept, 's3-remote-storage/*'), server: join(kept, 's3mock-on-loopback/*') });
  expect(readdirSync(kept).toSorted()).toEqual(['s3-remote-storage', 's3mock-on-loopback']);
  const runs = readFileSync(join(scratch, 'mvn.runs'), 'utf8').trim().split('\n');
  expect(runs).toHaveLength(1);
  const built = /-Dscratch=(\S+)/.exec(runs[0] ?? '')?.[1] ?? '';
  expect(built).not.toBe('');
  expect(existsSync(built)).toBe(false);
});

it('says that a whole JDK is needed where there is a runtime only', async () => {
  const failure = jars(
    machine(
      `echo '[ERROR] COMPILATION ERROR : '; echo '[ERROR] No compiler is provided in this environment. Perhaps you are running on a JRE rather than a JDK?'; exit 1`,
    ),
  );
  await expect(failure).rejects.toMatchObject({ code: 'jdk-missing', exitStatus: 4 });
  await expect(failure).rejects.toThrow('No compiler is provided');
  expect(cached()).toEqual([]);
});

it('keeps nothing of a build that failed, and says what Maven complained about', async () => {
  const failure = jars(machine(`echo '[ERROR] Could not transfer artifact: Connection refused'; exit 1`));
  await expect(failure).rejects.toMatchObject({ code: 'object-store-build-failed', exitStatus: 4 });
  await expect(failure).rejects.toThrow(/Connection refused$/);
  expect(cached()).toEqual([]);
});
