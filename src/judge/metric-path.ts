/**
 * Follows a path such as `produce.response.p99` into a judged object. A list is entered by the
 * `name` of an entry: `tail.groups.dashboard.endToEnd.p99`. With a phase, the path goes through the
 * innermost `phases` list on its way. Undefined where the path leads nowhere.
 */
export function valueAtPath(root: object, path: string, phase: string | null = null): unknown {
  const segments = path.split('.');
  if (phase === null) return follow(root, segments);
  for (let depth = segments.length - 1; depth >= 0; depth--) {
    const phases = follow(root, [...segments.slice(0, depth), 'phases', phase]);
    if (phases !== undefined) return follow(phases, segments.slice(depth));
  }
  return undefined;
}

/** A finite number at a path, or null. */
export function numberAtPath(root: object, path: string, phase: string | null = null): number | null {
  const value = valueAtPath(root, path, phase);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function follow(start: unknown, segments: readonly string[]): unknown {
  return segments.reduce<unknown>((at, segment) => {
    if (Array.isArray(at)) return at.find((entry: unknown) => isRecord(entry) && entry.name === segment);
    return isRecord(at) && Object.hasOwn(at, segment) ? at[segment] : undefined;
  }, start);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
