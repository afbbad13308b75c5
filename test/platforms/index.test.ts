import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { platformNamed, platforms } from '../../src/platforms/index.ts';

describe('platforms', () => {
  it('are one for every folder but the shared ones, each under the name of its folder', () => {
    const folder = join(import.meta.dirname, '../../src/platforms');
    const folders = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['local', 'object-store', 'cost-parts'].includes(entry.name))
      .map((entry) => entry.name);
    expect(platforms.map(({ name }) => name).sort()).toEqual(folders.sort());
  });

  it('say of an object store on this machine what it lacks', () => {
    const local = platforms.filter(({ local }) => local?.hasObjectStore);
    expect(local).not.toEqual([]);
    for (const platform of local) expect(platform.local?.standInNote).toMatch(/No network.*none of the latency of S3/);
  });
});

describe('platformNamed', () => {
  it('finds a platform by the name that a target gives it', () => {
    for (const platform of platforms) expect(platformNamed(platform.name)).toBe(platform);
  });

  it('lists the known names when there is none of that name', () => {
    expect(() => platformNamed('kafak')).toThrow('There is no platform "kafak".');
    try {
      platformNamed('kafak');
    } catch (error) {
      expect(error).toMatchObject({
        exitStatus: 2,
        problems: [{ todo: expect.stringContaining(platforms.map(({ name }) => name).join(', ')) }],
      });
    }
  });
});
