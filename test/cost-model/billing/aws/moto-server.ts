import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonFolder } from '../../../python/installed-folder.ts';

const REQUIREMENTS = fileURLToPath(new URL('moto-requirements.txt', import.meta.url));
const RUNNING = /Running on (http:\/\/127\.0\.0\.1:\d+)/;

/** Installed once, before the first test. */
export const motoFolder = (): Promise<string> =>
  pythonFolder({ name: 'moto', requirements: REQUIREMENTS, listedOnly: true });

export interface MotoServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** moto answers as AWS does, from its own implementation; on a free port. */
export async function motoServer(): Promise<MotoServer> {
  const bin = await motoFolder();
  const server = spawn(join(bin, 'python'), ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'exit');
  let said = '';
  const endpoint = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (status) => reject(new Error(`moto ended with status ${status}: ${said.slice(-2_000)}`)));
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, found] = RUNNING.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    endpoint,
    close: async () => {
      server.kill();
      await ended;
    },
  };
}
