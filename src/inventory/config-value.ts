import type { ConfigEntry } from '../kafka/read-only/answers.ts';

/** What a config is set to; null where it is not told. */
export const configValue = (configs: readonly ConfigEntry[] | null, name: string): string | null =>
  configs?.find((entry) => entry.name === name)?.value ?? null;
