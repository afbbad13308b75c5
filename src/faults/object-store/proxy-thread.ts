import type { Worker } from 'node:worker_threads';
import { inputError, platformError, type WorkbenchError } from '../../errors.ts';
import type { Endpoint } from '../../platforms/types.ts';
import type { FromProxy, ObjectStoreSecond, ToProxy } from './messages.ts';

interface ProxyListener {
  onSecond(report: ObjectStoreSecond): void;
  onDied(error: WorkbenchError): void;
}

type Unnumbered<T> = T extends { readonly number: number } ? Omit<T, 'number'> : never;
type Question = Unnumbered<ToProxy>;

/** The proxy's thread, seen from the conductor. */
export class ProxyThread {
  readonly #worker: Worker;
  readonly #hears: ProxyListener;
  readonly #waiting = new Map<number, { resolve(value: number): void; reject(error: WorkbenchError): void }>();
  readonly #started = Promise.withResolvers<Extract<FromProxy, { kind: 'listening' | 'not-listening' }>>();
  readonly #stopped = Promise.withResolvers<void>();
  #asked = 0;
  #end: 'none' | 'asked' | 'died' = 'none';
  #listens = false;

  constructor(worker: Worker, hears: ProxyListener) {
    this.#worker = worker;
    this.#hears = hears;
    worker.on('message', (message: FromProxy) => this.#hear(message));
    worker.on('error', (error) => this.#died(error));
    worker.on('exit', () => this.#died(null));
  }

  /** Resolves with the port, when it listens there. */
  async listens({ host, port }: Endpoint): Promise<number> {
    const message = await this.#started.promise;
    if (message.kind === 'listening') return message.port;
    await this.stop();
    if (message.code === 'EADDRINUSE') {
      throw inputError('port-in-use', [
        {
          what: `Port ${port} on ${host}, where the object-store proxy would listen, is in use by another process.`,
          todo: 'Stop that process, or choose another address in the target.',
        },
      ]);
    }
    throw died(message.message);
  }

  post(message: ToProxy): void {
    this.#worker.postMessage(message);
  }

  /** Resolves when the proxy has done it, with the requests that it disturbed so far, or those that were asked for. */
  async ask(question: Question): Promise<number> {
    if (this.#end !== 'none') throw died(null);
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const number = this.#asked++;
    this.#waiting.set(number, { resolve, reject });
    this.post({ ...question, number });
    return promise;
  }

  /** Resolves when the last second was reported and the thread is gone. Idempotent. */
  async stop(): Promise<void> {
    if (this.#end === 'none') {
      this.#end = 'asked';
      this.post({ kind: 'stop' });
    }
    await this.#stopped.promise;
    await this.#worker.terminate();
  }

  #hear(message: FromProxy): void {
    switch (message.kind) {
      case 'listening':
      case 'not-listening':
        this.#listens = message.kind === 'listening';
        this.#started.resolve(message);
        break;
      case 'done':
        this.#waiting.get(message.number)?.resolve(message.value);
        this.#waiting.delete(message.number);
        break;
      case 'second':
        this.#hears.onSecond(message.report);
        break;
      case 'stopped':
        this.#stopped.resolve();
    }
  }

  #died(cause: unknown): void {
    this.#stopped.resolve();
    if (this.#end === 'died') return;
    const wasAsked = this.#end === 'asked';
    this.#end = 'died';
    const error = died(cause);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (!this.#listens) this.#started.resolve({ kind: 'not-listening', code: '', message: error.message });
    else if (!wasAsked) this.#hears.onDied(error);
  }
}

function died(cause: unknown): WorkbenchError {
  const why = cause instanceof Error ? cause.message : cause;
  return platformError(
    'object-store-proxy-died',
    `The object-store proxy ended${why ? `: ${why}` : ''}; nothing reached the object store from then on.`,
    'Run again; nothing is left behind: the proxy is part of this process.',
    cause,
  );
}
