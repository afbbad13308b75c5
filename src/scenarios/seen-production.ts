import { z } from 'zod';
import { digestOf } from './digest.ts';
import type { Mistake } from './mistake.ts';

/** What a capture saw of production, as far as a plan's coverage of it needs. */
export interface SeenProduction {
  /** As the scenario names it. */
  readonly file: string;
  readonly digest: string;
  readonly averageRecordsPerSecond: number;
  /** Time with its rate, that of the capture first and then that of the time before it. */
  readonly intervals: readonly SeenInterval[];
  /** Sizes of values in steps, as shares of the records and of their bytes; empty where none was seen. */
  readonly sizes: readonly SeenSizes[];
  /** Of the records that have a key; null where none has one, or where it is not known. */
  readonly hottestKeyShare: number | null;
  /** Share of the busiest partition × partitions; null where nothing was written. */
  readonly imbalance: number | null;
}

export interface SeenInterval {
  readonly seconds: number;
  readonly recordsPerSecond: number;
}

export interface SeenSizes {
  readonly overBytes: number;
  readonly upToBytes: number;
  readonly records: number;
  readonly bytes: number;
}

const figure = z.object({ value: z.number() }).nullable();
const intervals = z.array(z.object({ seconds: z.number().gt(0), recordsPerSecond: z.number().min(0) }));

/** The part of capture.json that is read here; what else stands there is its own. */
const captureFile = z.object({
  schemaVersion: z.literal(1),
  whole: z.object({
    averageRecordsPerSecond: z.object({ value: z.number().min(0) }),
    intervals,
    past: intervals,
    valueBytes: z
      .object({
        bins: z.array(
          z.object({ overBytes: z.number(), upToBytes: z.number(), records: z.number(), bytes: z.number() }),
        ),
      })
      .nullable(),
    keys: z.object({ keyed: z.object({ value: z.number() }), hottestShare: figure }).nullable(),
    imbalance: figure,
  }),
});

/** Two rates no further apart than this are one: what a steady load is counted to take differs as much from look to look. */
export const SAME_RATE = 1.05;

/** Intervals of a capture are joined until they last as long as the peak that is told of it: three looks. */
const JOINED = 3;

/** What a scenario says of the production that was captured; or what is wrong with the file. */
export function readSeenProduction(text: string, file: string): SeenProduction | Mistake {
  const whole = wholeOf(text);
  if (whole === null) {
    const what = `names ${JSON.stringify(file)}, which is no capture.json of this version`;
    return { path: ['production', 'capture'], what, todo: 'name the file that workbench scenario capture wrote' };
  }
  return {
    file,
    digest: digestOf(text),
    averageRecordsPerSecond: whole.averageRecordsPerSecond.value,
    intervals: [
      ...joined(whole.intervals),
      ...whole.past.map(({ seconds, recordsPerSecond }) => ({ seconds, recordsPerSecond })),
    ],
    sizes: whole.valueBytes?.bins ?? [],
    hottestKeyShare: whole.keys?.hottestShare?.value ?? null,
    imbalance: whole.imbalance?.value ?? null,
  };
}

function wholeOf(text: string): z.output<typeof captureFile>['whole'] | null {
  try {
    return captureFile.safeParse(JSON.parse(text)).data?.whole ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function joined(all: readonly SeenInterval[]): readonly SeenInterval[] {
  return Array.from({ length: Math.ceil(all.length / JOINED) }, (_, index) => {
    const own = all.slice(index * JOINED, (index + 1) * JOINED);
    const seconds = own.reduce((sum, one) => sum + one.seconds, 0);
    const records = own.reduce((sum, one) => sum + one.seconds * one.recordsPerSecond, 0);
    return { seconds, recordsPerSecond: records / seconds };
  });
}
