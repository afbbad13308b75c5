import { parentPort } from 'node:worker_threads';
import type { ArrivedRecords } from '../../src/loadgen/drivers/driver.ts';
import { GroupProgress } from '../../src/loadgen/workloads/group-progress.ts';
import { GroupReading } from '../../src/loadgen/workloads/group-reading.ts';

/** Its group has got as many records as were asked for. */
export interface GotAll {
  readonly kind: 'got-all';
}

/**
 * The reading thread of `workbench run`, which says when so many records have come; with `--unaudited` its groups
 * keep no account of what they got.
 */
const [records = 0] = process.argv.slice(2).map(Number);
const { observe } = GroupProgress.prototype;
let got = 0;
GroupProgress.prototype.observe = function (this: GroupProgress, arrived: ArrivedRecords): number {
  const again = observe.call(this, arrived);
  got += arrived.places.count;
  if (got === records) parentPort?.postMessage({ kind: 'got-all' } satisfies GotAll);
  return again;
};
if (process.argv.includes('--unaudited')) GroupReading.prototype.observe = () => undefined;
await import('../../src/loadgen/workers/read-worker.ts');
