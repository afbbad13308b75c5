import { platformError, type WorkbenchError } from '../../../../errors.ts';
import type { Access } from './access.ts';
import type { NoAnswer } from './get.ts';

const CODE = 'prometheus';

/** Busy, or behind a proxy that is. */
export const PASSING: readonly number[] = [429, 502, 503, 504];

/** What Prometheus says of itself is shown up to here. */
const LONGEST = 300;

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS|EPROTO|ERR_SSL/;

/** No answer came. */
export function unreachable({ url }: Access, { code, cause }: NoAnswer): WorkbenchError {
  if (code === 'ETIMEDOUT') {
    return platformError(
      CODE,
      `${url} did not answer in time`,
      'Ask for fewer days, or when it has less to do.',
      cause,
    );
  }
  if (code === 'too long') {
    return platformError(CODE, `${url} answers with more than is read`, 'Ask for fewer days, or of fewer series.');
  }
  if (CERTIFICATE.test(code)) {
    const todo = 'Give the certificate authority as caFile, and check that the address is https.';
    return platformError(CODE, `no trusted connection to ${url} (${code})`, todo, cause);
  }
  const todo = 'Check the address under `prometheus:` of the target, and that Prometheus runs; then run it again.';
  return platformError(CODE, `${url} cannot be reached (${code})`, todo, cause);
}

/** An answer that is no success. */
export function refused({ url, authorization }: Access, status: number, said: string | null): WorkbenchError {
  const words = said === null ? '' : `: ${said.slice(0, LONGEST)}`;
  if (status === 401 || status === 403) {
    const what = authorization === null ? 'asks who is there' : 'does not accept the credentials';
    return platformError(CODE, `${url} ${what} (${status})`, 'Set bearerTokenEnv, or usernameEnv and passwordEnv.');
  }
  if (status >= 300 && status < 400) {
    return platformError(CODE, `${url} leads to another address (${status})`, 'Give the address where it ends.');
  }
  if (PASSING.includes(status)) {
    return platformError(CODE, `${url} has too much to do (${status})${words}`, 'Ask for fewer days, or later.');
  }
  if (said === null) {
    const todo = 'Check the address: /api/v1/query_range follows it.';
    return platformError(CODE, `${url} does not answer as Prometheus does (${status})`, todo);
  }
  return platformError(CODE, `${url} refuses a query (${status})${words}`, 'Check the query.');
}
