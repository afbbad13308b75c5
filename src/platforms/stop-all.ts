/**
 * Stops things in the order given, each also where one before it could not be stopped, so that none is left running.
 * Rejects with what the first failed with, once all were tried.
 */
export async function stopAll(...stops: readonly (() => Promise<unknown> | undefined)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops) {
    try {
      await stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
