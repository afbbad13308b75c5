import type { Security } from '../scenarios/target-types.ts';

/** How to reach a cluster: what drivers and the admin module are given. Holds no secret, only its name. */
export interface ConnectionSettings {
  /** `host:port`. */
  readonly bootstrap: readonly string[];
  /** Null: plaintext, as local platforms listen. */
  readonly security: Security | null;
}
