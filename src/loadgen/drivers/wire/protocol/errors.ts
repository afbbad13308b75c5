import { ERROR_CODES } from './error-codes.ts';

const NAMES = new Map(ERROR_CODES.map(([code, name]) => [code, name]));
const RETRIABLE = new Set(ERROR_CODES.flatMap(([code, , retriable]) => (retriable ? [code] : [])));

/** Kafka's error codes by name, those on which something here depends. */
export const ERROR = {
  none: 0,
  offsetOutOfRange: 1,
  messageTooLarge: 10,
  outOfOrderSequence: 45,
  duplicateSequence: 46,
  invalidProducerEpoch: 47,
  unknownProducerId: 59,
} as const;

/** Refused after the leader may have appended it: a server error, a timeout or missing replicas on the way. */
const MAYBE_WRITTEN: ReadonlySet<number> = new Set([-1, 7, 20, 56]);

export const errorName = (code: number): string => NAMES.get(code) ?? `error ${code}`;
export const isRetriable = (code: number): boolean => RETRIABLE.has(code);
export const maybeWritten = (code: number): boolean => MAYBE_WRITTEN.has(code);
