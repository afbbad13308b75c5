import type { BrokersSection, Inventory } from '../../../inventory/types.ts';
import type { ConfigEntry } from '../../../kafka/read-only/answers.ts';
import { left, missing, plainRows, right, type Table, text } from '../../table.ts';
import { figure } from '../figures.ts';

type Broker = BrokersSection['brokers'][number];

/** Every broker with what it leads and holds, and the room that it has left. */
export function brokersTable(section: BrokersSection, { sections }: Inventory): Table {
  const topics = sections.topics.obtained ? sections.topics.value : null;
  const partitions = topics?.flatMap((topic) => topic.partitions) ?? [];
  const dirs = sections.logDirs.obtained ? sections.logDirs.value : [];
  const count = (is: (partition: (typeof partitions)[number]) => boolean) =>
    figure(topics === null ? null : partitions.filter(is).length, 'count', 'topics were not obtained');
  const room = (id: number, of: 'totalBytes' | 'usableBytes') => {
    const known = dirs.filter(({ broker }) => broker === id).map((dir) => dir[of]);
    const all = known.length > 0 && known.every((bytes) => bytes !== null);
    return figure(all ? known.reduce((sum, bytes) => sum + (bytes ?? 0), 0) : null, 'size', 'volumes were not told');
  };
  return {
    id: 'inventory-brokers',
    title: 'Brokers',
    columns: [
      left('Broker'),
      left('Address'),
      left('Rack'),
      right('Leads'),
      right('Replicas'),
      right('Volumes'),
      right('Left'),
    ],
    groups: plainRows(
      section.brokers.map((broker) => ({
        title: brokerTitle(broker, section.controllerId),
        unit: null,
        cells: [
          text(`${broker.host}:${broker.port}`),
          broker.rack === null ? missing('no rack is set') : text(broker.rack),
          count(({ leader }) => leader === broker.id),
          count(({ replicas }) => replicas.includes(broker.id)),
          room(broker.id, 'totalBytes'),
          room(broker.id, 'usableBytes'),
        ],
      })),
    ),
    notes: [`Cluster id ${section.clusterId}.`],
  };
}

function brokerTitle({ id, fenced }: Broker, controller: number | null): string {
  const is = [...(id === controller ? ['controller'] : []), ...(fenced === true ? ['fenced'] : [])];
  return is.length === 0 ? String(id) : `${id} (${is.join(', ')})`;
}

const SET_BY = ['dynamic-broker', 'dynamic-default-broker', 'static-broker'];

/** What somebody set on brokers, and where they do not agree; null where no broker told. */
export function brokerConfigsTable({ brokers }: BrokersSection): Table | null {
  const told = brokers.flatMap(({ id, configs }) => (configs.obtained ? [{ id, configs: configs.value }] : []));
  if (told.length === 0) return null;
  const names = new Set(told.flatMap(({ configs }) => configs.filter(isSet).map(({ name }) => name)));
  const rows = [...names].sort().map((name) => {
    const values = told.map(({ id, configs }) => ({ id, entry: configs.find((entry) => entry.name === name) }));
    const distinct = new Map<string, number[]>();
    for (const { id, entry } of values) {
      const value = shownValue(entry);
      distinct.set(value, [...(distinct.get(value) ?? []), id]);
    }
    const same = distinct.size === 1;
    const shown = [...distinct].map(([value, ids]) => (same ? value : `${value} (${ids.join(', ')})`)).join('; ');
    const source = [...new Set(values.flatMap(({ entry }) => (entry === undefined ? [] : [entry.source])))].join(', ');
    return { title: name, unit: null, cells: [text(shown), text(source)] };
  });
  return {
    id: 'inventory-broker-configs',
    title: 'What is set on brokers',
    columns: [left('Config'), left('Value (brokers, where they differ)'), left('Set')],
    groups: plainRows(rows),
    notes: ['Every config, defaults among them, is in inventory.json.'],
  };
}

const isSet = ({ source }: ConfigEntry): boolean => SET_BY.includes(source);

function shownValue(entry: ConfigEntry | undefined): string {
  if (entry === undefined) return 'not told';
  return entry.sensitive ? 'kept back by the broker' : (entry.value ?? 'none');
}
