import type { Missing, NotObtained, Obtained, PartName, Reading } from '../../kafka/read-only/reading.ts';

/** A reading that another section leans on, and what of that section is missing without it. */
export interface Part {
  readonly what: string;
  readonly reading: Reading<unknown>;
  /** What is missing without it, for programs. */
  readonly part?: PartName;
}

/** A value that several readings made, with how they came and what is missing of them. */
export function combined<T>(value: T, parts: readonly Part[]): Obtained<T> {
  const hows = parts.flatMap(({ reading }) => (reading.obtained ? [reading.how] : []));
  return { obtained: true, how: [...new Set(hows)].join('; '), value, missing: distinct(parts.flatMap(missingOf)) };
}

function missingOf({ what, reading, part }: Part): readonly Missing[] {
  if (reading.obtained) return reading.missing;
  const { reason, why, todo } = reading;
  return [{ what, reason, why, todo, ...(part === undefined ? {} : { part }) }];
}

/** A broker that is down is missing from several readings and is said once. */
function distinct(missing: readonly Missing[]): readonly Missing[] {
  const seen = new Map(missing.map((one) => [JSON.stringify([one.what, one.reason, one.why]), one]));
  return [...seen.values()];
}

export const obtainedOf = <T>(reading: Reading<T>): T | null => (reading.obtained ? reading.value : null);

/** What another reading makes of an obtained one. */
export function mapped<T, U>(reading: Reading<T>, from: (value: T) => U): Reading<U> {
  return reading.obtained ? { ...reading, value: from(reading.value) } : reading;
}

export const notObtained = (reason: NotObtained['reason'], why: string, todo: string): NotObtained => ({
  obtained: false,
  reason,
  why,
  todo,
});
