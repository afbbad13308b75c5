import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const BIN = fileURLToPath(new URL('../../bin/workbench.mjs', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output has the text. */
  printed(text: string): Promise<void>;
}

/** Starts the command as a person would, without a terminal, and without the process that finds a Node for it. */
export const start = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Running =>
  running([CLI, ...args], cwd, env);

/** Starts the command as npx does; what it prints ends when the tool itself has ended. */
export const startThroughBin = (args: readonly string[], cwd: string): Running =>
  running([BIN, ...args], cwd, process.env);

function running(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return {
    process: child,
    ended: new Promise((resolve) => child.once('close', (status) => resolve({ status, out, err }))),
    printed: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!out.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

export const workbench = (args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<Ended> =>
  start(args, cwd, env).ended;
