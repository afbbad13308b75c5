import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onStore } from '../../../src/platforms/object-store/start.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { scratchFolder } from '../local/start-options.ts';

it('A store is stopped, and the data is removed, also where its nodes cannot be stopped', async () => {
  const scratch = scratchFolder();
  const dataDir = join(scratch, 'data');
  mkdirSync(dataDir);
  const stay = async () => {
    throw new Error('node 2 stays');
  };
  const nodes: Partial<LocalCluster> = { version: '1.0', stop: stay };
  const kept: unknown[] = [];
  const store = {
    isRunning: true,
    ended: () => {
      throw new Error('it runs');
    },
    stop: async (options?: object) => void kept.push(options),
  };
  const both = onStore(nodes as LocalCluster, store, { dataDir, logDir: join(scratch, 'logs') });
  await expect(both.stop({ keepLogs: true })).rejects.toThrow('node 2 stays');
  expect(kept).toEqual([{ keepLogs: true }]);
  expect(existsSync(dataDir)).toBe(false);
  rmSync(scratch, { recursive: true });
});
