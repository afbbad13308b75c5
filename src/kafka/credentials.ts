import { readFileSync } from 'node:fs';
import { inputError, type Problem } from '../errors.ts';
import type { Security } from '../scenarios/target-types.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Reads the secrets that a target refers to. Names the missing environment variables, never a value. */
export function credentialsFrom(
  security: Security | null,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Credentials | null {
  if (!security?.sasl) return null;
  const { usernameEnv, passwordEnv } = security.sasl;
  const username = environment[usernameEnv];
  const password = environment[passwordEnv];
  const missing: Problem[] = [usernameEnv, passwordEnv]
    .filter((name) => !environment[name])
    .map((name) => ({
      what: `the environment variable ${name}, to which the target's security.sasl refers, is not set`,
      todo: `export ${name}=… in the shell that runs workbench`,
    }));
  if (!username || !password) throw inputError('missing-credentials', missing);
  return { username, password };
}

/** TLS options as Node's tls module takes them; null for plaintext. */
export function tlsOptions(security: Security | null): { ca?: string[] } | null {
  if (!security?.tls) return null;
  if (security.caFile === null) return {};
  try {
    return { ca: [readFileSync(security.caFile, 'utf8')] };
  } catch (cause) {
    throw inputError('unreadable-ca', [
      {
        what: `security.caFile ${security.caFile} cannot be read (${(cause as Error).message})`,
        todo: 'give the path of the PEM file with the authority that signed the brokers’ certificates',
      },
    ]);
  }
}
