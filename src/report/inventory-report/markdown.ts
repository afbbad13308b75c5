import type { Inventory } from '../../inventory/types.ts';
import { utcMinute } from '../format.ts';
import { plain, tableMarkdown } from '../markdown.ts';
import { inventorySections } from './sections.ts';
import { inventorySentence, notObtainedWords, overviewWords, spentWords } from './words.ts';

/** As much as a wiki page bears. */
const SHOWN = { rows: 30, names: 5 };

/** The inventory as Markdown: the sentence, what needs attention, and the tables, shorter than the page's. */
export function renderInventoryMarkdown(inventory: Inventory): string {
  const absent = notObtainedWords(inventory);
  const paragraphs = [
    ...overviewWords(inventory),
    ...(absent === null ? [] : [absent]),
    `${utcMinute(inventory.startedAt)}. ${spentWords(inventory)}`,
  ];
  const sections = inventorySections(inventory, SHOWN).flatMap(({ title, lines, tables }) => [
    ...(tables.length > 0 && lines.length === 0 ? [] : [`## ${plain(title)}`, '']),
    ...lines.flatMap((line) => [plain(line), '']),
    ...tables.map(tableMarkdown),
  ]);
  return [
    `# ${plain(inventorySentence(inventory))}`,
    '',
    ...paragraphs.flatMap((words) => [plain(words), '']),
    ...sections,
  ].join('\n');
}
