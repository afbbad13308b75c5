import { z } from 'zod';

/** True of names that a pattern matches from their first character to their last. */
export type WholeName = (name: string) => boolean;

/** @throws SyntaxError where it is no regular expression. */
export function wholeName(pattern: string): WholeName {
  const expression = new RegExp(`^(?:${pattern})$`, 's');
  return (name) => expression.test(name);
}

/** A regular expression that matches a whole name, as data files write one. */
export const namePattern = z
  .string()
  .min(1)
  .refine(isPattern, {
    error: 'which is no regular expression',
    params: { todo: 'write one that matches the whole name: orders, or orders\\..* for all that begin so' },
  });

function isPattern(pattern: string): boolean {
  try {
    wholeName(pattern);
    return true;
  } catch {
    return false;
  }
}
