import { inputError, type Problem } from '../../../errors.ts';
import type { ReadLine } from './read-line.ts';
import type { ReadFile } from './read-lines.ts';

/** Two files of which this share of one's lines stand in the other, on the days that both have, are of one invoice. */
const ALIKE = 0.5;

/**
 * Files that have the same lines: pages that overlap, or an invoice that was downloaded twice. Numbered lines: one is
 * enough.
 * @throws WorkbenchError with pairs of them.
 */
export function refuseCountedTwice(files: readonly ReadFile[]): void {
  const numbered = files.map(({ lines }) => lines.some(({ id }) => id !== null));
  const haveIds = (one: number, other: number): boolean => numbered[one] === true && numbered[other] === true;
  const byId = pairsWith(files, idOf).filter((pair) => haveIds(pair.one, pair.other));
  const byContent = pairsWith(files, contentOf)
    .filter(({ one, other }) => !haveIds(one, other))
    .filter((pair) => pair.lines >= ALIKE * fewestLines(files, pair));
  const problems = [
    ...byId.map((pair) => problemOf(files, pair, idOf)),
    ...byContent.map((pair) => problemOf(files, pair, contentOf)),
  ];
  if (problems.length > 0) throw inputError('billing-invoice', problems);
}

function problemOf(files: readonly ReadFile[], { one, other }: Pair, keyOf: KeyOf): Problem {
  const keys = new Set(files[other]?.lines.map(keyOf));
  const lines = files[one]?.lines.map(keyOf).filter((key) => key !== null && keys.has(key)).length ?? 0;
  return {
    what: `${files[one]?.name} and ${files[other]?.name} have ${lines} lines in common, which would count twice`,
    todo: 'Give one of the two, or ask for days that do not overlap.',
  };
}

/** What names a line; null where nothing does. */
type KeyOf = (line: ReadLine) => string | null;

interface Pair {
  readonly one: number;
  readonly other: number;
}

/** Each line of a file held against the first file that has such a line, and no other: looked up once, however many files. */
function pairsWith(files: readonly ReadFile[], keyOf: KeyOf): readonly (Pair & { readonly lines: number })[] {
  const firstWith = new Map<string, { readonly file: number; lines: number }>();
  const pairs = new Map<string, Pair & { lines: number }>();
  for (const [at, { lines }] of files.entries()) {
    for (const key of new Set(lines.map(keyOf))) {
      const first = key === null ? undefined : firstWith.get(key);
      if (first === undefined) continue;
      const name = `${first.file} ${at}`;
      const pair = pairs.get(name) ?? { one: first.file, other: at, lines: 0 };
      pairs.set(name, { ...pair, lines: pair.lines + first.lines });
    }
    for (const line of lines) {
      const key = keyOf(line);
      if (key === null) continue;
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, { file: at, lines: 1 });
      else if (first.file === at) first.lines += 1;
    }
  }
  return [...pairs.values()];
}

/** Of the two, on the days that both have. */
function fewestLines(files: readonly ReadFile[], { one, other }: Pair): number {
  const [a = [], b = []] = [one, other].map((at) => files[at]?.lines.map(({ days }) => days.start));
  const [daysOfA, daysOfB] = [new Set(a), new Set(b)];
  return Math.min(a.filter((day) => daysOfB.has(day)).length, b.filter((day) => daysOfA.has(day)).length);
}

const idOf: KeyOf = ({ id, days }) => (id === null ? null : `${days.start} ${id}`);

/** All that a line says but its amounts: a corrected invoice has the same lines. */
const contentOf: KeyOf = ({ days, service, meter, operation, lineItemType, region, resource, unit }) =>
  JSON.stringify([days, service, meter, operation, lineItemType, region, resource, unit]);
