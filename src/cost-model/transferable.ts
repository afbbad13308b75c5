/**
 * Whether a measured figure may price production: the design's conditions, each of which must be met.
 * What is not known (null) never counts as met. Pure.
 */
export interface Conditions {
  readonly standIn: boolean;
  readonly valid: boolean;
  /** The run looked for the highest rate that the cluster carries, instead of offering a fixed one. */
  readonly soughtLimit: boolean;
  readonly setting: Setting;
  /** Bytes read cold were more than the caches hold; null where nothing was read cold. */
  readonly coldSetLargerThanCache: boolean | null;
  /** Compaction or offload cycles that the run lasted. */
  readonly cycles: number | null;
}

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

const MUST_EQUAL = {
  version: "the platform's version",
  instanceClass: 'the instance class',
  zones: 'the number of zones',
  codec: 'the compression codec',
} as const satisfies Partial<Record<keyof Setting, string>>;

const WITHIN_TWICE = {
  lingerMs: 'linger (ms)',
  batchBytes: 'the batch size (B)',
  recordBytes: 'the record size (B)',
  partitionBytesPerSecond: 'the rate of a partition (B/s)',
} as const satisfies Partial<Record<keyof Setting, string>>;

const ENOUGH_CYCLES = 3;

/** Reasons why a figure measured under these conditions may not price production; none where it may. */
export function unmetConditions(run: Conditions, production: Setting): readonly string[] {
  const { setting } = run;
  const halfOfProduction = production.brokerBytesPerSecond === null ? null : production.brokerBytesPerSecond / 2;
  const enoughPerBroker =
    setting.brokerBytesPerSecond !== null &&
    halfOfProduction !== null &&
    setting.brokerBytesPerSecond >= halfOfProduction;
  const unmet: readonly (readonly [met: boolean, because: string])[] = [
    [!run.standIn, 'the target is a stand-in that the tool started on this machine'],
    [run.valid, 'the run is not valid for this target'],
    [run.soughtLimit, 'the run offered a fixed rate and did not look for the limit'],
    ...keysOf(MUST_EQUAL).map(
      (key) =>
        [isEqual(setting[key], production[key]), differing(MUST_EQUAL[key], setting[key], production[key])] as const,
    ),
    ...keysOf(WITHIN_TWICE).map(
      (key) =>
        [
          isWithinTwice(setting[key], production[key]),
          `${differing(WITHIN_TWICE[key], setting[key], production[key])}: more than twice apart or not known`,
        ] as const,
    ),
    [
      enoughPerBroker,
      `${differing('the rate of a broker (B/s)', setting.brokerBytesPerSecond, production.brokerBytesPerSecond)}: ` +
        'less than half of it or not known',
    ],
    [run.coldSetLargerThanCache === true, 'the cold data was not shown to be larger than the caches'],
    [
      run.cycles !== null && run.cycles >= ENOUGH_CYCLES,
      `the run was not shown to last ${ENOUGH_CYCLES} compaction or offload cycles`,
    ],
  ];
  return unmet.flatMap(([met, because]) => (met ? [] : [because]));
}

const keysOf = <T extends object>(table: T): readonly (keyof T)[] => Object.keys(table) as (keyof T)[];

const isEqual = <T>(a: T | null, b: T | null): boolean => a !== null && a === b;

const isWithinTwice = (a: number | null, b: number | null): boolean =>
  a !== null && b !== null && a <= 2 * b && b <= 2 * a;

const differing = (what: string, run: string | number | null, production: string | number | null): string =>
  `${what} was ${shown(run)}, in production ${shown(production)}`;

const shown = (value: string | number | null): string =>
  value === null ? 'not known' : String(typeof value === 'number' ? Math.round(value) : value);
