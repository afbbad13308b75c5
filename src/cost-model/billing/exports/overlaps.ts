import { inputError, type Problem } from '../../../errors.ts';
import type { Ask, SqlRow } from './engine.ts';
import { type Compared, oneIn, toldLines } from './overlaps/told-lines.ts';
import { DIALECTS } from './sql/dialects.ts';
import type { Table } from './tables.ts';

/** Two files are the same bill where, of the days that both have, this much of one stands in both. */
const SAME_FROM = 0.5;

/** Where more of a file's lines say what another line of it says, lines are not told apart by what they say. */
const REPEATED_UP_TO = 0.1;

/**
 * Parts of one export lie side by side: a month in many files is no overlap. Two exports of the same days are, and would
 * count twice: told by what lines say, in whatever format and edition, since a line has another number in each delivery.
 * In one delivery alike lines are lines of their own, and only a number that stands twice is the same line.
 * @throws WorkbenchError naming two files that have the same lines, or one that has a line twice.
 */
export async function refuseOverlaps(tables: readonly Table[], ask: Ask, oneDelivery = false): Promise<void> {
  const files = tables.flatMap((table) => table.files);
  const numbered = (of: readonly Table[]): boolean => of.some((table) => lineOf(table).identity !== null);
  if (files.length < 2 && !numbered(tables)) return;
  const every = await oneIn(tables, ask);
  const kinds = [...Map.groupBy(tables, (table) => namesOf(table).join()).values()];
  const compared = (of: readonly Table[], side: number | null): readonly Compared[] =>
    of.map((table) => ({ table, from: table.files[0] === undefined ? 0 : files.indexOf(table.files[0]), side }));
  const refuse = async (of: readonly Compared[], names: readonly string[], withNumbers: boolean): Promise<void> => {
    await ask(`CREATE OR REPLACE TEMP VIEW lines AS\n${toldLines(of, names, every)}`);
    const problem = await problemIn(
      ask,
      { numbered: withNumbers, oneDelivery },
      (at) => files[at]?.name ?? 'another file',
    );
    if (problem !== null) throw inputError('billing-export', [problem]);
  };
  for (const of of kinds) await refuse(compared(of, null), of[0] === undefined ? [] : namesOf(of[0]), numbered(of));
  for (const [at, one] of kinds.entries()) {
    for (const other of kinds.slice(at + 1)) {
      const both = numbered(one) && numbered(other);
      await refuse([...compared(one, 0), ...compared(other, 1)], lastingIn([...one, ...other]), both);
    }
  }
}

const lineOf = ({ format, columns }: Table) => format.lines(columns, DIALECTS.duckdb);

const namesOf = (table: Table): readonly string[] => Object.keys(lineOf(table).traits).toSorted();

/** What all of them say, and every edition says alike. */
const lastingIn = (tables: readonly Table[]): readonly string[] =>
  (tables[0]?.format.lasting ?? []).filter((name) => tables.every((table) => name in lineOf(table).traits));

interface Telling {
  readonly numbered: boolean;
  readonly oneDelivery: boolean;
}

async function problemIn(
  ask: Ask,
  { numbered, oneDelivery }: Telling,
  name: (at: number) => string,
): Promise<Problem | null> {
  await ask(`CREATE OR REPLACE TEMP TABLE seen AS ${SEEN}`);
  const [counted] = await ask(COUNTED);
  if (Number(counted?.repeated ?? 0) === 0 && Number(counted?.elsewhere ?? 0) === 0) return null;
  const [twice] = numbered ? await ask(SAME_NUMBERS) : [];
  if (twice !== undefined) return twiceProblem(twice, name);
  if (oneDelivery) return null;
  const told = Number(counted?.repeated ?? 0) <= REPEATED_UP_TO * Number(counted?.lines ?? 0);
  const [most] = await ask(sameLines(told ? 'seen' : `(${DAYS})`));
  if (most === undefined || Number(most.twice) < SAME_FROM * Number(most.held)) return null;
  const { what } = overlapProblem(most, name, 'mostly the same lines');
  return { what, todo: `${TODO} ${TOLD_APART}` };
}

const SEEN = 'SELECT file, side, day, line, COUNT(*) AS lines FROM lines GROUP BY file, side, day, line';

/** Lines, those of them that say what another one of their file says, and how often another file says it. */
const COUNTED = `SELECT SUM(lines) AS lines, SUM(lines) FILTER (lines > 1) AS repeated,
  COUNT(*) - COUNT(DISTINCT line) AS elsewhere FROM seen`;

/** All lines of a file's day as one: the same where as many lines say the same. */
const DAYS =
  'SELECT file, side, day, BIT_XOR(hash(line, lines)) AS line, SUM(lines) AS lines FROM seen GROUP BY file, side, day';

/** Numbers are compared only of lines that say the same: reading them all takes longer than all else. */
const SAME_NUMBERS = `
WITH doubtful AS (SELECT line FROM seen GROUP BY line HAVING SUM(lines) > 1)
SELECT MIN(file) AS one, MAX(file) AS other, MIN(day) AS day
FROM lines WHERE line IN (SELECT line FROM doubtful) AND number IS NOT NULL
GROUP BY line, number HAVING COUNT(*) > 1 ORDER BY day, one, other LIMIT 1`;

const sameLines = (seen: string): string => `
WITH told AS (SELECT * FROM ${seen}),
spread AS (
  SELECT day, line, ARG_MIN(file, side) AS first, ARG_MAX(file, side) AS last, MIN(side) <> MAX(side) AS elsewhere
  FROM told GROUP BY day, line
),
common AS (SELECT day FROM told GROUP BY day HAVING MIN(side) <> MAX(side))
SELECT l.file AS one, ANY_VALUE(CASE WHEN s.first = l.file THEN s.last ELSE s.first END) FILTER (s.elsewhere) AS other,
  MIN(l.day) AS day, SUM(l.lines) AS held, COALESCE(SUM(l.lines) FILTER (s.elsewhere), 0) AS twice
FROM told l JOIN common USING (day) JOIN spread s ON s.day = l.day AND s.line = l.line
GROUP BY l.file ORDER BY twice / held DESC, one LIMIT 1`;

const TODO = 'Give one export of each day; of an export that was written again, its newest files.';
const TOLD_APART = 'Parts of one export whose lines say too little to be told apart are read with --one-delivery.';

function twiceProblem(row: SqlRow, name: (at: number) => string): Problem {
  if (row.one !== row.other) return overlapProblem(row, name, 'the same lines');
  return {
    what: `${name(Number(row.one))} has lines of the same number twice, from ${String(row.day)} on: they would count twice`,
    todo: TODO,
  };
}

function overlapProblem(row: SqlRow, name: (at: number) => string, same: string): Problem {
  const [one, other] = [Number(row.one), Number(row.other)].toSorted((a, b) => a - b).map(name);
  return { what: `${one} and ${other} have ${same}, from ${String(row.day)} on: they would count twice`, todo: TODO };
}
