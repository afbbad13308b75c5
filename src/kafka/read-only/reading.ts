/** Why something that was asked for is not there. */
export type Reason = 'not-permitted' | 'not-supported' | 'not-reachable' | 'not-asked' | 'failed';

/** What a cluster, or a service beside it, answered; or why there is no answer. No answer is never an empty one. */
export type Reading<T> = Obtained<T> | NotObtained;

export interface Obtained<T> {
  readonly obtained: true;
  /** Which requests it came from, in words: `DescribeConfigs v4 of brokers 1, 2 and 3`. */
  readonly how: string;
  readonly value: T;
  /** Parts that were asked for and are not in `value`. */
  readonly missing: readonly Missing[];
}

export interface NotObtained {
  readonly obtained: false;
  readonly reason: Reason;
  /** What happened, and what to do: for a permission, the ACL that is missing. */
  readonly why: string;
  readonly todo: string;
}

/** Of what was not obtained at all, that is not said here. */
export const missingIn = (reading: Reading<unknown>): readonly Missing[] => (reading.obtained ? reading.missing : []);

export interface Missing {
  /** The part, for people: `topic orders`, `broker 3`. */
  readonly what: string;
  readonly reason: Reason;
  readonly why: string;
  readonly todo: string;
  /** The part, for programs; absent where nothing is concluded from it. */
  readonly part?: PartName | undefined;
}

/** What a part is of: an answer that lacks it says nothing about what is called so. */
export interface PartName {
  readonly kind: PartKind;
  /** Null: some of the kind, and nobody knows which: they are hidden, or whoever would name them did not answer. */
  readonly name: string | null;
}

export const PART_KINDS = [
  'broker',
  'topic',
  'topic-configs',
  'topic-offsets',
  'group',
  'group-commits',
  /** Commits of any group on a topic. */
  'topic-commits',
  'transaction',
  'registry-mode',
  'registry-compatibility',
  'subject',
  'subject-latest',
  'subject-mode',
  'subject-compatibility',
  'connect-cluster',
  'connector',
] as const;
export type PartKind = (typeof PART_KINDS)[number];
