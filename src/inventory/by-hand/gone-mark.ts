import { isCollection, isNode, type Pair, Scalar } from 'yaml';

const MARK = /(^|;)\s*gone since \d{4}-\d{2}-\d{2}$/;

/** Where a row's mark stands: behind a plain answer, above an answer of several lines. */
function place(pair: Pair): { readonly node: Scalar | Pair['value']; readonly at: 'comment' | 'commentBefore' } {
  const { key, value } = pair;
  if (isCollection(value) && value.flow !== true) return { node: key as Scalar, at: 'commentBefore' };
  if (!isNode(value)) pair.value = new Scalar(null);
  return { node: pair.value, at: 'comment' };
}

function comment(pair: Pair): string {
  const { node, at } = place(pair);
  return isNode(node) ? (node[at] ?? '') : '';
}

export const isMarked = (pair: Pair): boolean => MARK.test(comment(pair));

/** Beside what somebody may have noted there. */
export function mark(pair: Pair, date: string): true {
  const { node, at } = place(pair);
  const noted = comment(pair).trimEnd();
  if (isNode(node)) node[at] = `${noted === '' ? '' : `${noted};`} gone since ${date}`;
  return true;
}

/** It is there again. */
export function clearMark(pair: Pair): true {
  const { node, at } = place(pair);
  const noted = comment(pair).replace(MARK, '');
  if (isNode(node)) node[at] = noted.trim() === '' ? null : noted;
  return true;
}
