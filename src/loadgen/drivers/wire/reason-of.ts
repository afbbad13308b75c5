/** What lies deepest says what happened; above it stands only what was being done. */
export function reasonOf(error: unknown): string {
  let deepest = error;
  for (let below = error; below instanceof Error; below = below.cause ?? firstOf(below)) deepest = below;
  return deepest instanceof Error ? deepest.message : String(deepest);
}

const firstOf = (error: Error): unknown => (error instanceof AggregateError ? error.errors[0] : undefined);
