/** Run as a process of its own: starts one node in the scratch folder that it is given, prints its pid and waits. */
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import { startOptions } from './start-options.ts';

const cluster = await startKafka(startOptions(1, process.argv[2] ?? ''), () => ({}));
console.log(cluster.nodes[0]?.pid);
