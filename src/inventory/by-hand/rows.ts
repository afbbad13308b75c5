import { type Document, isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { HandRow } from '../types.ts';
import { isMarked } from './gone-mark.ts';

/** A key as it was written: `1.50` is no number here. */
export function keyText(key: unknown): string {
  if (!isScalar(key)) return String(key);
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** Every row of the file; `kinds` says of which kind the things in a section are. */
export function handRows(document: Document.Parsed, kinds: ReadonlyMap<string, string>): readonly HandRow[] {
  const { contents } = document;
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key, value }) => {
    const section = keyText(key);
    const kind = kinds.get(section);
    const pairs = isMap(value) ? (value.items as readonly Pair[]) : [];
    return pairs.flatMap((pair) => {
      if (kind === undefined) return [rowOf(document, section, keyText(pair.key), pair.value, false)];
      return ownRows(document, `${kind} ${keyText(pair.key)}`, pair);
    });
  });
}

/** One row, or one for each answer where somebody gave several. */
function ownRows(document: Document.Parsed, about: string, pair: Pair): readonly HandRow[] {
  const gone = isMarked(pair);
  if (!isMap(pair.value)) return [rowOf(document, about, 'owner', pair.value, gone)];
  return pair.value.items.map(({ key, value }) => rowOf(document, about, keyText(key), value, gone));
}

function rowOf(document: Document.Parsed, about: string, question: string, value: unknown, gone: boolean): HandRow {
  const answer = answerText(document, value).trim();
  return { about, question, answer: answer === '' ? null : answer, gone };
}

function answerText(document: Document.Parsed, node: unknown): string {
  if (isAlias(node)) return answerText(document, node.resolve(document));
  if (isSeq(node)) return node.items.map((item) => answerText(document, item)).join('; ');
  if (isMap(node)) {
    return node.items.map(({ key, value }) => `${keyText(key)}: ${answerText(document, value)}`).join(', ');
  }
  if (!isScalar(node) || node.value === null) return '';
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}
