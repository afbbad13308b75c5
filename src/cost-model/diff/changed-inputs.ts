import { figuresIn } from '../arithmetic/expression.ts';
import type { Expression, Figures, PaidTo } from '../types/figures.ts';
import type { CostResult } from '../types/result.ts';
import type { WholeLine } from './bill-lines.ts';
import type { InputChange, InputValue } from './types.ts';

type Priced = Pick<CostResult, 'figures' | 'prices'>;

/** Inputs and prices behind a line of either result. */
export function inputsOf(line: WholeLine, all: Iterable<WholeLine>, { figures, prices }: Priced): readonly string[] {
  const summed = payeesIn(line.expression);
  const others = summed.length === 0 ? [] : [...all].filter((one) => isSummed(one, summed));
  return [line, ...others].flatMap(({ expression, priceKey }) => [
    ...leavesOf(expression, figures),
    ...(prices[priceKey]?.tiers.map(({ figure }) => figure) ?? []),
  ]);
}

/** What is there on one side only, or is not worth the same on both; what has an expression follows from others. */
export function changeOf(name: string, before: Priced, after: Priced): InputChange | null {
  const [was, is] = [inputValue(name, before), inputValue(name, after)];
  if (was?.value === is?.value && was?.unit === is?.unit && was?.upTo === is?.upTo) return null;
  return { name, before: was, after: is };
}

function inputValue(name: string, { figures, prices }: Priced): InputValue | null {
  const figure = figures[name];
  if (figure === undefined) return null;
  const { value, unit, provenance, source, date = null } = figure;
  return { value, unit, provenance, source, date, upTo: endOf(name, prices) };
}

function endOf(name: string, prices: Priced['prices']): string | null {
  const tiers = Object.values(prices).flatMap((price) => price.tiers);
  return tiers.find(({ figure }) => figure === name)?.upTo ?? null;
}

function leavesOf(expression: Expression, figures: Figures): readonly string[] {
  const seen = new Set<string>();
  const leaves: string[] = [];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const derived = figures[name]?.expression;
    if (derived === undefined) leaves.push(name);
    else for (const used of figuresIn(derived)) visit(used);
  };
  for (const name of figuresIn(expression)) visit(name);
  return leaves;
}

function payeesIn(expression: Expression): readonly PaidTo[] {
  if (!('op' in expression)) return [];
  return expression.op === 'amounts' ? [expression.paidTo] : expression.args.flatMap(payeesIn);
}

const isSummed = ({ period, paidTo, expression }: WholeLine, payees: readonly PaidTo[]): boolean =>
  period === 'month' && payees.includes(paidTo) && payeesIn(expression).length === 0;
