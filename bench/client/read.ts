import { readFileSync } from 'node:fs';
import { RangeSet } from '../../src/evidence/ranges.ts';
import type { SequenceSet } from '../../src/evidence/types/audit.ts';
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
      const sizeOf = (set: SequenceSet): number => RangeSet.from(set).size;
      const read = message.partitions
        .flatMap(({ producers }) => producers)
        .reduce((sum, { seen }) => sum + sizeOf(seen), 0);
      const corrupted = message.partitions.reduce((sum, partition) => sum + sizeOf(partition.corrupted), 0);
      console.log(JSON.stringify({ read, corrupted, seconds: (performance.now() - began) / 1e3 }));
      process.exit(0);
    } else if (message.kind === 'failed') {
      console.error(message.message);
      process.exit(1);
    }
  },
);
