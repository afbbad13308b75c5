import { sheetJsonSchema } from '../src/cost-model/sheet/read-sheet.ts';
import { WORKLOAD_WORDS } from '../src/cost-model/sheet/workload-words.ts';
import type { JsonSchema } from '../src/scenarios/json-schema.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

/** The page on assumptions sheets with its table of words renewed. */
export function withSheetWords(page: string): string {
  const rows = wordRows(sheetJsonSchema(), '');
  return withGeneratedPart(
    page,
    'src/cost-model/sheet/sheet-schema.ts',
    markdownTable([['key', 'what it says', 'for example'], ...rows]),
  );
}

/** One row a key; what a number may be beside itself, and that a future has the workload's words, is told above the table. */
function wordRows({ properties = {}, required = [] }: JsonSchema, prefix: string): readonly (readonly string[])[] {
  const own = Object.entries(properties).filter(([key]) => !(prefix === 'futures[].' && key in WORKLOAD_WORDS));
  return own.flatMap(([key, node]) => {
    const path = `${prefix}${key}`;
    const choices = node.enum === undefined ? '' : ` (${node.enum.map(String).join(', ')})`;
    const cells = [`\`${path}\``, `${node.description ?? ''}${choices}${required.includes(key) ? ' *required*' : ''}`];
    const example = node.examples?.[0];
    return [
      [...cells, example === undefined ? '' : `\`${asYaml(example)}\``],
      ...wordRows(node, `${path}.`),
      ...wordRows(node.items ?? {}, `${path}[].`),
    ];
  });
}

const asYaml = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
