import { inputError } from '../../../../errors.ts';
import type { InvoiceMapping } from '../mapping/mapping-schema.ts';
import type { InvoiceLine, ReadLines } from './line.ts';

/**
 * The lines of an answer of a costs API, or of several answers' lines in one list.
 * @throws WorkbenchError where it is no JSON, or nothing stands where lines belong.
 */
export function jsonLines(text: string, file: string, { lines: path = '', nextPage }: InvoiceMapping): ReadLines {
  const root = parsed(text, file);
  const list = Array.isArray(root) ? root : valueAt(root, path);
  if (!Array.isArray(list)) {
    throw inputError('billing-invoice', [
      { what: `${file} has no list of lines under ${path}`, todo: 'Check `lines` of the mapping, or get it again.' },
    ]);
  }
  const at = Array.isArray(root) ? '' : path;
  const lines = list.map((item: unknown, index) => lineOf(item, `${at}[${index}]`));
  const next = nextPage === undefined ? undefined : valueAt(root, nextPage);
  return {
    lines,
    columns: new Set(lines.flatMap(({ cells }) => [...cells.keys()])),
    hasNextPage: next !== undefined && next !== null && next !== '',
  };
}

const lineOf = (item: unknown, key: string): InvoiceLine => ({
  line: undefined,
  key,
  cells: new Map(leavesOf(item, '').filter(([, value]) => value !== '')),
});

/** `resource.environment.id` → its text; lists are no cells. */
function leavesOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined || Array.isArray(value)) return [];
  if (typeof value !== 'object') return [[path, String(value).trim()]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

const valueAt = (root: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined,
      root,
    );

/** Numbers stay the text that was written: a double would change long ones. */
function parsed(text: string, file: string): unknown {
  const asWritten = (_: string, value: unknown, context?: { readonly source: string }): unknown =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value;
  try {
    return JSON.parse(text, asWritten);
  } catch {
    throw inputError('billing-invoice', [
      { what: `${file} is no JSON, or cut off`, todo: 'Get it again, or choose the mapping of its format.' },
    ]);
  }
}
