import type { PaidTo } from '../types/figures.ts';
import type { PlatformId } from '../types/result.ts';
import type { Category } from '../types/shape.ts';
import type { CostModel, ModelPlatform } from './cost-model.ts';
import { FigureNodes } from './figure-nodes.ts';
import { type AmountNodes, amountNodes } from './line-nodes.ts';
import { Program } from './program.ts';
import { runProgram } from './run-program.ts';

/** Other values of figures: one number for all cases, or one a case; every other figure keeps its value. */
export interface Cases {
  readonly count: number;
  /**
   * By name of an input figure. A price that is unknown is given as `price/<key>/0`. Names that are given the same
   * array are computed once.
   */
  readonly given: Given;
}

export type Given = Readonly<Record<string, number | ArrayLike<number>>>;

/** One array of `count` numbers each, in money; NaN in cases that pricing would refuse for a negative or endless quantity. */
export interface PlatformAmounts {
  readonly platform: PlatformId;
  /** A month's amounts. */
  readonly total: Float64Array;
  readonly once: Float64Array;
  /** Of a month; what has no line is absent. */
  readonly byCategory: Readonly<Partial<Record<Category, Float64Array>>>;
  /** Of a month. */
  readonly byPayee: Readonly<Record<PaidTo, Float64Array>>;
  readonly onceByPayee: Readonly<Record<PaidTo, Float64Array>>;
  /** As in `ModelPlatform.lines`; 0 for a line whose price is unknown, which is in no sum either. */
  readonly byLine: readonly Float64Array[];
  /** Whether a line has no price. */
  readonly isLowerBound: boolean;
  /** 1 where the platform carries the workload, 0 where one of its limits is exceeded; amounts stand there all the same. */
  readonly isCarried: Uint8Array;
}

export interface CaseAmounts {
  readonly count: number;
  /** As in `CostModel.platforms`. */
  readonly platforms: readonly PlatformAmounts[];
}

/**
 * What each case costs on every platform of the model, in doubles: derived figures follow, tiers are filled and
 * amounts summed as pricing does it, but quantities are not rounded to 6 places.
 * @throws ReferenceError where a name is no input figure
 */
export function evaluateCases(model: CostModel, { count, given }: Cases): CaseAmounts {
  const program = new Program();
  const figures = new FigureNodes(model, given, program);
  const nodes = model.platforms.map((platform) => amountNodes(platform, model, figures, program));
  const results = runProgram(program, nodes.flatMap(nodesOf), count);
  const amounts = (node: number): Float64Array => results.get(node) as Float64Array;
  return {
    count,
    platforms: nodes.map((one, at) => platformAmounts(model.platforms[at] as ModelPlatform, one, amounts)),
  };
}

const nodesOf = ({ total, once, byCategory, byPayee, onceByPayee, byLine, limits }: AmountNodes): readonly number[] => [
  total,
  once,
  ...Object.values(byCategory),
  ...Object.values(byPayee),
  ...Object.values(onceByPayee),
  ...byLine,
  ...limits,
];

function platformAmounts(
  platform: ModelPlatform,
  nodes: AmountNodes,
  amounts: (node: number) => Float64Array,
): PlatformAmounts {
  const each = <K extends string>(record: Readonly<Partial<Record<K, number>>>) =>
    Object.fromEntries(Object.entries<number | undefined>(record).map(([key, node]) => [key, amounts(node as number)]));
  const left = nodes.limits.map(amounts);
  return {
    platform: platform.id,
    total: amounts(nodes.total),
    once: amounts(nodes.once),
    byCategory: each(nodes.byCategory) as PlatformAmounts['byCategory'],
    byPayee: each(nodes.byPayee) as PlatformAmounts['byPayee'],
    onceByPayee: each(nodes.onceByPayee) as PlatformAmounts['onceByPayee'],
    byLine: nodes.byLine.map(amounts),
    isLowerBound: nodes.isPriced.includes(false),
    isCarried: Uint8Array.from(amounts(nodes.total), (_, at) => (left.some((one) => (one[at] ?? 0) < 0) ? 0 : 1)),
  };
}
