import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const module = pathToFileURL(join(import.meta.dirname, '../../bin/child.mjs')).href;

type Parent = ChildProcessByStdio<null, Readable, null>;

const parents: Parent[] = [];

/** A failed test leaves nothing running: parent and child are one process group. */
afterEach(() => {
  for (const { pid } of parents.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
});

/** A process that runs `childCode` through runChild and takes over its exit status. */
function startParent(childCode: string): Parent {
  const code = `
    import { runChild } from '${module}';
    process.exitCode = await runChild(process.execPath, ['-e', ${JSON.stringify(childCode)}]);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  parents.push(parent);
  return parent;
}

/** Resolves when `text` has been written, with everything written so far. */
async function outputUntil(parent: Parent, text: string): Promise<void> {
  let output = '';
  for await (const chunk of parent.stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    if (output.includes(text)) return;
  }
  throw new Error(`the child ended without "${text}": ${output}`);
}

describe('running a child', () => {
  it('takes over its exit status', async () => {
    const parent = startParent('process.exit(3)');
    expect(await once(parent, 'exit')).toEqual([3, null]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on and waits until the child has cleaned up',
    async (signal) => {
      const parent = startParent(`
      process.on('${signal}', () => setTimeout(() => { console.log('cleaned'); process.exit(7); }, 50));
      setInterval(() => {}, 1000);
      console.log('ready');
    `);
      await outputUntil(parent, 'ready');
      parent.kill(signal);
      const [cleaned, [status]] = await Promise.all([outputUntil(parent, 'cleaned'), once(parent, 'exit')]);
      expect(cleaned).toBeUndefined();
      expect(status).toBe(7);
    },
  );

  it('ends with 130 when an interrupt ended the child', async () => {
    const parent = startParent("setInterval(() => {}, 1000); console.log('ready')");
    await outputUntil(parent, 'ready');
    parent.kill('SIGINT');
    expect(await once(parent, 'exit')).toEqual([130, null]);
  });
});
