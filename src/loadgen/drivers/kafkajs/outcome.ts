import type { Outcome } from '../driver.ts';
import { outcomeOfRefusal } from '../refusal.ts';

/** Of several batches the library names only the first refused one: then nothing is known of any. */
export function outcomeOf(error: Error & { readonly type?: unknown }, batches: number): Outcome {
  return batches > 1 ? 'unknown' : outcomeOfRefusal(String(error.type));
}
