import type { FeaturesSection } from '../../../inventory/types.ts';
import type { QuorumAnswer } from '../../../kafka/read-only/answers.ts';
import { left, missing, plainRows, right, type Table, text } from '../../table.ts';
import { figure } from '../figures.ts';

/** Features with the level that is in force. */
export const featuresTable = ({ features, release }: FeaturesSection): Table => ({
  id: 'inventory-features',
  title: 'Features',
  columns: [left('Feature'), right('In force'), left('Supported')],
  groups: plainRows(
    features.map(({ name, finalized, supportedMin, supportedMax }) => ({
      title: name,
      unit: null,
      cells: [
        finalized === null ? missing('not finalised') : figure(finalized, 'count'),
        text(`${supportedMin} to ${supportedMax}`),
      ],
    })),
  ),
  notes: [`The API versions that all brokers offer are those of Apache Kafka ${release}.`],
});

/** Who keeps the metadata, and how far behind its leader each is. */
export function quorumTable({ leaderId, voters, observers }: QuorumAnswer): Table {
  const end = Math.max(...[...voters, ...observers].map(({ logEndOffset }) => logEndOffset));
  const rows = (all: QuorumAnswer['voters'], role: string) =>
    all.map(({ id, logEndOffset }) => ({
      title: String(id),
      unit: null,
      cells: [text(id === leaderId ? 'leader' : role), figure(Math.max(0, end - logEndOffset), 'count')],
    }));
  return {
    id: 'inventory-quorum',
    title: 'Metadata quorum',
    columns: [left('Node'), left('Role'), right('Records behind')],
    groups: plainRows([...rows(voters, 'voter'), ...rows(observers, 'observer')]),
    notes: [],
  };
}
