import type { Missing, NotObtained } from '../kafka/read-only/reading.ts';
import type { CheckGroup, CheckLine } from './types.ts';

/** What a line is about; the verdict comes with what was found. */
export interface Looked {
  readonly group: CheckGroup;
  readonly id: string;
  readonly title: string;
}

/** Also what is in order may leave something to do, such as renewing a certificate in time. */
export const passed = (looked: Looked, detail: string, todo: string | null = null): CheckLine => ({
  ...looked,
  verdict: 'passed',
  detail,
  todo,
});

export const failed = (looked: Looked, detail: string, todo: string): CheckLine => ({
  ...looked,
  verdict: 'failed',
  detail,
  todo,
});

export const notKnown = ({ group, id, title }: Looked, detail: string, todo: string | null = null): CheckLine => ({
  group,
  id,
  title,
  verdict: 'not-known',
  detail,
  todo,
});

/** What was asked for and did not come. */
export const notObtained = (looked: Looked, { why, todo }: NotObtained): CheckLine =>
  notKnown(looked, why, todo === '' ? null : todo);

/** What was found on a part: good news of a part is none of the whole, while a failure stays one. */
export function asFarAsObtained(line: CheckLine, missing: readonly Missing[]): CheckLine {
  const [first] = missing;
  if (first === undefined || line.verdict !== 'passed') return line;
  const lacking = firstOf([...new Set(missing.map(({ what }) => what))], 3);
  const todos = [line.todo ?? '', first.todo].filter((todo) => todo !== '');
  return notKnown(
    line,
    `${line.detail}, without ${lacking}: ${first.why}`,
    todos.length === 0 ? null : todos.join('; '),
  );
}

/** `a, b and 3 more`. */
export function firstOf(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}

export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** `0.42 ms`, `12 ms`, `3 s`. */
export function millis(value: number): string {
  if (value >= 1_000) return `${Number((value / 1_000).toPrecision(3))} s`;
  return `${value < 0.005 ? '0' : Number(value.toPrecision(2))} ms`;
}
