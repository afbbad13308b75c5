import { ATTENTION_KINDS, type Inventory } from '../../../inventory/types.ts';
import { left, type Table, text } from '../../table.ts';
import { type Shown, someNames } from '../section.ts';

const TITLES = { broken: 'Broken now', 'at-risk': 'At risk', 'worth-knowing': 'Worth knowing' } as const;

/** What is broken, at risk and worth knowing, and what to do about it. */
export function attentionTable({ overview }: Inventory, shown: Shown): Table {
  return {
    id: 'inventory-attention',
    title: 'What needs attention',
    columns: [left('What'), left('Where'), left('What to do')],
    groups: ATTENTION_KINDS.map((kind) => ({
      title: TITLES[kind],
      provenance: null,
      rows: overview.attention
        .filter((one) => one.kind === kind)
        .map(({ what, names, todo }) => ({
          title: what,
          unit: null,
          cells: [text(someNames(names, shown.names)), text(todo)],
        })),
    })).filter(({ rows }) => rows.length > 0),
    notes: [],
  };
}
