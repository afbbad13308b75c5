/** acks of a client as a produce request has it. */
export const ACKS = { all: -1, '1': 1, '0': 0 } as const;

/** request.timeout.ms of the Java client. */
export const REQUEST_TIMEOUT_MS = 30_000;
