import type { Location, Problem, WorkbenchError } from '../errors.ts';
import { plainText } from './output.ts';

/** Every problem of an error: `file:line:column key — what`, and on the next line what to do. */
export function formatProblems(error: WorkbenchError): string {
  return error.problems.map(formatProblem).join('\n');
}

function formatProblem({ what, todo, at }: Problem): string {
  const where = at === undefined ? '' : `${formatLocation(at)} — `;
  return `${plainText(where + what)}\n  → ${plainText(todo)}`;
}

function formatLocation({ file, line, column, key }: Location): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return key === undefined || key === '' ? place : `${place} ${key}`;
}
