type Column = Float64Array | Int32Array | Uint32Array;

/** A copy of a column with room for twice as many; what it held comes first. */
export function twiceAsLong<T extends Column>(column: T): T {
  const longer = new (column.constructor as new (length: number) => T)(2 * column.length);
  longer.set(column);
  return longer;
}

/** Memory of a power of two for at least `wanted` bytes, with the first `held` of the given one. */
export function larger(memory: Buffer, held: number, wanted: number): Buffer<ArrayBuffer> {
  const grown = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(wanted)));
  memory.copy(grown, 0, 0, held);
  return grown;
}
