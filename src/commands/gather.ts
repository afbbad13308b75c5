import { inputError, type Problem, WorkbenchError } from '../errors.ts';

/** Collects the problems of several inputs, so that a person sees all of them at once. */
export class Problems {
  readonly #found: Problem[] = [];

  /** What `read` gives, or null where it found problems; any other error passes through. */
  gather<T>(read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      this.add(error.problems);
      return null;
    }
  }

  get found(): readonly Problem[] {
    return this.#found;
  }

  add(problems: readonly Problem[]): void {
    this.#found.push(...problems);
  }

  /** Throws one WorkbenchError (exit status 2) with everything found, if anything was. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw inputError('input', this.#found);
  }
}
