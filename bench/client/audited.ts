import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { RangeSet } from '../../src/evidence/ranges.ts';
import { monotonicNanos } from '../../src/loadgen/monotonic-clock.ts';
import type { FromProduce, FromRead, ToProduce, ToRead } from '../../src/loadgen/workers/messages.ts';
import { READING_NURSERY_MIB, startThread } from '../../src/loadgen/workers/thread.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import type { GotAll } from './audited-read-worker.ts';

/**
 * The sending thread of `workbench run` at full speed and beside it the reading thread with a tail group, until it has
 * got so many records. With `--unaudited` the group keeps no account.
 */
const [bootstrap = '', planFile = '', ...recordsAndFlags] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;
const job = { plan, index: 0, run: 1, connection: { bootstrap: [bootstrap], security: null }, clientId: 'bench' };
const reader = new Worker(new URL('./audited-read-worker.ts', import.meta.url), {
  workerData: { ...job, clientId: `bench-${process.pid}` },
  argv: recordsAndFlags,
  resourceLimits: { maxYoungGenerationSizeMb: READING_NURSERY_MIB },
});
const toReader = (message: ToRead): void => reader.postMessage(message);
let acknowledged = 0;
let began = 0;
/** Threads, of the two. */
let busy = 2;
let seconds = 0;

reader.on('error', fail);
reader.on('message', (message: FromRead | GotAll) => {
  if (message.kind === 'ready') startSending();
  else if (message.kind === 'failed') fail(message);
  else if (message.kind === 'got-all') {
    seconds = (performance.now() - began) / 1e3;
    end();
  } else if (message.kind === 'group-reading') {
    const audited = message.reading.partitions
      .flatMap(({ producers }) => producers)
      .reduce((sum, { seen }) => sum + RangeSet.from(seen).size, 0);
    console.log(JSON.stringify({ acknowledged, audited, seconds }));
    process.exit(0);
  }
});

function startSending(): void {
  const sender = startThread<ToProduce, FromProduce>('produce-worker', job, (message) => {
    if (message.kind === 'ready') {
      began = performance.now();
      const epochNanos = monotonicNanos();
      sender.post({ kind: 'begin', epochNanos });
      toReader({ kind: 'begin', epochNanos });
    } else if (message.kind === 'produced') {
      acknowledged = message.outcomes.reduce((sum, outcome) => sum + RangeSet.from(outcome.acknowledged).size, 0);
      end();
    } else if (message.kind === 'failed') fail(message);
  });
}

/** Once everything is acknowledged and read. */
function end(): void {
  if (--busy === 0) toReader({ kind: 'stop' });
}

function fail({ message }: { readonly message: string }): void {
  console.error(message);
  process.exit(1);
}
