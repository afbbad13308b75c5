import { createHmac, randomBytes } from 'node:crypto';

/** A number below 2^48 for a key: the same for the same key, as long as the process lives. */
export type KeyHash = (key: Uint8Array) => number;

/** Hashes with a salt that is nowhere but in this function: who has the numbers cannot try keys against them. */
export function saltedKeyHash(): KeyHash {
  const salt = randomBytes(32);
  return (key) => createHmac('sha256', salt).update(key).digest().readUIntBE(0, 6);
}
