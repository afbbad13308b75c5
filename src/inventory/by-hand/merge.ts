import { type Document, isMap, isScalar, type Pair, Scalar, visit, YAMLMap } from 'yaml';
import { inputError } from '../../errors.ts';
import { YamlFile } from '../../scenarios/document.ts';
import type { HandRow } from '../types.ts';
import { clearMark, isMarked, mark } from './gone-mark.ts';
import { commentsToRowsBelow } from './own-lines.ts';
import type { Present } from './present.ts';
import { handRows, keyText } from './rows.ts';
import { byHandTemplate, CLUSTER_QUESTIONS } from './template.ts';

export interface MergedByHand {
  /** The file as it should be; byte for byte what it was where nothing is new. */
  readonly text: string;
  readonly rows: readonly HandRow[];
}

export interface ByHandFile {
  readonly file: string;
  /** Null where there is none yet. */
  readonly text: string | null;
}

const CLUSTER = 'cluster';

/**
 * What people wrote, joined with what a scan found: every row, order and comment of theirs is kept, rows of new
 * things are added at the end of their section, and rows of things that are gone are marked with the day.
 * @throws WorkbenchError where the file is no such file (exit status 2).
 */
export function mergeByHand(
  given: ByHandFile,
  present: readonly Present[],
  about: { readonly target: string; readonly date: string },
): MergedByHand {
  const document = documentOf(given, about.target);
  const questions = { names: CLUSTER_QUESTIONS, complete: false };
  const changes = [
    joined(document, CLUSTER, questions, about.date),
    ...present.map((one) => joined(document, one.section, one, about.date)),
  ];
  const rows = handRows(document, new Map(present.map(({ section, kind }) => [section, kind])));
  if (given.text !== null && !changes.includes(true)) return { text: given.text, rows };
  keepDigits(document);
  return { text: document.toString({ lineWidth: 0, nullStr: '' }), rows };
}

/** Read before a scan begins, so that a file that cannot be kept is said at once. */
export function checkByHand(given: ByHandFile): void {
  mergeByHand(given, [], { target: '', date: '' });
}

function documentOf({ text, file }: ByHandFile, target: string): Document.Parsed {
  const isEmpty = text === null || text.trim() === '';
  const written = isEmpty ? byHandTemplate(target) : text;
  const yaml = new YamlFile(written, file);
  const { problems } = yaml.syntax();
  if (problems.length > 0) throw inputError('by-hand-invalid', problems);
  const { contents } = yaml.document;
  if (!isMap(contents)) throw notRows(yaml, []);
  for (const { key, value } of contents.items) {
    const isEmptySection = value === null || (isScalar(value) && value.value === null);
    if (!isEmptySection && !isMap(value)) throw notRows(yaml, [keyText(key)]);
  }
  commentsToRowsBelow(yaml.document, written);
  return yaml.document;
}

function notRows(yaml: YamlFile, path: readonly string[]): Error {
  const what = path.length === 0 ? 'holds no sections' : 'is not rows of `name: answer`';
  const todo = 'write it as the tool does: a section, and below it rows of `name: answer`';
  return inputError('by-hand-invalid', [yaml.locate({ path, what, todo })]);
}

/** Whether anything in the section had to be added or marked. */
function joined(
  document: Document.Parsed,
  section: string,
  { names, complete }: Pick<Present, 'names' | 'complete'>,
  date: string,
): boolean {
  const rows = document.get(section);
  const map = isMap(rows) ? rows : new YAMLMap(document.schema);
  const here = new Set(names);
  const pairs = new Map(map.items.map((pair) => [keyText(pair.key), pair as Pair]));
  let changed = false;
  for (const [name, pair] of pairs) {
    const isGone = complete && !here.has(name);
    if (isGone && !isMarked(pair)) changed = mark(pair, date);
    if (here.has(name) && isMarked(pair)) changed = clearMark(pair);
  }
  const added = names.filter((name) => !pairs.has(name));
  // A key that is made from text stays text: a topic may be called `1.5` or `true`.
  for (const name of added) map.add(document.createPair(name, null));
  const noted = document.get(section, true);
  if (added.length > 0 && map !== rows) {
    if (isScalar(noted) && noted.comment) map.commentBefore = noted.comment;
    document.set(section, map);
  }
  return changed || added.length > 0;
}

/** A number as somebody wrote it is text here: 0049 would come back as 49. */
function keepDigits(document: Document.Parsed): void {
  visit(document, {
    Scalar: (_, node) => {
      const { value, source } = node;
      if (typeof value !== 'number' || source === undefined || String(value) === source) return;
      node.value = source;
      node.type = Scalar.QUOTE_DOUBLE;
    },
  });
}
