import type { Milliseconds } from '../units.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { HttpServiceAddress } from './http-service-schema.ts';
import type { TargetBilling } from './target-billing-types.ts';
import type { TunedClients } from './types.ts';

/** One cluster to run on, resolved; secrets stay references to the environment. */
export interface Target {
  readonly name: string;
  readonly platform: string;
  readonly connect:
    | { readonly kind: 'local'; readonly nodes: number; readonly zones: number; readonly port: number | null }
    | { readonly kind: 'remote'; readonly bootstrap: readonly string[]; readonly security: Security };
  readonly topicConfigs: Readonly<Record<string, string>>;
  /** With it the target is measured twice: with the scenario's clients, and with these. */
  readonly clients?: TunedClients;
  readonly clusterId: string | null;
  readonly budget: Budget | null;
  readonly environment: 'test' | 'production';
  readonly allowWrite: readonly string[];
  /** Shape that the cost model prices; platform-specific keys are the platform's to read. */
  readonly deployment: Deployment;
  /** How this cluster is broken and healed, where the tool did not start it; absent: it cannot be. */
  readonly faults?: TargetFaults;
  /** Which part of which bill is its own; absent where nobody said. */
  readonly billing?: TargetBilling;
  /** Beside the cluster, only read; absent where nobody said. Secrets stay names of environment variables. */
  readonly schemaRegistry?: HttpServiceAddress;
  readonly kafkaConnect?: readonly HttpServiceAddress[];
}

/** What a target's file says about faults on a cluster that the tool did not start. */
export interface TargetFaults {
  /** By kind: commands of the user's that break the cluster and heal it. */
  readonly commands: Readonly<Partial<Record<FaultKind, FaultCommands>>>;
  /** A toxiproxy in front of the cluster; null where there is none. */
  readonly toxiproxy: ToxiproxyPaths | null;
  /** An object-store proxy of ours to which the cluster's S3 endpoint is set; null where there is none. */
  readonly objectStore: ObjectStorePath | null;
}

/**
 * Programs with their arguments; `{where}` stands for the node, zone or nothing that the scenario names. None
 * passes through a shell.
 */
export interface FaultCommands {
  readonly inject: readonly string[];
  readonly heal: readonly string[];
  /** Exits with 0 while the fault is in effect, and with another status while it is not. */
  readonly check: readonly string[];
  /** Most that injecting may take until `check` holds, and healing until it does not. */
  readonly injectWithinMs: Milliseconds;
  readonly healWithinMs: Milliseconds;
}

export interface ToxiproxyPaths {
  /** Of its HTTP API: `host:port`. */
  readonly api: string;
  /** Names of its proxies on the way from clients to each node, by node id. */
  readonly clients: Readonly<Record<string, string>>;
  /** Names of its proxies between brokers, by the node they lead to. */
  readonly brokers: Readonly<Record<string, string>>;
  /** Names of its proxies on the way to the control plane. */
  readonly controlPlane: readonly string[];
}

export interface ObjectStorePath {
  /** Where the proxy listens: `host:port`. */
  readonly listen: string;
  /** The store behind it: `http://host:port` or `https://…`. */
  readonly upstream: string;
  /** What the keys of a WAL in this store begin with; null where the platform keeps none there. */
  readonly walKeys: string | null;
}

export interface Security {
  readonly tls: boolean;
  readonly caFile: string | null;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly usernameEnv: string;
    readonly passwordEnv: string;
  } | null;
}

export interface Budget {
  readonly mibPerSecond: number;
  readonly gib: number;
  readonly minutes: number;
  readonly usd: number;
}

export interface Deployment {
  readonly cloud: 'aws';
  readonly region: string;
  /** Which of the platform's variants it is: `fetch-from-follower`; the first one where it is absent. */
  readonly variant?: string;
  /** What the cluster runs, as its file says; absent where it does not. */
  readonly version?: string;
  readonly instanceClass?: string;
  /** Assumption name → value, overriding the platform's own defaults. */
  readonly assumptions: Readonly<Record<string, number | string>>;
}
