import { randomBytes } from 'node:crypto';

/** As Kafka makes them: 16 random bytes in URL-safe base64, which a command line must not take for an option. */
export function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}
