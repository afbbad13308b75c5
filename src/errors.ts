/** Exit statuses of every command. */
export const EXIT = {
  pass: 0,
  failed: 1,
  wrongInput: 2,
  invalidRun: 3,
  platform: 4,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Where in an input file a mistake stands; lines and columns count from 1. */
export interface Location {
  file: string;
  line?: number | undefined;
  column?: number | undefined;
  key?: string | undefined;
}

/** One mistake or failure: what happened, what to do about it, where. */
export interface Problem {
  what: string;
  todo: string;
  at?: Location | undefined;
}

/**
 * The one error family that commands print. Everything a person can cause or mend is thrown as
 * one of these; any other error is a defect of the workbench.
 */
export class WorkbenchError extends Error {
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly exitStatus: ExitStatus;

  constructor(code: string, exitStatus: ExitStatus, problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.what).join('; '), options);
    this.name = 'WorkbenchError';
    this.code = code;
    this.exitStatus = exitStatus;
    this.problems = problems;
  }
}

/** Wrong input: every mistake of one file or command line at once (exit status 2). */
export function inputError(code: string, problems: readonly Problem[]): WorkbenchError {
  return new WorkbenchError(code, EXIT.wrongInput, problems);
}

/** A platform, a program it needs, or a cloud interface failed (exit status 4). */
export function platformError(code: string, what: string, todo: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(code, EXIT.platform, [{ what, todo }], { cause });
}
