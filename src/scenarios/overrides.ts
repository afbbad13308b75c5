import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Problem } from '../errors.ts';
import { type KeyPath, oneOf } from './mistake.ts';

/** One `--set KEY=VALUE`, as it was typed and as a path. */
export interface Override {
  readonly text: string;
  readonly path: KeyPath;
}

/**
 * Sets values in a parsed file before it is checked: `clients.acks=1`, `ingress.0.rate=500/s`. The value
 * is YAML; list items are counted from 0. Returns what was set, and a problem for each that cannot be.
 */
export function applyOverrides(
  document: Document,
  texts: readonly string[],
): { readonly applied: readonly Override[]; readonly problems: readonly Problem[] } {
  const applied: Override[] = [];
  const problems: Problem[] = [];
  for (const text of texts) {
    const outcome = apply(document, text);
    if ('path' in outcome) applied.push(outcome);
    else problems.push({ ...outcome, at: { file: `--set ${text}` } });
  }
  return { applied, problems };
}

function apply(document: Document, text: string): Override | { readonly what: string; readonly todo: string } {
  const equals = text.indexOf('=');
  const steps = text.slice(0, equals).trim().split('.');
  if (equals < 1 || steps.includes('')) {
    return { what: 'is not KEY=VALUE', todo: 'write a dotted key and a value, such as clients.linger=20ms' };
  }
  const value = parseDocument(text.slice(equals + 1), { prettyErrors: false });
  if (value.errors.length > 0) return { what: 'has a value that is not YAML', todo: 'put the value in quotes' };
  const path: (string | number)[] = [];
  for (const step of steps) {
    const parent = document.getIn(path, true);
    if (isSeq(parent)) {
      if (!/^\d+$/.test(step) || Number(step) >= parent.items.length) {
        const known = parent.items.map((_, index) => index);
        return { what: `"${path.join('.')}" has no item ${step}`, todo: `count from 0: ${oneOf(known)}` };
      }
      path.push(Number(step));
      continue;
    }
    if (isScalar(parent) && parent.value === null) document.setIn(path, document.createNode({}));
    else if (parent != null && !isMap(parent)) {
      return { what: `"${path.join('.')}" is a single value and has no key "${step}"`, todo: 'shorten the key' };
    }
    path.push(step);
  }
  document.setIn(path, value.contents);
  return { text, path };
}
