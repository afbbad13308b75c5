import { ERROR, isRetriable } from './protocol/errors.ts';

/** What is to be done about a batch after a broker's answer. */
export type NextStep =
  | 'acknowledged'
  | 'failed'
  | 'unknown'
  /** The same bytes again, in its turn. */
  | 'retry'
  /** Not written, and its place in the numbering is void: the same records in a new epoch. */
  | 'renumber'
  /** As two halves. */
  | 'split';

export interface BatchSituation {
  /** Nothing older is under way in its partition. */
  readonly first: boolean;
  /** The numbering before it has a gap: an older batch was given up or refused. */
  readonly broken: boolean;
  /** By an earlier attempt, or by this one. */
  readonly maybeWritten: boolean;
  readonly records: number;
}

/** As the Java client decides, except that what may have been written is `unknown` and never `failed`. */
export function nextStep(error: number, { first, broken, maybeWritten, records }: BatchSituation): NextStep {
  const refused = maybeWritten ? 'unknown' : 'failed';
  switch (error) {
    case ERROR.none:
    case ERROR.duplicateSequence:
      return 'acknowledged';
    case ERROR.outOfOrderSequence:
      if (broken) return maybeWritten ? 'unknown' : 'renumber';
      // It arrived after an older one that was refused for now.
      return first ? refused : 'retry';
    case ERROR.unknownProducerId:
    case ERROR.invalidProducerEpoch:
      return maybeWritten ? 'unknown' : 'renumber';
    case ERROR.messageTooLarge:
      return records > 1 && !maybeWritten ? 'split' : refused;
    default:
      return isRetriable(error) ? 'retry' : refused;
  }
}
