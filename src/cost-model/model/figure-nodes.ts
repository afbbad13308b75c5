import type { Expression, PaidTo } from '../types/figures.ts';
import type { CostModel } from './cost-model.ts';
import type { Given } from './evaluate-cases.ts';
import type { Node, Program } from './program.ts';

/** What a formula's `amounts` stands for on one platform. */
export type PaidNode = (paidTo: PaidTo) => Node;

const noAmounts: PaidNode = () => {
  throw new ReferenceError('a figure sums amounts, which only the lines of a platform can');
};

/** Figures and formulas as nodes of a program; only what is asked for gets there. */
export class FigureNodes {
  readonly #model: CostModel;
  readonly #given: Given;
  readonly #program: Program;
  readonly #known = new Map<string, Node>();

  constructor(model: CostModel, given: Given, program: Program) {
    this.#model = model;
    this.#given = given;
    this.#program = program;
    for (const name of Object.keys(given)) assertInput(name, model);
  }

  isGiven(name: string): boolean {
    return Object.hasOwn(this.#given, name);
  }

  figure(name: string): Node {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const node = this.#make(name);
    this.#known.set(name, node);
    return node;
  }

  formula(expression: Expression, paid: PaidNode = noAmounts): Node {
    if ('figure' in expression) return this.figure(expression.figure);
    if ('constant' in expression) return this.#program.constant(expression.constant);
    if (expression.op === 'amounts') return paid(expression.paidTo);
    const { op } = expression;
    const [first, ...others] = expression.args.map((arg) => this.formula(arg, paid));
    if (first === undefined) throw new SyntaxError(`a formula has ${op} of nothing`);
    if (op === 'ceil') return this.#program.apply('ceil', first);
    return others.reduce((left, right) => this.#program.apply(op, left, right), first);
  }

  #make(name: string): Node {
    const given = this.isGiven(name) ? this.#given[name] : undefined;
    if (given !== undefined) {
      return typeof given === 'number' ? this.#program.constant(given) : this.#program.column(given);
    }
    const figure = this.#model.figures.get(name);
    if (figure === undefined) throw new ReferenceError(`a formula names "${name}", which is no figure`);
    return figure.expression === undefined ? this.#program.constant(figure.value) : this.formula(figure.expression);
  }
}

/** A price that is unknown may be given: it is the figure that a line waits for. */
function assertInput(name: string, { figures, prices, platforms }: CostModel): void {
  const figure = figures.get(name);
  if (figure?.expression !== undefined) throw new ReferenceError(`"${name}" follows from other figures`);
  if (figure !== undefined) return;
  const isAwaited = platforms.some(({ lines }) =>
    lines.some(({ priceKey }) => !prices.has(priceKey) && name === `price/${priceKey}/0`),
  );
  if (!isAwaited) throw new ReferenceError(`there is no figure "${name}"`);
}
