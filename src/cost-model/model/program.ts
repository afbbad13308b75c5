import { COLUMN_OPERATIONS, type Operation } from './column-operations.ts';

/** Index of a node in its program. */
export type Node = number;

/** A number in every case: the same one, one a case, or what an operation makes of earlier nodes. */
export type Instruction =
  | { readonly constant: number }
  | { readonly column: ArrayLike<number> }
  | { readonly operation: Operation; readonly a: Node; readonly b: Node };

/**
 * Operations in the order in which they are done. What is the same in all cases is computed at once, and what
 * several formulas have in common is one node.
 */
export class Program {
  readonly instructions: Instruction[] = [];
  readonly #constants = new Map<number, Node>();
  readonly #columns = new Map<ArrayLike<number>, Node>();
  readonly #operations = new Map<string, Node>();

  constant(value: number): Node {
    return remembered(this.#constants, value, () => this.#add({ constant: value }));
  }

  /** Two names that are given one array vary together, and are one node. */
  column(column: ArrayLike<number>): Node {
    return remembered(this.#columns, column, () => this.#add({ column }));
  }

  apply(operation: Operation, a: Node, b: Node = a): Node {
    return remembered(this.#operations, `${operation} ${a} ${b}`, () => {
      const [left, right] = [this.instructions[a], this.instructions[b]] as [Instruction, Instruction];
      if (!('constant' in left) || !('constant' in right)) return this.#add({ operation, a, b });
      const out = new Float64Array(1);
      COLUMN_OPERATIONS[operation](out, Float64Array.of(left.constant), Float64Array.of(right.constant), 1);
      return this.constant(out[0] as number);
    });
  }

  sum(terms: readonly Node[]): Node {
    return terms.reduce((total, term) => this.apply('add', total, term), this.constant(0));
  }

  #add(instruction: Instruction): Node {
    return this.instructions.push(instruction) - 1;
  }
}

function remembered<K>(nodes: Map<K, Node>, key: K, make: () => Node): Node {
  const known = nodes.get(key);
  if (known !== undefined) return known;
  const node = make();
  nodes.set(key, node);
  return node;
}
