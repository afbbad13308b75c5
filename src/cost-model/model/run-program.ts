import { COLUMN_OPERATIONS } from './column-operations.ts';
import type { Instruction, Node, Program } from './program.ts';

/** Cases at a time: all numbers in use then stay in the processor's caches. */
const BLOCK = 512;

/**
 * One array of `count` numbers a node asked for, each node once.
 * Buffers go back into use after the last operation that reads them.
 */
export function runProgram(
  { instructions }: Program,
  wanted: readonly Node[],
  count: number,
): ReadonlyMap<Node, Float64Array> {
  const results = new Map([...new Set(wanted)].map((node) => [node, new Float64Array(count)]));
  const { buffers, steps } = allocate(instructions, results);
  for (let from = 0; from < count; from += BLOCK) {
    const size = Math.min(BLOCK, count - from);
    for (const { node, instruction } of steps) {
      const out = buffers[node] as Float64Array;
      if ('column' in instruction) copy(instruction.column, from, size, out);
      else {
        const { operation, a, b } = instruction;
        COLUMN_OPERATIONS[operation](out, buffers[a] as Float64Array, buffers[b] as Float64Array, size);
      }
      results.get(node)?.set(out.subarray(0, size), from);
    }
  }
  for (const [node, result] of results) {
    const instruction = instructions[node];
    if (instruction !== undefined && 'constant' in instruction) result.fill(instruction.constant);
  }
  return results;
}

interface Step {
  readonly node: Node;
  readonly instruction: Exclude<Instruction, { readonly constant: number }>;
}

/** The buffer of each node, and what is done in each block; what leads to no result is left out. */
function allocate(instructions: readonly Instruction[], results: ReadonlyMap<Node, unknown>) {
  const lastUse = lastUses(instructions, results);
  const buffers: (Float64Array | undefined)[] = [];
  const free: Float64Array[] = [];
  const steps: Step[] = [];
  instructions.forEach((instruction, node) => {
    if (lastUse[node] === undefined) return;
    if ('constant' in instruction) {
      buffers[node] = new Float64Array(BLOCK).fill(instruction.constant);
      return;
    }
    buffers[node] = free.pop() ?? new Float64Array(BLOCK);
    steps.push({ node, instruction });
    for (const read of readBy(instruction)) {
      const buffer = buffers[read];
      if (lastUse[read] === node && buffer !== undefined && !isConstant(instructions[read])) free.push(buffer);
    }
    // Wanted for itself alone: copied out at once, and done with.
    if (lastUse[node] === node) free.push(buffers[node]);
  });
  return { buffers, steps };
}

/** By node: the last one that reads it, itself where it is only wanted; undefined where nothing needs it. */
function lastUses(instructions: readonly Instruction[], results: ReadonlyMap<Node, unknown>) {
  const last: (Node | undefined)[] = [];
  for (let node = instructions.length - 1; node >= 0; node--) {
    if (results.has(node)) last[node] ??= node;
    const instruction = instructions[node];
    if (last[node] === undefined || instruction === undefined) continue;
    for (const read of readBy(instruction)) last[read] ??= node;
  }
  return last;
}

const isConstant = (instruction: Instruction | undefined): boolean =>
  instruction !== undefined && 'constant' in instruction;

const readBy = (instruction: Instruction): readonly Node[] =>
  'operation' in instruction ? [...new Set([instruction.a, instruction.b])] : [];

function copy(column: ArrayLike<number>, from: number, size: number, out: Float64Array): void {
  if (column instanceof Float64Array) out.set(column.subarray(from, from + size));
  else for (let i = 0; i < size; i++) out[i] = column[from + i] as number;
}
