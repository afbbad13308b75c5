import { CHECK_GROUPS, type CheckLine, type TargetCheck } from '../../target-check/types.ts';
import { safe, wrap } from '../terminal-text.ts';
import { linesOf } from './table.ts';
import { checkSentence, GROUP_TITLES, VERDICT_TONE, VERDICT_WORDS } from './words.ts';

const COLOURS = { good: '36', bad: '33', open: '2' } as const;
const INDENT = 2;
const VERDICT_COLUMNS = 11;
const LEAST_COLUMNS = 40;

export interface CheckTerminal {
  readonly colour: boolean;
  readonly width: number;
}

/** Every line with its whole text, what is to be done below it; the sentence last, where a terminal leaves the reader. */
export function checkText(check: TargetCheck, { colour, width }: CheckTerminal): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const groups = CHECK_GROUPS.map((group) => ({ group, lines: linesOf(check.lines, group) }))
    .filter(({ lines }) => lines.length > 0)
    .flatMap(({ group, lines }) => [
      paint('1', GROUP_TITLES[group]),
      ...lines.flatMap((line) => lineText(line, width, paint)),
      '',
    ]);
  return [...groups, `${safe(checkSentence(check))}.`].join('\n');
}

function lineText(
  { title, verdict, detail, todo }: CheckLine,
  width: number,
  paint: (code: string, text: string) => string,
): readonly string[] {
  const room = Math.max(LEAST_COLUMNS, width) - INDENT - VERDICT_COLUMNS;
  const [first = '', ...rest] = [
    ...wrap(`${title}: ${detail}`, room),
    ...(todo === null ? [] : wrap(`→ ${todo}`, room)),
  ];
  const word = paint(COLOURS[VERDICT_TONE[verdict]], VERDICT_WORDS[verdict].padEnd(VERDICT_COLUMNS));
  const pad = ' '.repeat(INDENT + VERDICT_COLUMNS);
  return [`${' '.repeat(INDENT)}${word}${first}`, ...rest.map((text) => pad + text)];
}
