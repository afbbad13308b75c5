/** For an option that may be given several times: its values in their order. */
export const repeatable = (value: string, before: readonly string[]): string[] => [...before, value];
