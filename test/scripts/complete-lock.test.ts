import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completed, type Lock, missingParts, systemOf } from '../../scripts/complete-lock.ts';

const committed = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as Lock;

describe('package-lock.json', () => {
  it('names every part of every package, so that npm ci accepts it on another system (scripts/complete-lock.ts)', () => {
    expect(missingParts(committed).map(([path]) => path)).toEqual([]);
  });

  it('says of each part what its name says, as far as npm itself wrote it', () => {
    const parts = Object.entries(committed.packages).filter(([, entry]) => entry.optional && entry.os && entry.cpu);
    expect(parts.length).toBeGreaterThan(20);
    for (const [path, { os, cpu, libc }] of parts) {
      const system = systemOf(path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
      if (system === null) continue;
      expect({ path, os, cpu }).toEqual({ path, os: system.os, cpu: system.cpu });
      if (libc !== undefined && system.libc !== undefined) expect({ path, libc }).toEqual({ path, libc: system.libc });
    }
  });
});

describe('completing a lock', () => {
  it('adds a part that a package names, with the exact version and for its system only', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/tool': {
          version: '2.0.0',
          dev: true,
          optionalDependencies: { '@tool/linux-x64-musl': '2.0.1', '@tool/linux-x64-gnu': '2.0.0', fsevents: '~2.3.3' },
        },
        'node_modules/@tool/linux-x64-gnu': { version: '2.0.0' },
      },
    };
    expect(completed(lock).packages).toEqual({
      ...lock.packages,
      'node_modules/@tool/linux-x64-musl': {
        version: '2.0.1',
        cpu: ['x64'],
        dev: true,
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
    });
    expect(Object.keys(completed(lock).packages)).toEqual(Object.keys(completed(lock).packages).toSorted());
    expect(missingParts(completed(lock))).toEqual([]);
  });
});
