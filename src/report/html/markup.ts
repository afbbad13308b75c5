import { THIN_SPACE } from '../../judge/format.ts';

/** Text that is already HTML. Everything else is escaped when it is put into a page. */
export class Markup {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

type Part = string | number | Markup | null | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A number in groups stays on one line. */
const NARROW_NO_BREAK_SPACE = '\u202f';

const escapeHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? found).replaceAll(THIN_SPACE, NARROW_NO_BREAK_SPACE);

function rendered(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.value;
  if (typeof part === 'object') return part.map(rendered).join('');
  return escapeHtml(String(part));
}

/** Builds HTML; text put between is data and comes out escaped, null comes out as nothing. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(literals.reduce((page, literal, index) => page + rendered(parts[index - 1] ?? null) + literal));
}
