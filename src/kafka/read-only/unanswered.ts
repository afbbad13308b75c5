import type { Missing, NotObtained, Reason } from './reading.ts';

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

/** @throws what it was given, where that is a defect and no missing answer */
export function unanswered(error: unknown): Unanswered {
  if (error instanceof Unanswered) return error;
  throw error;
}

export const missing = (what: string, { reason, message, todo }: Unanswered): Missing => ({
  what,
  reason,
  why: message,
  todo,
});

export const notObtained = ({ reason, message, todo }: Unanswered): NotObtained => ({
  obtained: false,
  reason,
  why: message,
  todo,
});
