/** One request as requests.jsonl keeps it: what was asked of whom, never what was answered. */
export interface AskedRequest {
  /** UTC, ISO 8601, when it was sent. */
  readonly at: string;
  /** `kafka`, `schema-registry`, `kafka-connect` or `prometheus`. */
  readonly service: string;
  /** `host:port`, or the URL without credentials. */
  readonly to: string;
  /** `Metadata`, `GET /subjects`. */
  readonly request: string;
  /** Of the API; null outside Kafka. */
  readonly version: number | null;
  /** What it was about, in a few words without secrets: `500 topics`; null where the name says all. */
  readonly about: string | null;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** From sending to the answer. */
  readonly millis: number;
  /** How long it was held back before it was sent, so that the limits hold. */
  readonly pacedMillis: number;
  /** `answered`, or why not. */
  readonly outcome: string;
}

/** Where requests are written down; the run folder's `requests.jsonl`. */
export type AskedLog = (request: AskedRequest) => void;

/** What a command may ask in a second, all services and brokers together. */
export interface ReadLimits {
  readonly requestsPerSecond: number;
  /** Sent and received. */
  readonly mibPerSecond: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = { requestsPerSecond: 50, mibPerSecond: 5 };

/** What was asked so far. */
export interface Spent {
  readonly requests: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}
