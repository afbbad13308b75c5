import { describe, expect, it } from 'vitest';
import { readBillRules } from '../../../../src/cost-model/billing/rules/bill-rules.ts';
import { WorkbenchError } from '../../../../src/errors.ts';

const file = (...rules: readonly string[]): string =>
  ['name: Somebody', 'provider: somebody', 'rules:', ...rules.map((rule) => `  - ${rule}`), ''].join('\n');

const read = (text: string) => readBillRules(text, 'rules.yaml');

function mistakesIn(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return error.problems.map(({ at, what }) => `${at?.line}: ${what}`);
  }
}

describe('a file of rules', () => {
  it('gives its rules in order, each with its provider', () => {
    expect(
      read(
        file(
          "{ name: a, usageType: 'A.*', into: { category: network } }",
          'name: b\n    lineItemType: [Tax]\n    into: { apart: tax }',
        ),
      ),
    ).toEqual([
      { name: 'a', provider: 'somebody', usageType: 'A.*', into: { category: 'network' } },
      { name: 'b', provider: 'somebody', lineItemType: ['Tax'], into: { apart: 'tax' } },
    ]);
  });

  it('is refused with every mistake at once, each with its line', () => {
    const text = file(
      "{ name: a, usageType: '(?=x)y', into: { category: network } }",
      "{ name: b, usageType: '(', into: { category: network } }",
      '{ name: c, into: { category: network } }',
      '{ name: d, service: x, into: {} }',
      "{ name: d, service: x, into: { apart: tax }, price: { key: k, unit: GiB, perUnit: '1' } }",
      "{ name: e, service: x, into: { category: network }, price: { key: k, unit: GiB, perUnit: '1e3' } }",
      '{ name: f, servise: x, into: { category: netwrok } }',
    );
    const mistakes = mistakesIn(text).join('\n');
    for (const expected of [
      /^4: .*looks around itself, which not every engine can/m,
      /^5: .*is no regular expression/m,
      /^6: "c" matches every line/m,
      /^7: "d" does not lead to one place/m,
      /^8: two rules are called "d"/m,
      /^8: "d" has a price and is no consumption/m,
      /^9: .*is no plain decimal/m,
      /^10: is not a known key/m,
      /^10: .*netwrok/m,
    ]) {
      expect(mistakes).toMatch(expected);
    }
  });

  it.each(['(a)\\1', '(?<!a)b', '(?<name>a)', 'a(?!b)'])(
    'refuses the pattern %s, which RE2 does not know',
    (pattern) => {
      expect(mistakesIn(file(`{ name: a, service: '${pattern}', into: { category: network } }`))).toHaveLength(1);
    },
  );

  it('refuses a unit that is none of the price', () => {
    const text = file(
      "{ name: a, service: x, into: { category: network }, price: { key: k, unit: GiB, perUnit: '0', billedIn: GB } }",
    );
    expect(mistakesIn(text)).toEqual(['4: a unit of "a" is none of the price\'s']);
  });

  it('refuses a price of which nobody says in which unit it is billed', () => {
    const priced = (rule: string, price: string) =>
      `{ name: a, service: x${rule}, into: { category: network }, price: { key: k, unit: GiB, perUnit: '1'${price} } }`;
    expect(mistakesIn(file(priced('', '')))).toEqual(['4: "a" does not say in which unit it is billed']);
    expect(mistakesIn(file(priced(', billedIn: GB', '')))).toEqual([]);
    expect(mistakesIn(file(priced('', ', billedIn: GB')))).toEqual([]);
  });

  it('that is no YAML says where it stops being it', () => {
    expect(mistakesIn('name: "a\nrules: [')).not.toEqual([]);
  });
});
