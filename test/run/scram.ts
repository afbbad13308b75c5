import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { Admin, alterUserScramCredentialsV0 } from '@platformatic/kafka';

/** Kafka's numbers for the mechanisms, and its least iterations. */
const MECHANISMS = [
  { name: 'scram-sha-256', mechanism: 1, digest: 'sha256', bytes: 32 },
  { name: 'scram-sha-512', mechanism: 2, digest: 'sha512', bytes: 64 },
] as const;
const ITERATIONS = 4_096;

/** Broker settings with which a listener takes both SCRAM mechanisms. */
export function scramLogin(listener: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    MECHANISMS.map(({ name }) => [
      `listener.name.${listener}.${name}.sasl.jaas.config`,
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    ]),
  );
}

/** Lets a user in with this password, by SCRAM-SHA-256 and SCRAM-SHA-512; `broker` asks for no password itself. */
export async function giveScramCredentials(broker: string, name: string, password: string): Promise<void> {
  const admin = new Admin({ clientId: 'test-scram', bootstrapBrokers: [broker] });
  try {
    const [connection] = (await admin.connectToBrokers()).values();
    if (connection === undefined) throw new Error('no broker to give the credentials to');
    // One request each: a broker refuses a user who stands in a request twice.
    for (const { mechanism, digest, bytes } of MECHANISMS) {
      const salt = randomBytes(16);
      const saltedPassword = pbkdf2Sync(password, salt, ITERATIONS, bytes, digest);
      const credential = { name, mechanism, iterations: ITERATIONS, salt, saltedPassword };
      await alterUserScramCredentialsV0.api.async(connection, [], [credential]);
    }
  } finally {
    await admin.close();
  }
}
