import { platformError, type WorkbenchError } from '../errors.ts';
import type { ConnectionSettings } from './connection.ts';
import { deepestReasons, leaves } from './deepest-reasons.ts';

/** Failures to do this are explained by what was asked for. */
export const CREATE_TOPICS = 'create topics';

const CHECK_PERMISSIONS = 'check the permissions of the principal and the limits of the cluster';
/** What to do, by what the reason says. */
const TODO_WHEN: readonly (readonly [RegExp, string])[] = [
  [/authentication/i, 'check that the credentials to which the target refers are right and have not expired'],
  [/unknown topic/i, 'the topic is gone: find out what deleted it, and run again'],
];

/** What was asked of a cluster and how it went wrong, as a WorkbenchError (exit status 4). */
export function explainFailure(cause: unknown, what: string, connection: ConnectionSettings): WorkbenchError {
  const reason = deepestReasons(cause);
  const address = connection.bootstrap.join(', ');
  const unreachable = leaves(cause).some((error) =>
    /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|timed out|Connection/.test(
      `${error.name} ${error.message} ${error.code ?? ''}`,
    ),
  );
  if (unreachable) {
    return platformError(
      'cluster-unreachable',
      `no broker answered at ${address} (${reason})`,
      'check the bootstrap address, that the cluster is up, and whether it expects TLS or SASL: `workbench target check` tells which',
      cause,
    );
  }
  if (what === CREATE_TOPICS) {
    return platformError(
      'topics-refused',
      `the cluster at ${address} refused to create topics: ${reason}`,
      'check the topic configs of the scenario and of the target, the replication, and the permissions of the principal',
      cause,
    );
  }
  const [, todo] = TODO_WHEN.find(([sign]) => sign.test(reason)) ?? [null, CHECK_PERMISSIONS];
  return platformError('cluster-refused', `the cluster at ${address} refused to ${what}: ${reason}`, todo, cause);
}
