import { setTimeout as delay } from 'node:timers/promises';
import { deepestReasons, leaves } from '../../kafka/deepest-reasons.ts';
import type { DriverReader, ReaderContext } from './driver.ts';

/** session.timeout.ms of a member of every driver. */
const SESSION_TIMEOUT_MS = 30_000;
/** heartbeat.interval.ms of the Java client. */
const HEARTBEAT_MS = 3_000;
/** auto.commit.interval.ms of the Java client. */
export const COMMIT_EVERY_MS = 5_000;
/** A member that could not join again in so many attempts is gone for good. */
export const REJOIN_ATTEMPTS = 60;
export const REJOIN_EVERY_MS = 500;
/** A group lets a new member in when the session of one that died is over: longer than any session. */
export const JOINED_WITHIN_MS = 45_000;
const LEAVE_WITHIN_MS = 2_000;

/** How long a member may be silent, and how often it says that it lives: at least three times meanwhile. */
export const memberTimes = ({ sessionTimeoutMs = SESSION_TIMEOUT_MS }: Pick<ReaderContext, 'sessionTimeoutMs'>) => ({
  sessionTimeout: sessionTimeoutMs,
  heartbeatInterval: Math.min(HEARTBEAT_MS, sessionTimeoutMs / 3),
});

/** A reader that has yet to join its group. */
interface Member extends DriverReader {
  /** Resolves once partitions are assigned. */
  join(): Promise<void>;
}

/** Joins; where that fails, nothing of the member is left open. */
export async function joined(member: Member): Promise<DriverReader> {
  try {
    await member.join();
  } catch (error) {
    await member.close();
    throw error;
  }
  return member;
}

/**
 * The same of a library that gives up where a Java client would look again: the group's coordinator moves while a
 * cluster settles, or is not there yet. A new member is opened for each attempt.
 */
export async function joinedAtLast(
  open: () => Member | Promise<Member>,
  onError: ReaderContext['onError'],
): Promise<DriverReader> {
  const until = performance.now() + JOINED_WITHIN_MS;
  for (;;) {
    try {
      return await joined(await open());
    } catch (error) {
      if (!isOfACoordinator(error) || performance.now() > until) throw error;
      onError('joining', deepestReasons(error));
      await delay(REJOIN_EVERY_MS);
    }
  }
}

const OF_A_COORDINATOR = ['NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE', 'COORDINATOR_LOAD_IN_PROGRESS'];

function isOfACoordinator(error: unknown): boolean {
  return leaves(error).some((leaf: Error & { apiId?: string }) => OF_A_COORDINATOR.includes(leaf.apiId ?? ''));
}

/** A group that does not let go in time is left without a word: the session's end tells it. */
export async function leftInTime(leave: Promise<unknown>): Promise<void> {
  leave.catch(() => undefined);
  await Promise.race([leave, delay(LEAVE_WITHIN_MS, undefined, { ref: false })]);
}
