import { withoutNoise } from '../arithmetic/expression.ts';

/** Element by element over the first `count` numbers; `b` is `a` where an operation takes one. */
type ColumnOperation = (out: Float64Array, a: Float64Array, b: Float64Array, count: number) => void;

/** As arithmetic/expression.ts computes one number; a loop of its own each, which is what makes it fast. */
export const COLUMN_OPERATIONS = {
  add: (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) + (b[i] as number);
  },
  subtract: (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) - (b[i] as number);
  },
  multiply: (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) * (b[i] as number);
  },
  divide: (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) / (b[i] as number);
  },
  max: (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.max(a[i] as number, b[i] as number);
  },
  min: (out, a, b, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.min(a[i] as number, b[i] as number);
  },
  ceil: (out, a, _, count) => {
    for (let i = 0; i < count; i++) out[i] = ceilWithoutNoise(a[i] as number);
  },
  /** What pricing would refuse to bill is no number, and neither is any amount that it goes into. */
  quantity: (out, a, _, count) => {
    for (let i = 0; i < count; i++) out[i] = billableOrNaN(a[i] as number);
  },
} as const satisfies Readonly<Record<string, ColumnOperation>>;

export type Operation = keyof typeof COLUMN_OPERATIONS;

/** 12 digits move a number by at most 5e-12 of itself: farther than this from a whole number, they change nothing. */
const NOISE_REACH = 1e-11;

/** `Math.ceil(withoutNoise(value))`, without writing out the digits where they cannot matter. */
function ceilWithoutNoise(value: number): number {
  const isClear = Math.abs(value - Math.round(value)) > NOISE_REACH * Math.abs(value);
  return Math.ceil(isClear ? value : withoutNoise(value));
}

const billableOrNaN = (quantity: number): number => (quantity >= 0 && quantity < Infinity ? quantity : NaN);
