/** How messages speak of a service. */
export interface ServiceWords {
  /** Of its errors: `prometheus`. */
  readonly code: string;
  /** `Prometheus`. */
  readonly name: string;
  /** Where its address stands: `` `prometheus:` of the target ``. */
  readonly stands: string;
  /** What helps where it has too much to do: `Ask for fewer days`. */
  readonly askLess: string;
  /** What helps where its answer is too long, as a sentence. */
  readonly tooLong: string;
  /** What its address is followed by: `/api/v1/query_range`. */
  readonly path: string;
  /** What is asked of it: `a query`, to be checked where it is refused. */
  readonly asks: string;
}
