import type { Missing, NotObtained, PartName, Reason } from './reading.ts';

/** Why a broker gave no answer that can be used; it becomes a missing part, or a reading that was not obtained. */
export class Unanswered extends Error {
  readonly reason: Reason;
  readonly todo: string;

  constructor(reason: Reason, why: string, todo: string, cause?: unknown) {
    super(why, { cause });
    this.name = 'Unanswered';
    this.reason = reason;
    this.todo = todo;
  }
}

/** One question was left without an answer by a broker that is there. */
export class Silent extends Unanswered {}

/** Whoever is not let in by one broker is let in by none, and is locked out where it tries too often. */
export class NotLetIn extends Unanswered {}

/** @throws what it was given, where that is a defect and no missing answer */
export function unanswered(error: unknown): Unanswered {
  if (error instanceof Unanswered) return error;
  throw error;
}

export const missing = (what: string, { reason, message, todo }: Unanswered, part?: PartName): Missing => ({
  what,
  reason,
  why: message,
  todo,
  ...(part === undefined ? {} : { part }),
});

export const notObtained = ({ reason, message, todo }: Unanswered): NotObtained => ({
  obtained: false,
  reason,
  why: message,
  todo,
});
