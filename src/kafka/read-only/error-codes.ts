import { protocolErrors, protocolErrorsCodesById } from '@platformatic/kafka';
import { type AclResource, aclLine } from './acl-line.ts';
import { Unanswered } from './unanswered.ts';

/** Kafka's name of an error code: `NOT_LEADER_OR_FOLLOWER`. */
export const errorName = (code: number): string => protocolErrorsCodesById[code] ?? `error ${code}`;

const isNamed =
  (...names: readonly string[]) =>
  (code: number): boolean =>
    names.includes(errorName(code));

/** Somebody else leads, or nobody yet: whoever asks again may be told. */
export const hasMoved = isNamed(
  'NOT_LEADER_OR_FOLLOWER',
  'LEADER_NOT_AVAILABLE',
  'UNKNOWN_LEADER_EPOCH',
  'FENCED_LEADER_EPOCH',
  'REPLICA_NOT_AVAILABLE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'KAFKA_STORAGE_ERROR',
);
/** Another broker coordinates the group now, or this one is about to. */
export const coordinatorHasMoved = isNamed(
  'NOT_COORDINATOR',
  'COORDINATOR_NOT_AVAILABLE',
  'COORDINATOR_LOAD_IN_PROGRESS',
);
export const isGone = isNamed(
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'GROUP_ID_NOT_FOUND',
  'TRANSACTIONAL_ID_NOT_FOUND',
  'RESOURCE_NOT_FOUND',
);
export const isRefused = (code: number): boolean => errorName(code).endsWith('_AUTHORIZATION_FAILED');

/** What a question needs: the permission whose absence is told, and whose it is. */
export interface Needed {
  readonly principal: string;
  readonly operation: string;
  readonly resource: AclResource;
}

const NOT_SUPPORTED = ['UNSUPPORTED_VERSION', 'INVALID_REQUEST', 'UNSUPPORTED_FOR_MESSAGE_FORMAT', 'SECURITY_DISABLED'];

/** An error code of an answer, or of a part of it, in words. */
export function errorOf(code: number, what: string, needed: Needed, said: string | null = null): Unanswered {
  const name = errorName(code);
  if (isRefused(code)) {
    const line = aclLine(needed.principal, needed.operation, needed.resource);
    return new Unanswered('not-permitted', `${what} is not permitted (${name})`, `Allow it: ${line}`);
  }
  if (name === 'SECURITY_DISABLED') {
    const todo = 'Nothing is to be done: every principal may do everything.';
    return new Unanswered('not-supported', `${what}: the cluster has no authorizer (${name})`, todo);
  }
  if (NOT_SUPPORTED.includes(name)) {
    return new Unanswered(
      'not-supported',
      `${what} is not supported by the cluster (${name})`,
      'Nothing is to be done.',
    );
  }
  if (isGone(code)) {
    return new Unanswered('failed', `${what}: it is gone (${name})`, 'Run it again for what is there now.');
  }
  const words = said ?? protocolErrors[name]?.message ?? 'an error that is not known here';
  return new Unanswered(
    'failed',
    `${what} failed: ${words} (${name})`,
    'Run it again; where it stays, look at the brokers’ logs.',
  );
}
