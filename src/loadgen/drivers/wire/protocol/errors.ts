import { protocolErrors, protocolErrorsCodesById } from '@platformatic/kafka';

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

export const errorName = (code: number): string => protocolErrorsCodesById[code] ?? `error ${code}`;
export const isRetriable = (code: number): boolean => protocolErrors[errorName(code)]?.canRetry ?? false;
export const maybeWritten = (code: number): boolean => MAYBE_WRITTEN.has(code);
