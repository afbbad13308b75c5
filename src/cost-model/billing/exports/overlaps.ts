import { inputError, type Problem } from '../../../errors.ts';
import type { Ask, SqlRow } from './engine.ts';
import { DIALECTS } from './sql/dialects.ts';
import type { Table } from './tables.ts';

/** Without line numbers, two files are the same bill where of the days that both have, this much of one stands in both. */
const SAME_FROM = 0.5;

/**
 * Parts of one export lie side by side: a month in many files is no overlap. Two exports of the same days are, and would
 * count twice.
 * @throws WorkbenchError naming two files that have the same lines.
 */
export async function refuseOverlaps(tables: readonly Table[], ask: Ask): Promise<void> {
  const all = tables.flatMap(({ files }) => files);
  if (all.length < 2) return;
  const numbered = tables.every((table) => table.format.lines(table.columns, DIALECTS.duckdb).identity !== null);
  await ask(
    `CREATE OR REPLACE TEMP VIEW numbered_lines AS\n${tables.map((table) => linesOf(table, all, numbered)).join('\nUNION ALL\n')}`,
  );
  const twice = await ask(numbered ? SAME_NUMBERS : SAME_LINES);
  const problems = twice
    .filter((row) => numbered || share(row) >= SAME_FROM)
    .map((row) => problemOf(row, all, numbered));
  const [first] = problems;
  if (first !== undefined) throw inputError('billing-export', [first]);
}

type Files = Table['files'];

/** Each line as the number of its file, its day and what names it. */
function linesOf({ format, columns, relation, files }: Table, all: Files, numbered: boolean): string {
  const line = format.lines(columns, DIALECTS.duckdb);
  const named = numbered ? (line.identity ?? []) : line.traits;
  const base = files[0] === undefined ? 0 : all.indexOf(files[0]);
  const day = `SUBSTR(${DIALECTS.duckdb.time(line.start)}, 1, 10)`;
  return `SELECT CAST(file_index AS INTEGER) + ${base} AS file, ${day} AS day, hash(${named.join(', ')}) AS line FROM ${relation}`;
}

const SAME_NUMBERS = `
SELECT MIN(file) AS one, MAX(file) AS other, MIN(day) AS day
FROM numbered_lines GROUP BY line HAVING MIN(file) <> MAX(file) ORDER BY day, one, other LIMIT 1`;

const SAME_LINES = `
WITH spread AS (SELECT day, line, MIN(file) AS first, MAX(file) AS last FROM numbered_lines GROUP BY day, line),
common AS (SELECT day FROM numbered_lines GROUP BY day HAVING MIN(file) <> MAX(file))
SELECT l.file AS one, ANY_VALUE(CASE WHEN s.first = l.file THEN s.last ELSE s.first END) FILTER (s.first <> s.last) AS other,
  MIN(l.day) AS day, COUNT(*) AS lines, COUNT(*) FILTER (s.first <> s.last) AS twice
FROM numbered_lines l JOIN common USING (day) JOIN spread s ON s.day = l.day AND s.line = l.line
GROUP BY l.file ORDER BY twice / lines DESC, one`;

const share = ({ lines, twice }: SqlRow): number => Number(twice) / Number(lines);

function problemOf(row: SqlRow, all: Files, numbered: boolean): Problem {
  const name = (at: number): string => all[at]?.name ?? 'another file';
  const [one, other] = [Number(row.one), Number(row.other)].toSorted((a, b) => a - b).map(name);
  const same = numbered ? 'the same lines' : 'mostly the same lines';
  return {
    what: `${one} and ${other} have ${same}, from ${String(row.day)} on: they would count twice`,
    todo: 'Give one export of each day; of an export that was written again, its newest files.',
  };
}
