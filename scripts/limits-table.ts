import { LIMITS } from '../src/judge/limits.ts';

const BEGIN = '<!-- generated from src/judge/limits.ts by scripts/generate.ts: edit that -->';
const END = '<!-- end of the generated part -->';

/** The page on validity with its table of limits renewed. Throws RangeError where the page has lost its markers. */
export function withLimits(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new RangeError('the page does not hold the markers of its generated part');
  return `${page.slice(0, begin)}${BEGIN}\n\n${table()}\n${page.slice(end)}`;
}

function table(): string {
  const rows = Object.values(LIMITS).map(({ name, limit, unit, why }) => [name, amount(limit, unit), why]);
  return [['what', 'limit', 'why there'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function amount(limit: number, unit: string): string {
  const [, of] = /^share of (.*)$/.exec(unit) ?? [];
  return of === undefined ? `${limit} ${unit}` : `${Number((100 * limit).toPrecision(3))}% of ${of}`;
}
