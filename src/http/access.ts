import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import { inputError, type Problem } from '../errors.ts';
import type { ServiceWords } from './service-words.ts';

/** Where a service is and how it lets one in; secrets are names of environment variables. */
export interface ServiceAddress {
  readonly url: string;
  readonly bearerTokenEnv?: string;
  readonly usernameEnv?: string;
  readonly passwordEnv?: string;
  readonly caFile?: string;
}

export interface Access {
  /** Without a slash at its end. */
  readonly url: string;
  readonly authorization: string | null;
  readonly ca: readonly string[] | null;
}

/**
 * What a request needs.
 * @throws WorkbenchError where a variable is not set, two ways are given at once, or the authority's file cannot be read.
 */
export function accessOf(
  address: ServiceAddress,
  env: Readonly<Record<string, string | undefined>>,
  from: string,
  { code, name, stands }: ServiceWords,
): Access {
  const problems: Problem[] = [];
  const secretOf = (variable: string | undefined): string | null => {
    if (variable === undefined) return null;
    const value = env[variable];
    if (value !== undefined && value !== '' && !/[\r\n]/.test(value)) return value;
    problems.push({
      what: `the environment variable ${variable} ${value === undefined || value === '' ? 'is not set' : 'has several lines'}`,
      todo: `Set it to what ${name} asks for, or remove it from ${stands}.`,
    });
    return null;
  };
  const [token, user, password] = [address.bearerTokenEnv, address.usernameEnv, address.passwordEnv].map(secretOf);
  if (address.bearerTokenEnv !== undefined && address.usernameEnv !== undefined) {
    problems.push({ what: 'a token and a user name are given', todo: `Keep the one that ${name} asks for.` });
  }
  if ((address.usernameEnv === undefined) !== (address.passwordEnv === undefined)) {
    problems.push({ what: 'a user name needs a password, and the reverse', todo: 'Give usernameEnv and passwordEnv.' });
  }
  const ca = address.caFile === undefined ? null : authority(resolve(from, address.caFile), problems);
  if (problems.length > 0) throw inputError(code, problems);
  return { url: address.url.replace(/\/+$/, ''), authorization: authorizationOf(token, user, password), ca };
}

function authorizationOf(
  token: string | null | undefined,
  user: string | null | undefined,
  password: string | null | undefined,
): string | null {
  if (typeof token === 'string') return `Bearer ${token}`;
  if (typeof user !== 'string') return null;
  return `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
}

/** Beside the system's own. */
function authority(path: string, problems: Problem[]): readonly string[] | null {
  try {
    return [...rootCertificates, readFileSync(path, 'utf8')];
  } catch (error) {
    problems.push({
      what: `the certificate authority ${basename(path)} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`,
      todo: 'Give the path of its certificate in PEM.',
    });
    return null;
  }
}
