import type { Expression, PaidTo } from '../../cost-model/types/figures.ts';

/** Where a formula finds what it names, as it is written in a spreadsheet formula. */
export interface Places {
  readonly figure: (name: string) => string;
  readonly amounts: (paidTo: PaidTo) => string;
}

const SIGN = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

/**
 * An expression as a spreadsheet formula, without the leading `=`. It computes what `evaluate` does, with the
 * same noise cut off before rounding up: 12 significant digits count.
 */
export function formulaText(expression: Expression, places: Places): string {
  if ('figure' in expression) return places.figure(expression.figure);
  if ('constant' in expression) return String(expression.constant);
  if (expression.op === 'amounts') return places.amounts(expression.paidTo);
  const { op } = expression;
  const args = expression.args.map((arg) => formulaText(arg, places));
  switch (op) {
    case 'max':
    case 'min':
      return `${op.toUpperCase()}(${args.join(',')})`;
    case 'ceil':
      return roundedUp(args[0] ?? '');
    default:
      return expression.args.map((arg, at) => (needsBrackets(arg, op, at) ? `(${args[at]})` : args[at])).join(SIGN[op]);
  }
}

/** −INT(−x) is the next whole number above, for both signs, in every spreadsheet program. */
const roundedUp = (value: string): string => `-INT(-ROUND(${value},11-INT(LOG10(MAX(ABS(${value}),1E-15)))))`;

/** Keeps the order of the additions and multiplications, which decides the last digit. */
function needsBrackets(arg: Expression, within: keyof typeof SIGN, position: number): boolean {
  if (!('op' in arg)) return false;
  if (arg.op === 'ceil') return true;
  const isSum = arg.op === 'add' || arg.op === 'subtract';
  const isProduct = arg.op === 'multiply' || arg.op === 'divide';
  if (within === 'add' || within === 'subtract') return isSum && position > 0;
  return isSum || (isProduct && position > 0);
}
