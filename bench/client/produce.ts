import { readFileSync } from 'node:fs';
import { histogramOf } from '../../src/loadgen/interval-recorder.ts';
import { monotonicNanos } from '../../src/loadgen/monotonic-clock.ts';
import type { FromProduce, ToProduce } from '../../src/loadgen/workers/messages.ts';
import { startThread } from '../../src/loadgen/workers/thread.ts';
import type { Plan } from '../../src/scenarios/types.ts';

/** The sending thread of `workbench run` and the merging of its histograms, as a process of its own. */
const [bootstrap = '', planFile = ''] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;
const merged = new Map<string, ReturnType<typeof histogramOf>>();
let acknowledged = 0;
let began = 0;

const thread = startThread<ToProduce, FromProduce>(
  'produce-worker',
  { plan, index: 0, run: 1, connection: { bootstrap: [bootstrap], security: null }, clientId: 'bench' },
  (message) => {
    if (message.kind === 'ready') {
      began = performance.now();
      thread.post({ kind: 'begin', epochNanos: monotonicNanos() });
    } else if (message.kind === 'second') {
      for (const { kind, pairs } of message.histograms) {
        const histogram = histogramOf(pairs);
        const known = merged.get(kind);
        if (known === undefined) merged.set(kind, histogram);
        else known.add(histogram);
      }
      for (const metric of message.metrics) if (metric.kind === 'sends') acknowledged += metric.acknowledged;
    } else if (message.kind === 'produced') {
      const seconds = (performance.now() - began) / 1e3;
      console.log(JSON.stringify({ acknowledged, seconds, recorded: merged.get('response')?.totalCount ?? 0 }));
      process.exit(0);
    } else if (message.kind === 'failed') {
      console.error(message.message);
      process.exit(1);
    }
  },
);
