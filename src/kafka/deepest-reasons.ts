/** What lies at the bottom of an error: client libraries' own messages say only which request failed. */
export function leaves(error: unknown): (Error & { code?: string })[] {
  if (!(error instanceof Error)) return [new Error(String(error))];
  const below = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  return below.length === 0 ? [error] : below.flatMap(leaves);
}

/** The first few different messages. */
export function deepestReasons(error: unknown): string {
  const reasons = [...new Set(leaves(error).map(({ message }) => message))];
  return reasons.slice(0, 3).join('; ');
}
