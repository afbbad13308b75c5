import { platformError, type WorkbenchError } from '../errors.ts';
import type { Access } from './access.ts';
import type { NoAnswer } from './get.ts';
import type { ServiceWords } from './service-words.ts';

/** Busy, or behind a proxy that is. */
export const PASSING: readonly number[] = [429, 502, 503, 504];

/** What a service says of itself is shown up to here. */
const LONGEST = 300;

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS|EPROTO|ERR_SSL/;

/** No answer came. */
export function unreachable({ url }: Access, { code, cause }: NoAnswer, words: ServiceWords): WorkbenchError {
  if (code === 'ETIMEDOUT') {
    const todo = `${words.askLess}, or when it has less to do.`;
    return platformError(words.code, `${url} did not answer in time`, todo, cause);
  }
  if (code === 'too long') {
    return platformError(words.code, `${url} answers with more than is read`, words.tooLong);
  }
  if (CERTIFICATE.test(code)) {
    const todo = 'Give the certificate authority as caFile, and check that the address is https.';
    return platformError(words.code, `no trusted connection to ${url} (${code})`, todo, cause);
  }
  const todo = `Check the address under ${words.stands}, and that ${words.name} runs; then run it again.`;
  return platformError(words.code, `${url} cannot be reached (${code})`, todo, cause);
}

/** An answer that is no success; `said` is what the service itself says of it, null where it does not speak as one. */
export function refused(
  { url, authorization }: Access,
  status: number,
  said: string | null,
  { code, name, askLess, path, asks }: ServiceWords,
): WorkbenchError {
  const words = said === null ? '' : `: ${said.slice(0, LONGEST)}`;
  if (status === 401 || status === 403) {
    const what = authorization === null ? 'asks who is there' : 'does not accept the credentials';
    return platformError(code, `${url} ${what} (${status})`, 'Set bearerTokenEnv, or usernameEnv and passwordEnv.');
  }
  if (status >= 300 && status < 400) {
    return platformError(code, `${url} leads to another address (${status})`, 'Give the address where it ends.');
  }
  if (PASSING.includes(status)) {
    return platformError(code, `${url} has too much to do (${status})${words}`, `${askLess}, or later.`);
  }
  if (said === null) {
    const todo = `Check the address: ${path} follows it.`;
    return platformError(code, `${url} does not answer as ${name} does (${status})`, todo);
  }
  return platformError(code, `${url} refuses ${asks} (${status})${words}`, `Check ${asks.replace(/^an? /, 'the ')}.`);
}
