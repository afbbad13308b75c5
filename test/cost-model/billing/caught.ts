import type { WorkbenchError } from '../../../src/errors.ts';

/** The error of a promise that must fail. */
export const caught = (promise: Promise<unknown>): Promise<WorkbenchError> =>
  promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error) => error,
  );
