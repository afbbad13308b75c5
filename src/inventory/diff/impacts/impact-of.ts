import type { Change, DiffRow } from '../types.ts';
import type { Impacts } from './read-impacts.ts';

/** What a side that has none of it is called in a sentence. */
const ABSENT = 'nothing';

/** A change with what it does to an application: the first rule of its kind that matches. */
export function withImpact({ words, ...change }: Change, impacts: Impacts): DiffRow {
  const rule = impacts.rules.get(change.kind)?.find(({ matches }) => matches({ words, ...change }));
  if (rule === undefined) throw new TypeError(`no rule says what a difference in ${change.kind} does`);
  const filled = {
    a: change.a?.value ?? ABSENT,
    b: change.b?.value ?? ABSENT,
    property: change.property ?? '',
    name: change.names[0] ?? '',
    ...words,
  };
  return { ...change, impact: rule.impact, effect: fill(rule.effect, filled), todo: fill(rule.todo, filled) };
}

const fill = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
