import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readImpacts, shippedImpacts } from '../../../src/inventory/diff/impacts/read-impacts.ts';
import { DIFF_KINDS, IMPACTS } from '../../../src/inventory/diff/types.ts';

const TEXT = readFileSync(new URL('../../../target-diff/impacts.yaml', import.meta.url), 'utf8');

/** Words that a rule of a kind may use beside those of every difference. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  acl: ['principal', 'operation', 'resource', 'loses', 'command', 'covered'],
  quota: ['entity', 'unit'],
  'scram-user': ['how'],
};

const mistakesOf = (text: string): readonly { readonly what: string; readonly at: { readonly key: string } }[] => {
  try {
    readImpacts(text, 'impacts.yaml');
    return [];
  } catch (error) {
    return (error as { problems: { what: string; at: { key: string } }[] }).problems;
  }
};

describe('the shipped impacts', () => {
  it('give every level a title and a reason, from lost records down to what nobody sees', () => {
    const { levels } = shippedImpacts();
    expect(levels.map(({ impact }) => impact)).toEqual([...IMPACTS]);
    for (const { title, reason } of levels) expect([title, reason].every((words) => words.length > 10)).toBe(true);
  });

  it('have rules of every kind, whose words are all filled in', () => {
    const { rules } = parse(TEXT) as { rules: Record<string, { effect: string; todo: string }[]> };
    expect(Object.keys(rules).toSorted()).toEqual([...DIFF_KINDS].toSorted());
    for (const [kind, list] of Object.entries(rules)) {
      const known = ['a', 'b', 'property', 'name', ...(WORDS[kind] ?? [])];
      const used = list.flatMap(({ effect, todo }) =>
        [...`${effect} ${todo}`.matchAll(/\{(\w+)\}/g)].map(([, word]) => word),
      );
      expect(used.filter((word) => !known.includes(word ?? ''))).toEqual([]);
    }
  });
});

describe('a file of impacts', () => {
  it('has every level once', () => {
    const twice = TEXT.replace('- impact: cosmetic\n    title', '- impact: retention\n    title');
    expect(mistakesOf(twice).map(({ what }) => what)).toEqual([
      'does not have retention once',
      'does not have cosmetic once',
    ]);
  });

  it('leaves no difference without a rule', () => {
    const open = TEXT.replace(
      / {4}- impact: cosmetic\n {6}effect: a login takes longer or shorter\n {6}todo: nothing\n/,
      '',
    );
    expect(mistakesOf(open)).toMatchObject([
      { what: 'leaves differences without a rule', at: { key: 'rules.scram-user[1]' } },
    ]);
  });

  it('knows its keys', () => {
    const misspelt = TEXT.replace(
      '    - property: max\\.message\\.bytes\n      direction',
      '    - property: max\\.message\\.bytes\n      directoin',
    );
    expect(mistakesOf(misspelt)).toMatchObject([
      { what: 'is not a known key', at: { key: 'rules.config[0].directoin' } },
    ]);
  });
});
