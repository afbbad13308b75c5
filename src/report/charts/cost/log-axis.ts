/** Marks on a log axis: 1-2-5 within a decade, decades alone over a long range; only those within it. */
export function logMarks([low, high]: readonly [number, number]): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const within = (steps: readonly number[]): number[] =>
    decades
      .flatMap((decade) => steps.map((step) => Number((step * 10 ** decade).toPrecision(1))))
      .filter((mark) => mark >= low * (1 - 1e-9) && mark <= high * (1 + 1e-9));
  const [sparse, fine] = [within([1]), within([1, 2, 5])];
  return sparse.length > 3 ? sparse : fine;
}

const MUCH = 20;

/** Whether values are spread so widely that a linear axis would hide the small ones. */
export const spansDecades = (values: readonly number[]): boolean =>
  values.every((value) => value > 0) && Math.max(...values) / Math.min(...values) >= MUCH;
