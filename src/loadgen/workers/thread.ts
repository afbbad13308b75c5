import { Worker } from 'node:worker_threads';
import type { ThreadJob } from './messages.ts';

/**
 * What a socket reads is memory outside the heap that only collections give back. A small nursery is
 * collected before so much has gathered that V8 marks the whole heap, over and over, on other threads.
 */
export const READING_NURSERY_MIB = 2;
/** Reached within seconds: left to itself V8 enlarges it minutes into a run, and the memory with it. */
export const SENDING_NURSERY_MIB = 12;

/** A thread of the load generator, seen from the conductor. */
export interface Thread<To> {
  post(message: To): void;
  terminate(): Promise<void>;
}

/** Starts `produce-worker` or `read-worker`, as TypeScript or compiled, whichever this file is. */
export function startThread<To, From extends { readonly kind: string }>(
  name: 'produce-worker' | 'read-worker',
  job: ThreadJob,
  onMessage: (message: From | { readonly kind: 'failed'; readonly message: string }) => void,
): Thread<To> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./${name}.${extension}`, import.meta.url), {
    workerData: job,
    resourceLimits: {
      maxYoungGenerationSizeMb: name === 'read-worker' ? READING_NURSERY_MIB : SENDING_NURSERY_MIB,
    },
    // kafkajs 2.2 computes timeouts in the past; Node corrects and would print each of them.
    execArgv: ['--disable-warning=TimeoutNegativeWarning'],
  });
  let ending = false;
  worker.on('message', onMessage);
  worker.on('error', (error) => onMessage({ kind: 'failed', message: `${name} stopped: ${error.message}` }));
  worker.on('exit', () => {
    if (!ending) onMessage({ kind: 'failed', message: `${name} ended early` });
  });
  return {
    post: (message) => worker.postMessage(message),
    async terminate() {
      ending = true;
      await worker.terminate();
    },
  };
}
