/** What a check of a target found before its first repetition, as a run keeps it. */
export interface TargetChecked {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly lines: readonly CheckedLine[];
  /** From here to each broker, µs. */
  readonly roundTrips: readonly {
    readonly broker: number;
    readonly medianMicros: number;
    readonly maxMicros: number;
  }[];
  readonly facts: CheckFacts;
}

export interface CheckedLine {
  readonly group: string;
  /** Stable: `tls-expiry/127.0.0.1:9092`. */
  readonly id: string;
  /** What was looked at: `The certificate of 127.0.0.1:9092`. */
  readonly title: string;
  readonly verdict: 'passed' | 'failed' | 'not-known';
  /** What was found, or why it is not known. */
  readonly detail: string;
  /** Null where nothing is to be done. */
  readonly todo: string | null;
}

/** What a fairness page shows, in words that can be laid side by side; null where it is not known. */
export interface CheckFacts {
  /** `TLSv1.3, TLS_AES_256_GCM_SHA384`; `plain text`. */
  readonly tls: string | null;
  /** Of Apache Kafka, as the API versions imply it: `4.3 or later`. */
  readonly release: string | null;
  /** `a (1), b (2)`; `none is set`. */
  readonly racks: string | null;
  /** Of the brokers against this machine: `0.2 ms ahead, ±0.4 ms`. */
  readonly clockOffset: string | null;
  /** That throttle this principal's clients: `none`; `producers 10 MiB/s a broker`. */
  readonly quotas: string | null;
}
