import { inputError, type Problem } from '../../../errors.ts';
import type { ReadLine } from './read-line.ts';
import type { ReadFile } from './read-lines.ts';

/** Two files of which this share of one's lines stand in the other, on the days that both have, are of one invoice. */
const ALIKE = 0.5;

/**
 * Files that have the same lines: pages that overlap, or an invoice that was downloaded twice.
 * @throws WorkbenchError with every pair of them.
 */
export function refuseCountedTwice(files: readonly ReadFile[]): void {
  const problems = files.flatMap((one, at) => files.slice(at + 1).flatMap((other) => twice(one, other)));
  if (problems.length > 0) throw inputError('billing-invoice', problems);
}

function twice(one: ReadFile, other: ReadFile): readonly Problem[] {
  const { common, of } = idsOf(one).size > 0 && idsOf(other).size > 0 ? byId(one, other) : byContent(one, other);
  if (!(common > 0 && common >= of)) return [];
  return [
    {
      what: `${one.name} and ${other.name} have ${common} lines in common, which would count twice`,
      todo: 'Give one of the two, or ask for days that do not overlap.',
    },
  ];
}

/** Numbered lines: one is enough. */
const byId = (one: ReadFile, other: ReadFile) => ({
  common: [...idsOf(one)].filter((id) => idsOf(other).has(id)).length,
  of: 1,
});

function byContent(one: ReadFile, other: ReadFile) {
  const days = new Set(other.lines.map(({ days }) => days.start));
  const otherDays = new Set(one.lines.map(({ days }) => days.start));
  const [a, b] = [
    one.lines.filter((line) => days.has(line.days.start)),
    other.lines.filter((line) => otherDays.has(line.days.start)),
  ];
  const has = new Set(b.map(contentOf));
  return { common: a.filter((line) => has.has(contentOf(line))).length, of: Math.min(a.length, b.length) * ALIKE };
}

const idsOf = ({ lines }: ReadFile): ReadonlySet<string> =>
  new Set(lines.flatMap(({ id, days }) => (id === null ? [] : [`${days.start} ${id}`])));

/** All that a line says but its amounts: a corrected invoice has the same lines. */
const contentOf = ({ days, service, meter, operation, lineItemType, region, resource, unit }: ReadLine): string =>
  JSON.stringify([days, service, meter, operation, lineItemType, region, resource, unit]);
