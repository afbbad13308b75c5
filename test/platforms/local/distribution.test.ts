import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchKafka, kafkaVersions } from '../../../src/platforms/local/distribution.ts';

let scratch: string;
const signal = new AbortController().signal;

/** A machine whose PATH holds nothing but the named programs, each a shell script. */
function machine(programs: Record<string, string>): NodeJS.ProcessEnv {
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(scratch, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return { PATH: scratch, XDG_CACHE_HOME: join(scratch, 'cache') };
}

const fetch = (env: NodeJS.ProcessEnv, options = { signal, onProgress: () => {} }) => fetchKafka(options, env);
const cached = () => {
  const folder = join(scratch, 'cache', 'kafka-tco-workbench');
  return existsSync(folder) ? readdirSync(folder) : [];
};

const JAVA_17 = `echo 'openjdk version "17.0.15" 2025-04-15' >&2`;
const JAVA_8 = `echo 'java version "1.8.0_292"' >&2`;
/** Puts one jar where it is told to and notes that it ran. */
const MAVEN = `for last; do :; done; echo > "\${last#*=}/kafka.jar"; echo run >> "$0.runs"`;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
});
afterEach(() => rm(scratch, { recursive: true }));

describe('fetchKafka', () => {
  it('says that there is no Java before it fetches anything', async () => {
    await expect(fetch(machine({ mvn: MAVEN }))).rejects.toMatchObject({ code: 'java-missing', exitStatus: 4 });
    expect(cached()).toEqual([]);
  });

  it('says which Java it found when that is too old', async () => {
    const failure = fetch(machine({ java: JAVA_8, mvn: MAVEN }));
    await expect(failure).rejects.toMatchObject({ code: 'java-too-old', exitStatus: 4 });
    await expect(failure).rejects.toThrow('1.8.0_292');
  });

  it('takes the Java on PATH when the one in JAVA_HOME does not work', async () => {
    const env = { ...machine({ java: JAVA_17, mvn: MAVEN }), JAVA_HOME: join(scratch, 'none') };
    expect((await fetch(env)).java).toEqual({ path: 'java', version: '17.0.15' });
  });

  it('says that there is no Maven', async () => {
    await expect(fetch(machine({ java: JAVA_17 }))).rejects.toMatchObject({ code: 'maven-missing', exitStatus: 4 });
    expect(cached()).toEqual([]);
  });

  it('says what Maven complained about, and keeps nothing of a download that failed', async () => {
    const mvn = `echo '[INFO] noise'; echo '[ERROR] Could not transfer artifact: Connection refused'
echo '[ERROR] '; echo '[ERROR] Re-run Maven using the -X switch'; exit 1`;
    const failure = fetch(machine({ java: JAVA_17, mvn }));
    await expect(failure).rejects.toMatchObject({ code: 'kafka-download-failed', exitStatus: 4 });
    await expect(failure).rejects.toThrow(/: Could not transfer artifact: Connection refused$/);
    expect(cached()).toEqual([]);
  });

  it('asks Maven once and keeps the answer under the version that pom.xml names', async () => {
    const env = machine({ java: JAVA_17, mvn: MAVEN });
    const { version, folder, classpath } = await fetch(env);
    await fetch(env);
    const pom = readFileSync(join(import.meta.dirname, '../../../pom.xml'), 'utf8');
    expect(pom).toContain(`<kafka.version>${version}</kafka.version>`);
    expect(cached()).toEqual([expect.stringContaining(`kafka-${version}-`)]);
    expect(readdirSync(folder)).toEqual(['kafka.jar']);
    expect(classpath).toBe(join(folder, '*'));
    expect(readFileSync(join(scratch, 'mvn.runs'), 'utf8')).toBe('run\n');
  });

  it('keeps the version that an upgrade starts from apart, and asks Maven for it by name', async () => {
    const { current, older } = kafkaVersions();
    const env = machine({ java: JAVA_17, mvn: `echo "$@" >> "$0.asked"; ${MAVEN}` });
    const options = { signal, onProgress: () => {} };
    const [now, before] = [await fetchKafka(options, env), await fetchKafka(options, env, older)];
    expect([now.version, before.version]).toEqual([current, older]);
    expect(cached().map((name) => name.split('-')[1])).toEqual([older, current].toSorted());
    const asked = readFileSync(join(scratch, 'mvn.asked'), 'utf8').trim().split('\n');
    expect(asked.map((line) => /-Dkafka\.version=(\S+)/.exec(line)?.[1])).toEqual([current, older]);
  });

  it('leaves one complete folder when two fetch at the same time', async () => {
    const env = machine({ java: JAVA_17, mvn: MAVEN });
    const [one, other] = await Promise.all([fetch(env), fetch(env)]);
    expect(one).toEqual(other);
    expect(cached()).toHaveLength(1);
    expect(readdirSync(one.folder)).toEqual(['kafka.jar']);
  });

  it('stops Maven when it is aborted, and keeps nothing', async () => {
    const abort = new AbortController();
    const env = machine({ java: JAVA_17, mvn: 'while :; do :; done' });
    const onProgress = () => setTimeout(() => abort.abort(new Error('enough')), 50);
    await expect(fetch(env, { signal: abort.signal, onProgress })).rejects.toThrow('enough');
    expect(cached()).toEqual([]);
  });
});
