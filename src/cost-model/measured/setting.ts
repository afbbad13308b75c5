import { KIB, MIB } from '../../units.ts';

/** What is compared between the run and production. */
export interface Setting {
  readonly version: string | null;
  readonly instanceClass: string | null;
  readonly zones: number | null;
  readonly codec: string | null;
  readonly lingerMs: number | null;
  readonly batchBytes: number | null;
  readonly recordBytes: number | null;
  readonly partitionBytesPerSecond: number | null;
  readonly brokerBytesPerSecond: number | null;
}

/** How one part of the setting is compared, and said. */
interface Comparison {
  /** As it reads in "the scenario does not state production's …". */
  readonly name: string;
  readonly met: (run: number | string, production: number | string) => boolean;
  readonly unmet: (run: string, production: string) => string;
  readonly written: (value: number | string) => string;
}

const same = (a: number | string, b: number | string): boolean => a === b;
const withinTwice = (a: number | string, b: number | string): boolean =>
  Number(a) <= 2 * Number(b) && Number(b) <= 2 * Number(a);
const atLeastHalf = (run: number | string, production: number | string): boolean =>
  Number(run) >= Number(production) / 2;

const plain = (value: number | string): string => String(value);
const inMs = (value: number | string): string => `${significant(Number(value))} ms`;
const size = (value: number | string): string =>
  Number(value) < KIB ? `${significant(Number(value))} B` : `${significant(Number(value) / KIB)} KiB`;
const inMibPerSecond = (value: number | string): string => `${significant(Number(value) / MIB)} MiB/s`;

const twiceApart =
  (what: string) =>
  (run: string, production: string): string =>
    `${what} was ${run}, more than a factor of two from production's ${production}`;

const COMPARISONS: Readonly<Record<keyof Setting, Comparison>> = {
  version: {
    name: 'version',
    met: same,
    unmet: (run, production) => `version ${run} was measured, production has ${production}`,
    written: plain,
  },
  instanceClass: {
    name: 'instance class',
    met: same,
    unmet: (run, production) => `brokers ran on ${run}, in production on ${production}`,
    written: plain,
  },
  zones: {
    name: 'number of zones',
    met: same,
    unmet: (run, production) => `the cluster had ${run}, production has ${production}`,
    written: (zones) => (zones === 1 ? '1 zone' : `${zones} zones`),
  },
  codec: {
    name: 'codec',
    met: same,
    unmet: (run, production) => `compression was ${run}, in production ${production}`,
    written: plain,
  },
  lingerMs: { name: 'linger', met: withinTwice, unmet: twiceApart('linger'), written: inMs },
  batchBytes: { name: 'batch', met: withinTwice, unmet: twiceApart('the batch size'), written: size },
  recordBytes: { name: 'record size', met: withinTwice, unmet: twiceApart('the record size'), written: size },
  partitionBytesPerSecond: {
    name: 'rate of a partition',
    met: withinTwice,
    unmet: twiceApart('the rate of a partition'),
    written: inMibPerSecond,
  },
  brokerBytesPerSecond: {
    name: 'rate of a broker',
    met: atLeastHalf,
    unmet: (run, production) => `a broker carried ${run}, less than half of production's ${production}`,
    written: inMibPerSecond,
  },
};

/** Each part of the setting that differs on its own, those that nobody stated in one sentence a side. */
export function unlikeProduction(run: Setting, production: Setting): readonly string[] {
  const keys = Object.keys(COMPARISONS) as (keyof Setting)[];
  const unstated = keys.filter((key) => production[key] === null && key !== 'brokerBytesPerSecond');
  const unrecorded = keys.filter((key) => production[key] !== null && run[key] === null);
  const namesOf = (missing: readonly (keyof Setting)[]) => listed(missing.map((key) => COMPARISONS[key].name));
  return [
    ...keys.flatMap((key) => {
      const [measured, needed] = [run[key], production[key]];
      const { met, unmet, written } = COMPARISONS[key];
      return measured === null || needed === null || met(measured, needed)
        ? []
        : [unmet(written(measured), written(needed))];
    }),
    ...(unrecorded.length === 0 ? [] : [`the run did not record its ${namesOf(unrecorded)}`]),
    ...(unstated.length === 0 ? [] : [`the scenario does not state production's ${namesOf(unstated)}`]),
    ...(production.brokerBytesPerSecond === null ? ['the model gives production no brokers to compare with'] : []),
  ];
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const significant = (value: number): string => String(Number(value.toPrecision(3)));
