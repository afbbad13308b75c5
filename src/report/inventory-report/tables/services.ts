import type { ConnectCluster, ConnectorEntry, SchemaRegistrySection } from '../../../inventory/types.ts';
import { type Cell, left, missing, plainRows, right, type Table, text } from '../../table.ts';
import { figure } from '../figures.ts';
import { cappedNote, type Shown, someNames } from '../section.ts';

const INHERITED = 'the registry’s own is in force';

export const subjectsTable = (
  { subjects, mode, compatibility, url }: SchemaRegistrySection,
  { rows, names }: Shown,
): Table => ({
  id: 'inventory-subjects',
  title: `Subjects of ${url}`,
  columns: [
    left('Subject'),
    left('Type'),
    right('Versions'),
    right('Latest id'),
    left('Compatibility'),
    left('Mode'),
    left('References'),
  ],
  groups: plainRows(
    subjects.slice(0, rows).map((subject) => ({
      title: subject.subject,
      unit: null,
      cells: [
        text(subject.type),
        figure(subject.versions.length, 'count'),
        figure(subject.id, 'count'),
        subject.compatibility === null ? missing(INHERITED) : text(subject.compatibility),
        subject.mode === null ? missing(INHERITED) : text(subject.mode),
        text(
          someNames(
            subject.references.map((one) => `${one.subject} ${one.version}`),
            names,
          ),
        ),
      ],
    })),
  ),
  notes: [
    ...cappedNote(subjects.length, rows, 'subject', 'by name', 'inventory.json'),
    `The registry’s own mode is ${mode ?? 'not known'}, its own compatibility ${compatibility ?? 'not known'}.`,
  ],
});

/** Connectors of one Connect cluster; `at` tells several apart. */
export const connectorsTable = (
  { url, version, connectors }: ConnectCluster,
  at: number,
  { rows, names }: Shown,
): Table => ({
  id: `inventory-connectors-${at + 1}`,
  title: `Connectors of ${url}`,
  columns: [left('Connector'), left('Type'), left('State'), left('Tasks'), left('Class'), left('Topics')],
  groups: plainRows(
    connectors.slice(0, rows).map((connector) => ({
      title: connector.name,
      unit: null,
      cells: [
        text(connector.type),
        state(connector.state, connector.state === 'FAILED'),
        state(
          taskWords(connector),
          connector.tasks.some((task) => task.state === 'FAILED'),
        ),
        text(connector.config['connector.class'] ?? ''),
        connector.topics === null ? missing('topics were not told') : text(someNames(connector.topics, names)),
      ],
    })),
  ),
  notes: [
    ...cappedNote(connectors.length, rows, 'connector', 'by name', 'inventory.json'),
    ...(version === null ? [] : [`The workers run ${version}.`]),
  ],
});

const state = (words: string, isBad: boolean): Cell => (isBad ? text(words, 'bad') : text(words));

/** `2 running, 1 failed`. */
function taskWords({ tasks }: ConnectorEntry): string {
  const states = Map.groupBy(tasks, ({ state }) => state.toLowerCase());
  return tasks.length === 0 ? 'none' : [...states].map(([state, all]) => `${all.length} ${state}`).join(', ');
}

/** The config of one connector, its secrets hidden. */
export const connectorConfigTable = ({ name, config }: ConnectorEntry, id: string): Table => ({
  id,
  title: `Config of ${name}`,
  columns: [left('Setting'), left('Value')],
  groups: plainRows(
    Object.entries(config).map(([setting, value]) => ({ title: setting, unit: null, cells: [text(value)] })),
  ),
  notes: [],
});
