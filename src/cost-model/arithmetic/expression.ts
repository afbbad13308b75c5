import type { Expression, Figures, PaidTo } from '../types/figures.ts';
import { add, assertUnit, divide, type Measure, measure, multiply } from './units.ts';

const isZero = (expression: Expression | undefined): boolean =>
  expression !== undefined && 'constant' in expression && expression.constant === 0;

/** What a platform's monthly lines come to by payee, in money. */
export type AmountsPaid = (paidTo: PaidTo) => Measure;

const noAmounts: AmountsPaid = () => {
  throw new ReferenceError('a formula sums amounts where there are no lines yet');
};

/**
 * The value of a formula in doubles, with the unit that its figures give it.
 * @throws UnitMismatch where figures of different units are added or compared.
 */
export function evaluate(expression: Expression, figures: Figures, paid: AmountsPaid = noAmounts): Measure {
  if ('figure' in expression) return figureOf(expression.figure, figures);
  if ('constant' in expression) return measure(expression.constant, 'count');
  if (expression.op === 'amounts') return paid(expression.paidTo);
  const args = expression.args.map((arg) => evaluate(arg, figures, paid));
  const [first, second] = args as [Measure, Measure];
  switch (expression.op) {
    case 'divide':
      return divide(first, second);
    case 'subtract':
      return add(first, { ...second, value: -second.value });
    case 'ceil':
      return { value: Math.ceil(withoutNoise(first.value)), unit: first.unit };
    case 'add':
      return args.reduce((sum, term) => add(sum, term));
    case 'multiply':
      return args.reduce(multiply);
    case 'max':
    case 'min':
      return extreme(expression.op, expression.args, args);
  }
}

/** A 0 among the arguments has whatever unit the others have. */
function extreme(op: 'max' | 'min', expressions: readonly Expression[], args: readonly Measure[]): Measure {
  const units = args.filter((_, at) => !isZero(expressions[at])).map(({ unit }) => unit);
  const unit = units[0] ?? 'count';
  for (const other of units) assertUnit(other, unit, op);
  return { value: Math[op](...args.map(({ value }) => value)), unit };
}

/** Whether the formula sums amounts of other lines. */
export const sumsAmounts = (expression: Expression): boolean =>
  'op' in expression && (expression.op === 'amounts' || expression.args.some(sumsAmounts));

/** The figures that the formula names, each once. */
export function figuresIn(expression: Expression): readonly string[] {
  if ('figure' in expression) return [expression.figure];
  if ('constant' in expression) return [];
  return [...new Set(expression.args.flatMap(figuresIn))];
}

/** 6.000000000000001 brokers are 6: a product of doubles must not buy another instance. */
export const withoutNoise = (value: number): number => Number(value.toPrecision(12));

function figureOf(name: string, figures: Figures): Measure {
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (figure === undefined) throw new ReferenceError(`a formula names "${name}", which is no figure`);
  return measure(figure.value, figure.unit);
}

const SIGN = { add: ' + ', multiply: ' × ', subtract: ' − ', divide: ' ÷ ' } as const;

type Leaf = Extract<Expression, { readonly figure: string } | { readonly op: 'amounts' }>;

/** The formula in words with its numbers: `brokers (21 instance) × hours (730 hour)`. */
export const explain = (expression: Expression, figures: Figures, paid: AmountsPaid = noAmounts): string =>
  spelled(expression, (leaf) => {
    const value = 'figure' in leaf ? figureOf(leaf.figure, figures) : paid(leaf.paidTo);
    return `${wordsOfLeaf(leaf)} (${readable(value)})`;
  });

/** The formula in words: `brokers × hours`. */
export const inWords = (expression: Expression): string => spelled(expression, wordsOfLeaf);

const wordsOfLeaf = (leaf: Leaf): string =>
  'figure' in leaf ? wordsOf(leaf.figure) : `all monthly amounts paid to the ${leaf.paidTo}`;

function spelled(expression: Expression, wordsFor: (leaf: Leaf) => string): string {
  if ('figure' in expression) return wordsFor(expression);
  if ('constant' in expression) return String(expression.constant);
  if (expression.op === 'amounts') return wordsFor(expression);
  const { op } = expression;
  const parts = expression.args.map((arg) => spelled(arg, wordsFor));
  if (op === 'ceil') return `[${parts.join('')}, rounded up]`;
  if (op === 'max') return `the larger of [${parts.join('; ')}]`;
  if (op === 'min') return `the smaller of [${parts.join('; ')}]`;
  return expression.args.map((arg, at) => (bindsLess(arg, op, at) ? `[${parts[at]}]` : parts[at])).join(SIGN[op]);
}

/** Whether the argument needs brackets to be read as it is computed. */
function bindsLess(arg: Expression, within: keyof typeof SIGN, position: number): boolean {
  if (!('op' in arg)) return false;
  const isSum = arg.op === 'add' || arg.op === 'subtract';
  const isProduct = arg.op === 'multiply' || arg.op === 'divide';
  if (within === 'add') return false;
  if (within === 'subtract') return isSum && position > 0;
  return isSum || (isProduct && position > 0);
}

/** Units and abbreviations within names, as they are written. */
const SPELLED: Readonly<Record<string, string>> = {
  mb: 'MB',
  gb: 'GB',
  mib: 'MiB',
  gib: 'GiB',
  vcpu: 'vCPU',
  vcpus: 'vCPUs',
  iops: 'IOPS',
  lcu: 'LCU',
  wal: 'WAL',
  put: 'PUT',
  puts: 'PUTs',
  get: 'GET',
  gets: 'GETs',
};

/** `apache/standard/networkPerBroker` → `network per broker`; `mibOutPerVcpu` → `MiB out per vCPU`. */
export const wordsOf = (name: string): string =>
  name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
    .split(' ')
    .map((word) => SPELLED[word] ?? word)
    .join(' ');

export const readable = ({ value, unit }: Measure): string => {
  const number = String(Number(value.toPrecision(8)));
  return unit === 'count' || unit === 'fraction' ? number : `${number} ${unit}`;
};

/** The same formula with every figure renamed. */
export function renamed(expression: Expression, rename: (name: string) => string): Expression {
  if ('figure' in expression) return { figure: rename(expression.figure) };
  if ('constant' in expression) return expression;
  if (expression.op === 'amounts') return expression;
  const args = expression.args.map((arg) => renamed(arg, rename));
  return { ...expression, args } as Expression;
}
