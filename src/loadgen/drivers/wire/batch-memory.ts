/** Memory for encoded batches, used again once the broker has answered: no batch costs page faults or a collection. */
export class BatchMemory {
  /** By size, a power of two; pages that no batch reaches are never touched. */
  readonly #free = new Map<number, Buffer[]>();

  take(bytes: number): Buffer {
    const size = 2 ** Math.ceil(Math.log2(bytes));
    return this.#free.get(size)?.pop() ?? Buffer.allocUnsafeSlow(size);
  }

  giveBack(memory: Buffer): void {
    const free = this.#free.get(memory.length);
    if (free === undefined) this.#free.set(memory.length, [memory]);
    else free.push(memory);
  }
}
