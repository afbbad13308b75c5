import { obtainedOf } from '../assembly/combined.ts';
import type { Attention, ConnectorEntry, Inventory } from '../types.ts';
import { attend, counted } from './attention.ts';

const isFailed = ({ state, tasks }: ConnectorEntry): boolean =>
  state === 'FAILED' || tasks.some((task) => task.state === 'FAILED');

const isStopped = ({ state }: ConnectorEntry): boolean => state === 'PAUSED' || state === 'STOPPED';

/** Connectors that do not work. */
export function serviceAttention({ kafkaConnect }: Inventory['sections']): readonly Attention[] {
  const connectors = (obtainedOf(kafkaConnect) ?? []).flatMap((cluster) => cluster.connectors);
  const named = (is: (connector: ConnectorEntry) => boolean): readonly string[] =>
    connectors.filter(is).map(({ name }) => name);
  return [
    ...attend(
      named(isFailed),
      { id: 'failed-connectors', kind: 'broken', todo: 'look at their status for the cause; restart them' },
      (count) => `${counted(count, 'connector', 'has', 'have')} failed, or one of its tasks`,
    ),
    ...attend(
      named(isStopped),
      { id: 'stopped-connectors', kind: 'worth-knowing', todo: 'ask their owners whether they are still needed' },
      (count) => `${counted(count, 'connector', 'is', 'are')} paused or stopped`,
    ),
  ];
}
