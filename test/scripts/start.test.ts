import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/start.mjs');
let programs: string;

beforeEach(() => {
  programs = mkdtempSync(join(tmpdir(), 'programs-'));
});

afterEach(() => {
  rmSync(programs, { recursive: true });
});

/** A program on a PATH that holds nothing else. */
function install(name: string, body: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(programs, name), 0o755);
}

/** Starts a verb where only the installed programs can be found. */
function start(...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: { PATH: programs } });
}

describe('start', () => {
  it('says which verbs there are when it does not know one', () => {
    const { status, stderr } = start('tset');
    expect(stderr).toBe('There is no "tset" to start; there are setup, demo, test, test:long.\n');
    expect(status).toBe(2);
  });

  it('names everything that is missing, with what to do, before it starts anything', () => {
    const { status, stderr, stdout } = start('demo');
    expect(stderr).toContain('needs Java 17 or later: java does not work.\n  Install a JDK');
    expect(stderr).toContain('No Maven: mvn cannot be started');
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(4);
  });

  it.each([
    ['11.0.2', '11'],
    ['1.8.0_412', '8'],
  ])('refuses Java %s as version %s', (version, major) => {
    install('java', `echo 'openjdk version "${version}" 2020-01-01' >&2`);
    install('mvn', 'exit 0');
    const { status, stderr } = start('test');
    expect(stderr).toContain(`needs Java 17 or later: java is version ${major}.`);
    expect(stderr).not.toContain('Maven');
    expect(status).toBe(4);
  });

  it('looks for Java in JAVA_HOME too, and names both that do not do', () => {
    install('java', `echo 'openjdk version "11.0.2"' >&2`);
    install('mvn', 'exit 0');
    const { stderr } = spawnSync(process.execPath, [script, 'demo'], {
      encoding: 'utf8',
      env: { PATH: programs, JAVA_HOME: '/nowhere' },
    });
    expect(stderr).toContain('/nowhere/bin/java does not work, java is version 11.');
  });

  it('takes a Maven that fails for none', () => {
    install('java', `echo 'openjdk version "21.0.1"' >&2`);
    install('mvn', 'exit 1');
    expect(start('test').stderr).toMatch(/^mvn --version ended with status 1; it fetches Apache Kafka\./);
  });
});
