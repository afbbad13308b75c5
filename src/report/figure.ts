import { ratio, significant, whole } from '../judge/format.ts';
import { percent } from './format.ts';
import type { Cell, FigureOrigin } from './table.ts';

/** What a figure is a quantity of; decides how it is written. */
export type Quantity =
  | 'latency'
  | 'seconds'
  | 'instant'
  | 'records'
  | 'count'
  | 'records-per-second'
  | 'mib-per-second'
  | 'bytes'
  | 'share'
  | 'ratio';

interface Form {
  /** In the row's title; null where the cell's own text says it. */
  readonly unit: string | null;
  readonly write: (value: number) => string;
}

const MS_PER_SECOND = 1000;
/** Latencies are read in milliseconds below this, in seconds from it. */
const SECONDS_FROM_MS = 10_000;

const FORMS: Readonly<Record<Quantity, Form>> = {
  latency: { unit: 'ms', write: significant },
  seconds: { unit: 's', write: significant },
  // Of times on one axis the differences count, however late they are.
  instant: { unit: 's', write: (seconds) => seconds.toFixed(2) },
  records: { unit: null, write: whole },
  count: { unit: null, write: whole },
  'records-per-second': { unit: 'records/s', write: significant },
  'mib-per-second': { unit: 'MiB/s', write: significant },
  bytes: { unit: 'MiB', write: (bytes) => significant(bytes / 1024 ** 2) },
  share: { unit: null, write: percent },
  ratio: { unit: null, write: ratio },
};

const LONG_LATENCY: Form = { unit: 's', write: (ms) => significant(ms / MS_PER_SECOND) };

/** One form for a whole row, so that its cells can be compared by eye. */
export function formOf(quantity: Quantity, values: readonly (number | null)[]): Form {
  const long = quantity === 'latency' && values.some((value) => value !== null && value >= SECONDS_FROM_MS);
  return long ? LONG_LATENCY : FORMS[quantity];
}

/** Units of `value` as the judged file has it, whatever the cell shows. */
const STORED_UNITS: Readonly<Record<Quantity, string>> = {
  latency: 'ms',
  seconds: 's',
  instant: 's',
  records: 'records',
  count: 'count',
  'records-per-second': 'records/s',
  'mib-per-second': 'MiB/s',
  bytes: 'bytes',
  share: 'share',
  ratio: 'ratio',
};

/** A measured value as a cell, or a dash with its reason. */
export function figure(quantity: Quantity, form: Form, value: number | null, why: string, origin?: FigureOrigin): Cell {
  const from = origin === undefined ? {} : { origin };
  if (value === null) return { kind: 'missing', why, ...from };
  return { kind: 'figure', value, text: form.write(value), unit: STORED_UNITS[quantity], ...from };
}

/** A figure on its own, outside a row of its kind. */
export const loneFigure = (quantity: Quantity, value: number | null, why: string, origin?: FigureOrigin): Cell =>
  figure(quantity, formOf(quantity, [value]), value, why, origin);
