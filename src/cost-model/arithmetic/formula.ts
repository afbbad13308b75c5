import { type Expression, PAYEES } from '../types/figures.ts';

/**
 * Reads a formula such as `ceil(peak / perBroker) * hours` into its tree.
 *
 *   sum     := product (('+' | '-') product)*
 *   product := factor (('*' | '/') factor)*
 *   factor  := '0' | '1' | name | ('max' | 'min' | 'ceil') '(' sum (',' sum)* ')' | '(' sum ')'
 *            | 'amounts' '(' ('cloud' | 'vendor' | 'team') ')'
 *
 * Numbers other than 0 and 1 are refused: they are figures, with a name, a unit and a source.
 * @throws SyntaxError for a shape that is written wrongly.
 */
export function parseFormula(text: string): Expression {
  const tokens = text.match(/[A-Za-z]\w*|\d+(?:\.\d+)?|\S/g) ?? [];
  let next = 0;

  const fail = (expected: string): never => {
    throw new SyntaxError(`formula "${text}": ${expected} expected, ${tokens[next] ?? 'the end'} found`);
  };
  const take = (token: string): boolean => tokens[next] === token && ++next > 0;
  const expect = (token: string): void => {
    if (!take(token)) fail(`"${token}"`);
  };

  function sum(): Expression {
    let left = product();
    for (;;) {
      if (take('+')) left = chain('add', left, product());
      else if (take('-')) left = { op: 'subtract', args: [left, product()] };
      else return left;
    }
  }

  function product(): Expression {
    let left = factor();
    for (;;) {
      if (take('*')) left = chain('multiply', left, factor());
      else if (take('/')) left = { op: 'divide', args: [left, factor()] };
      else return left;
    }
  }

  function factor(): Expression {
    if (take('(')) {
      const inner = sum();
      expect(')');
      return inner;
    }
    const token = tokens[next] ?? fail('a name');
    next += 1;
    if (token === '0' || token === '1') return { constant: Number(token) };
    if (!/^[A-Za-z]/.test(token)) {
      next -= 1;
      return fail('a name, 0 or 1');
    }
    return tokens[next] === '(' ? call(token) : { figure: token };
  }

  function call(name: string): Expression {
    expect('(');
    if (name === 'amounts') return amounts();
    const first = sum();
    const others: Expression[] = [];
    while (take(',')) others.push(sum());
    expect(')');
    if (name === 'ceil' && others.length === 0) return { op: 'ceil', args: [first] };
    if ((name === 'max' || name === 'min') && others.length > 0) return { op: name, args: [first, ...others] };
    return fail(`max(a, b), min(a, b) or ceil(a), not ${name} of ${others.length + 1}`);
  }

  function amounts(): Expression {
    const paidTo = PAYEES.find(take) ?? fail(PAYEES.join(' or '));
    expect(')');
    return { op: 'amounts', paidTo, args: [] };
  }

  const result = sum();
  return next === tokens.length ? result : fail('an operator');
}

/** Keeps `a * b * c` one product of three, as it is read. */
function chain(op: 'add' | 'multiply', left: Expression, right: Expression): Expression {
  return { op, args: 'op' in left && left.op === op ? [...left.args, right] : [left, right] };
}
