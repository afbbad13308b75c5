import type { Change } from '../types.ts';

/**
 * What no topic decided differs on every topic alike, and is told once with the topics that it holds for. What somebody
 * set on a topic stays a difference of that topic.
 */
export function alikeTogether(changes: readonly Change[]): readonly Change[] {
  const alike = new Map<string, { readonly first: Change; readonly names: string[] }>();
  const apart: Change[] = [];
  for (const one of changes) {
    if (one.a?.source === 'topic' || one.b?.source === 'topic') {
      apart.push(one);
      continue;
    }
    const { a, b } = one;
    const key = JSON.stringify([
      one.property,
      one.difference,
      a?.value,
      a?.source,
      b?.value,
      b?.source,
      one.replicated,
    ]);
    const those = alike.get(key);
    if (those === undefined) alike.set(key, { first: one, names: [...one.names] });
    else those.names.push(...one.names);
  }
  return [...apart, ...[...alike.values()].map(({ first, names }) => ({ ...first, names }))];
}
