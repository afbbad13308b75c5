import { readFileSync } from 'node:fs';
import type { FromRead, TopicEnds, ToRead } from '../../src/loadgen/workers/messages.ts';
import { startThread } from '../../src/loadgen/workers/thread.ts';
import type { Plan } from '../../src/scenarios/types.ts';

/** The reading thread of `workbench run` at its complete reading, as a process of its own. */
const [bootstrap = '', planFile = '', offsets = ''] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;
const ends: TopicEnds[] = plan.topics.map(({ name }) => ({ topic: name, offsets: offsets.split(',').map(Number) }));
let began = 0;

const thread = startThread<ToRead, FromRead>(
  'read-worker',
  {
    plan,
    index: 0,
    run: 1,
    connection: { bootstrap: [bootstrap], security: null },
    clientId: `bench-${process.pid}`,
  },
  (message) => {
    if (message.kind === 'ready') {
      began = performance.now();
      thread.post({ kind: 'read-all', ends });
    } else if (message.kind === 'reading') {
      const read = message.partitions
        .flatMap(({ stretches }) => stretches)
        .reduce((sum, { from, to }) => sum + to - from, 0);
      const corrupted = message.partitions.flatMap(({ corruptedOffsets }) => corruptedOffsets).length;
      console.log(JSON.stringify({ read, corrupted, seconds: (performance.now() - began) / 1e3 }));
      process.exit(0);
    } else if (message.kind === 'failed') {
      console.error(message.message);
      process.exit(1);
    }
  },
);
