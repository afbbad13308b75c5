import { READING_APIS } from '../src/kafka/read-only/reading-apis.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

/** The page on reading clusters with its table of requests renewed. */
export function withReadingApis(page: string): string {
  const rows = [...READING_APIS.values()].map(({ key, name, from, changesNothing }) => [
    String(key),
    `\`${name}\`${from === 0 ? '' : ` from version ${from} on`}`,
    changesNothing,
  ]);
  const table = markdownTable([['key', 'request', 'what it does, and why it changes nothing'], ...rows]);
  return withGeneratedPart(page, 'src/kafka/read-only/reading-apis.ts', table);
}
