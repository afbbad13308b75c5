import { sumsAmounts } from '../arithmetic/expression.ts';
import type { BillLine } from '../pricing/bill.ts';
import { LIMIT_NOISE } from '../pricing/carrying-limits.ts';
import { priceFigure } from '../pricing/price-figures.ts';
import { PAYEES, type PaidTo } from '../types/figures.ts';
import { CATEGORIES, type Category, type Period } from '../types/shape.ts';
import type { CostModel, ModelPlatform, ModelTier } from './cost-model.ts';
import type { FigureNodes } from './figure-nodes.ts';
import type { Node, Program } from './program.ts';

/** Nodes of one platform's amounts; see PlatformAmounts. */
export interface AmountNodes {
  readonly total: Node;
  readonly once: Node;
  readonly byCategory: Readonly<Partial<Record<Category, Node>>>;
  readonly byPayee: Readonly<Record<PaidTo, Node>>;
  readonly onceByPayee: Readonly<Record<PaidTo, Node>>;
  readonly byLine: readonly Node[];
  readonly isPriced: readonly boolean[];
  /** What is left of each limit, in its own unit; negative where it is exceeded. */
  readonly limits: readonly Node[];
}

/** The bill of a platform as pricing/bill.ts adds it up: lines that sum amounts last, tiers filled in order. */
export function amountNodes(
  { lines, limits }: ModelPlatform,
  model: CostModel,
  figures: FigureNodes,
  program: Program,
): AmountNodes {
  const byLine: Node[] = lines.map(() => program.constant(0));
  const isPriced = lines.map(({ priceKey }) => tiersOf(priceKey, model, figures) !== null);
  const used = new Map<string, Node>();
  const sumOf = (holds: (line: BillLine) => boolean): Node =>
    program.sum(byLine.filter((_, at) => isPriced[at] && holds(lines[at] as BillLine)));
  const paid = (period: Period, paidTo: PaidTo, holds: (line: BillLine) => boolean = () => true): Node =>
    sumOf((line) => line.period === period && line.paidTo === paidTo && holds(line));
  const isOrdinary = ({ expression }: BillLine): boolean => !sumsAmounts(expression);

  for (const ordinary of [true, false]) {
    lines.forEach((line, at) => {
      const tiers = tiersOf(line.priceKey, model, figures);
      if (isOrdinary(line) !== ordinary || tiers === null) return;
      const quantity = program.apply(
        'quantity',
        figures.formula(line.expression, (paidTo) => paid('month', paidTo, isOrdinary)),
      );
      const filling = `${ordinary} ${line.period} ${line.priceKey}`;
      const from = used.get(filling) ?? program.constant(0);
      used.set(filling, program.apply('add', from, quantity));
      byLine[at] = throughTierNodes(quantity, from, tiers, figures, program);
    });
  }

  const has = new Set(
    lines.filter(({ period }, at) => period === 'month' && isPriced[at]).map((line) => line.category),
  );
  const perPayee = (period: Period) =>
    Object.fromEntries(PAYEES.map((paidTo) => [paidTo, paid(period, paidTo)])) as Record<PaidTo, Node>;
  return {
    total: sumOf(({ period }) => period === 'month'),
    once: sumOf(({ period }) => period === 'once'),
    byCategory: Object.fromEntries(
      CATEGORIES.filter((category) => has.has(category)).map((category) => [
        category,
        sumOf((line) => line.period === 'month' && line.category === category),
      ]),
    ),
    byPayee: perPayee('month'),
    onceByPayee: perPayee('once'),
    byLine,
    isPriced,
    limits: limits.map(({ demand, most }) =>
      program.apply(
        'subtract',
        program.apply('multiply', figures.formula(most), program.constant(1 + LIMIT_NOISE)),
        figures.formula(demand),
      ),
    ),
  };
}

function tiersOf(priceKey: string, { prices }: CostModel, figures: FigureNodes): readonly ModelTier[] | null {
  const known = prices.get(priceKey);
  if (known !== undefined) return known;
  const figure = priceFigure(priceKey, 0);
  return figures.isGiven(figure) ? [{ upTo: null, figure }] : null;
}

/** Each tier's share of the units from `from` on, at its price. */
function throughTierNodes(
  quantity: Node,
  from: Node,
  tiers: readonly ModelTier[],
  figures: FigureNodes,
  program: Program,
): Node {
  const [only] = tiers;
  if (tiers.length === 1 && only !== undefined) return program.apply('multiply', quantity, figures.figure(only.figure));
  const to = program.apply('add', from, quantity);
  const zero = program.constant(0);
  let floor = zero;
  const amounts = tiers.map(({ upTo, figure }) => {
    const end = upTo === null ? to : program.apply('min', to, program.constant(upTo));
    const share = program.apply('max', zero, program.apply('subtract', end, program.apply('max', from, floor)));
    floor = program.constant(upTo ?? 0);
    return program.apply('multiply', share, figures.figure(figure));
  });
  return program.sum(amounts);
}
