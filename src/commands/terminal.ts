/** What a command may touch of the world; tests give their own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly cwd: string;
  readonly colour: boolean;
  readonly width: number;
  readonly interactive: boolean;
  readonly stream: NodeJS.WriteStream;
  now(): Date;
  exit(status: number): void;
  /** A signal that aborts on Ctrl-C, on SIGTERM, or when the process that started this one is gone, until `end` is called. */
  interruption(): { readonly signal: AbortSignal; end(): void };
}

export function processTerminal(): Terminal {
  const interactive = process.stdout.isTTY === true;
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    cwd: process.cwd(),
    colour: interactive && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    width: process.stdout.columns ?? 100,
    interactive,
    stream: process.stdout,
    now: () => new Date(),
    exit: (status) => {
      process.exitCode = status;
    },
    interruption,
  };
}

/** `disconnect`: the process that a user started, and that started this one (bin/workbench.mjs), is gone. */
const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

function interruption(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Error('interrupted'));
  for (const event of INTERRUPTIONS) process.on(event, abort);
  // Gone before anybody listened.
  if (process.connected === false) abort();
  return {
    signal: controller.signal,
    end: () => {
      for (const event of INTERRUPTIONS) process.off(event, abort);
    },
  };
}
