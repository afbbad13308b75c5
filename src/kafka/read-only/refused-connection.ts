import type { Security } from '../../scenarios/target-types.ts';
import { deepestReasons, leaves } from '../deepest-reasons.ts';
import { NotLetIn, Unanswered } from './unanswered.ts';

const LOGIN = /authentication|SASL/i;
const EXPIRED = /CERT_HAS_EXPIRED|certificate has expired/i;
const CERTIFICATE = /CERT|SELF_SIGNED|self-signed|UNABLE_TO_(VERIFY|GET)|certificate|altname|ERR_TLS/i;
const NO_TLS = /requires TLS|wrong version number|EPROTO|ERR_SSL|before secure TLS|verify the broker supports TLS/i;
const UNKNOWN_NAME = /ENOTFOUND|EAI_AGAIN/;
const LATE = /timed out|ETIMEDOUT/i;

/** Why a broker could not be connected to, or did not answer, and what to do. */
export function refusedConnection(
  address: string,
  security: Security | null,
  withinMs: number,
  error: unknown,
): Unanswered {
  const all = leaves(error);
  const text = [error, ...all]
    .map((one) => `${(one as NodeJS.ErrnoException).code ?? ''} ${(one as Error).message}`)
    .join('; ');
  // Node adds what may be done on its own command line.
  const said = deepestReasons(error).replace(/; if the root CA is installed locally.*/, '');
  const because = (reason: 'not-permitted' | 'not-reachable', why: string, todo: string): Unanswered =>
    new Unanswered(reason, why, todo, error);
  if (EXPIRED.test(text)) {
    return because(
      'not-reachable',
      `the certificate of ${address} has expired`,
      'Have the certificate of its listener renewed.',
    );
  }
  if (NO_TLS.test(text)) {
    const [why, todo] = security?.tls
      ? [`${address} does not speak TLS`, 'Check the port, or remove security.tls from the target.']
      : [`${address} wants TLS`, 'Set security.tls: true in the target.'];
    return because('not-reachable', why, todo);
  }
  if (CERTIFICATE.test(text)) {
    const todo =
      'Name its certificate authority as security.caFile, and check that the address is the one in the certificate.';
    return because('not-reachable', `the certificate of ${address} is not trusted (${said})`, todo);
  }
  if (LOGIN.test(text)) {
    const named = security?.sasl ? `${security.sasl.usernameEnv} and ${security.sasl.passwordEnv}` : 'security.sasl';
    const todo = `Check ${named}, and security.sasl.mechanism of the target.`;
    return new NotLetIn('not-permitted', `${address} does not let in: ${said}`, todo, error);
  }
  if (UNKNOWN_NAME.test(text)) {
    return because(
      'not-reachable',
      `the name of ${address} is not known here`,
      'Check the name, and the DNS of this machine.',
    );
  }
  if (LATE.test(text)) {
    const todo = 'Check whether a firewall stands in between, and that the broker runs.';
    return because('not-reachable', `${address} did not answer within ${withinMs / 1e3} s`, todo);
  }
  if (/ECONNREFUSED/.test(text)) {
    return because('not-reachable', `${address} takes no connections`, 'Check the address, and that the broker runs.');
  }
  if (/closed|ECONNRESET/.test(text)) {
    const todo = security?.sasl
      ? 'Check the port, and whether it wants TLS (security.tls of the target).'
      : 'Check the port, and whether it wants TLS or a login (security.tls and security.sasl of the target).';
    return because('not-reachable', `${address} closed the connection`, todo);
  }
  const todo = `Check the address, that the broker runs, and whether it wants TLS or SASL.`;
  return because('not-reachable', `${address} did not answer (${said})`, todo);
}
