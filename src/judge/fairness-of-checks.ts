import type { CheckFacts, TargetChecked } from '../evidence/types/target-checked.ts';
import { milliseconds } from './format.ts';
import type { FairnessRow } from './types/summary.ts';

const NOT_CHECKED = 'not checked';
const NOT_KNOWN = 'not known';

const FACTS: readonly { readonly condition: string; readonly fact: keyof CheckFacts }[] = [
  { condition: 'Release, by API versions', fact: 'release' },
  { condition: 'Channel', fact: 'tls' },
  { condition: 'Brokers by rack', fact: 'racks' },
  { condition: "Brokers' clock against the load generator's", fact: 'clockOffset' },
  { condition: 'Quotas that throttle', fact: 'quotas' },
];

/**
 * What the checks before the first repetitions found, in the order of the sides; nothing where no side was checked, as
 * in older runs. Round trips are alike when their medians differ by less than `sameWithinMs`.
 */
export function checkRows(checks: readonly (TargetChecked | null)[], sameWithinMs: number): readonly FairnessRow[] {
  if (checks.every((check) => check === null)) return [];
  const row = (condition: string, value: (check: TargetChecked) => string): FairnessRow => {
    const values = checks.map((check) => (check === null ? NOT_CHECKED : value(check)));
    return { condition, values, same: new Set(values).size <= 1 };
  };
  return [
    ...FACTS.map(({ condition, fact }) => row(condition, ({ facts }) => facts[fact] ?? NOT_KNOWN)),
    { ...row('Round trip to each broker', roundTrips), same: alike(checks, sameWithinMs) },
    row('Failed in the check before the first repetition', failures),
  ];
}

const medians = ({ roundTrips: trips }: TargetChecked): readonly number[] =>
  trips.map(({ medianMicros }) => medianMicros / 1_000);

/** `0.2 ms to 0.4 ms, longest 3 ms`. */
function roundTrips(check: TargetChecked): string {
  const sorted = medians(check).toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return NOT_KNOWN;
  const longest = Math.max(...check.roundTrips.map(({ maxMicros }) => maxMicros)) / 1_000;
  const middle = sorted.length === 1 ? milliseconds(least) : `${milliseconds(least)} to ${milliseconds(most)}`;
  return `${middle}, longest ${milliseconds(longest)}`;
}

function alike(checks: readonly (TargetChecked | null)[], withinMs: number): boolean {
  const all = checks.map((check) => (check === null ? [] : medians(check)));
  if (all.some((trips) => trips.length === 0)) return all.every((trips) => trips.length === 0) && checks.every(Boolean);
  return Math.max(...all.flat()) - Math.min(...all.flat()) < withinMs;
}

const failures = ({ lines }: TargetChecked): string =>
  lines
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ title }) => title)
    .join('; ') || 'nothing';
