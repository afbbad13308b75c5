import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { platformError, type WorkbenchError } from '../../errors.ts';
import { lastErrors } from '../local/broker-error.ts';
import { address } from '../local/broker-properties.ts';
import { spawnTethered, type TetheredProcess } from '../local/tethered-process.ts';
import type { Endpoint } from '../types.ts';

const SERVING_WITHIN_MS = 60_000;
const BETWEEN_ATTEMPTS_MS = 50;

/** Compiled lightly: it starts in half the time, and copies files. Nobody looks at figures of a JVM that is killed. */
const JVM = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
  '-XX:-UsePerfData',
];

/** It is killed, so that what it would remove at its end is left to us. */
const temporaryIn = (logDir: string): string => join(logDir, 'temporary');

export interface S3MockOptions {
  readonly listens: Endpoint;
  /** Made when it starts. */
  readonly bucket: string;
  readonly java: string;
  readonly classpath: string;
  /** Its objects; made, and removed by `stop`. */
  readonly root: string;
  /** Its log and what it writes for a while; made, and removed by `stop` unless the log is to be kept. */
  readonly logDir: string;
}

/** S3Mock, an S3-compatible server on a folder of this machine. */
export class S3Mock {
  readonly #options: S3MockOptions;
  readonly #process: TetheredProcess;
  readonly #logFile: string;
  #running = true;

  private constructor(options: S3MockOptions, started: TetheredProcess, logFile: string) {
    this.#options = options;
    this.#process = started;
    this.#logFile = logFile;
    void started.exited.then(() => {
      this.#running = false;
    });
  }

  /** Starts the process; whether it serves is told by `serves`. */
  static async start(options: S3MockOptions): Promise<S3Mock> {
    const { listens, bucket, java, classpath, root, logDir } = options;
    await mkdir(root, { recursive: true });
    await mkdir(temporaryIn(logDir), { recursive: true });
    const logFile = join(logDir, 's3mock.log');
    const settings = [
      `--server.port=${listens.port}`,
      `--com.adobe.testing.s3mock.store.root=${root}`,
      `--com.adobe.testing.s3mock.store.initial-buckets=${bucket}`,
    ];
    const jvm = [...JVM, `-Djava.io.tmpdir=${temporaryIn(logDir)}`];
    const main = [...jvm, '-cp', classpath, 'workbench.s3mock.OnLoopback', ...settings];
    return new S3Mock(options, await spawnTethered(java, main, { folder: logDir, output: logFile }), logFile);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /**
   * Resolves when it answers for the bucket.
   * Rejects with the signal's reason, or with WorkbenchError `object-store-failed` (exit status 4).
   */
  async serves(signal: AbortSignal): Promise<void> {
    const timeout = AbortSignal.timeout(SERVING_WITHIN_MS);
    const either = AbortSignal.any([signal, timeout]);
    const url = `http://${address(this.#options.listens)}/${this.#options.bucket}`;
    try {
      while (!(await answers(url, either))) {
        if (!this.#running) throw this.ended();
        await delay(BETWEEN_ATTEMPTS_MS, undefined, { signal: either });
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!timeout.aborted) throw error;
      throw this.#failure(`The local object store did not answer within ${SERVING_WITHIN_MS / 1000} s.`);
    }
  }

  get isRunning(): boolean {
    return this.#running;
  }

  /** Why it is gone, with what its log says. */
  ended(): WorkbenchError {
    return this.#failure('The local object store ended.');
  }

  /** What it kept is removed next: it need not take leave of it. Idempotent. */
  async stop({ keepLogs = false } = {}): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#process.exited;
    await rm(this.#options.root, { recursive: true, force: true });
    const { logDir } = this.#options;
    await rm(keepLogs ? temporaryIn(logDir) : logDir, { recursive: true, force: true });
  }

  #failure(what: string): WorkbenchError {
    const lines = lastErrors(readFileSync(this.#logFile, 'utf8'));
    const quoted = lines.length === 0 ? '' : ` Last in its log: ${lines.join(' | ')}`;
    return platformError('object-store-failed', `${what}${quoted}`, `Read ${this.#logFile}.`);
  }
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(url, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}
