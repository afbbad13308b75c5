import type { Attention } from '../types.ts';

/** One line of attention where something is there to attend to. */
export function attend(
  names: readonly string[],
  { id, kind, todo }: Pick<Attention, 'id' | 'kind' | 'todo'>,
  what: (count: number) => string,
): readonly Attention[] {
  return names.length === 0 ? [] : [{ id, kind, what: what(names.length), names, todo }];
}

/** `1 topic has`, `3 topics have`. */
export const counted = (count: number, noun: string, one: string, many: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'} ${count === 1 ? one : many}`;

/** As Kafka's own tools write one. */
export const partitionName = (topic: string, partition: number): string => `${topic}-${partition}`;
