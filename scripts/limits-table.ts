import { LIMITS } from '../src/judge/limits.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

/** The page on validity with its table of limits renewed. */
export function withLimits(page: string): string {
  const rows = Object.values(LIMITS).map(({ name, limit, unit, why }) => [name, amount(limit, unit), why]);
  return withGeneratedPart(page, 'src/judge/limits.ts', markdownTable([['what', 'limit', 'why there'], ...rows]));
}

function amount(limit: number, unit: string): string {
  const [, of] = /^share of (.*)$/.exec(unit) ?? [];
  return of === undefined ? `${limit} ${unit}` : `${Number((100 * limit).toPrecision(3))}% of ${of}`;
}
