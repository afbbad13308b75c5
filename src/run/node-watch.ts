import { platformError } from '../errors.ts';
import type { RepetitionRecorder } from '../evidence/repetition-recorder.ts';
import type { LocalCluster } from '../platforms/types.ts';

/**
 * Notes what the nodes of a local platform use.
 * Throws WorkbenchError `broker-died` (exit status 4) where one of them is gone that no fault ended.
 */
export function watchNodes(cluster: LocalCluster, second: number, recorder: RepetitionRecorder, logs: string): void {
  const usage = cluster.usage();
  for (const node of usage) recorder.metric({ kind: 'platform', second, ...node });
  const { down } = cluster.controls;
  const gone = cluster.nodes.filter(({ id }) => !down.has(id) && usage.every(({ node }) => node !== id));
  if (gone.length === 0) return;
  throw platformError(
    'broker-died',
    `the broker ended under load (${gone.map(({ id }) => `node ${id}`).join(', ')})`,
    `read its log under ${logs}`,
  );
}
