import type { SASLMechanismValue } from '@platformatic/kafka';
import type { Security } from '../scenarios/target-types.ts';
import { credentialsFrom, tlsOptions } from './credentials.ts';

const MECHANISMS = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
} as const;

interface SecurityOptions {
  readonly tls?: { ca?: string[] };
  readonly sasl?: {
    readonly mechanism: SASLMechanismValue;
    readonly username: string;
    readonly password: string;
  };
}

/** TLS and SASL as @platformatic/kafka's clients and connections take them; nothing for plaintext. */
export function securityOptions(security: Security | null): SecurityOptions {
  const tls = tlsOptions(security);
  const credentials = credentialsFrom(security);
  return {
    ...(tls === null ? {} : { tls }),
    ...(credentials === null || !security?.sasl
      ? {}
      : { sasl: { mechanism: MECHANISMS[security.sasl.mechanism], ...credentials } }),
  };
}
