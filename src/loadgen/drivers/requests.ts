/** acks of a client as a produce request has it. */
export const ACKS = { all: -1, '1': 1, '0': 0 } as const;

/** request.timeout.ms of the Java client. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Kafka's own limit on a request, and far above any answer that was asked for: beyond it, it is not Kafka. */
export const MAX_ANSWER_BYTES = 256 * 1024 * 1024;
