import { join } from 'node:path';
import { inputError, platformError } from '../errors.ts';
import { type KafkaAdmin, openAdmin, type TopicState } from '../kafka/admin.ts';
import type { ConnectionSettings } from '../kafka/connection.ts';
import { stopAll } from '../platforms/stop-all.ts';
import type { LocalCluster, Platform } from '../platforms/types.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';
import { type InBetween, setUpInBetween } from './in-between.ts';

/** The cluster of one repetition: started here, or somebody's, which is left as it was found. */
export interface RepetitionCluster {
  readonly connection: ConnectionSettings;
  readonly admin: KafkaAdmin;
  readonly clusterId: string;
  readonly version: string;
  readonly brokers: readonly { readonly id: number; readonly rack: string | null }[];
  /** Null for a remote cluster. */
  readonly local: LocalCluster | null;
  readonly between: InBetween;
  /** Rejects where something that stands in between has ended; never resolves. */
  readonly untilBroken: Promise<never>;
  /** Ends what this repetition created; `failed` keeps the brokers' logs. Never throws; resolves with what is left. */
  close(options: { failed: boolean; topics: readonly string[]; groups: readonly string[] }): Promise<readonly string[]>;
}

export interface ClusterRequest {
  readonly target: Target;
  readonly platform: Platform;
  readonly plan: Plan;
  readonly clientId: string;
  readonly workDir: string;
  readonly logDir: string;
  readonly signal: AbortSignal;
  onProgress(message: string): void;
}

export async function openCluster(request: ClusterRequest): Promise<RepetitionCluster> {
  const { target } = request;
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  const between = await setUpInBetween({ ...request, onDied: broken.reject });
  const local = await startLocal(request, between).catch(async (error: Error) => {
    await between.stop({ keepLogs: true }).catch(() => undefined);
    throw error;
  });
  const connection: ConnectionSettings =
    target.connect.kind === 'remote'
      ? { bootstrap: target.connect.bootstrap, security: target.connect.security }
      : { bootstrap: local?.bootstrap ?? [], security: null };
  const admin = openAdmin(connection, request.clientId, request.signal);
  try {
    const { clusterId, brokers } = await admin.cluster();
    if (target.clusterId !== null && target.clusterId !== clusterId) {
      throw inputError('wrong-cluster', [
        {
          what: `target ${target.name} names cluster ${target.clusterId}, but ${connection.bootstrap.join(', ')} is cluster ${clusterId}`,
          todo: 'correct bootstrap or clusterId: load never goes to a cluster that was not named',
        },
      ]);
    }
    return {
      connection,
      admin,
      clusterId,
      brokers,
      local,
      between,
      untilBroken: broken.promise,
      version: local?.version ?? 'not known',
      async close({ failed, topics, groups }) {
        const left: string[] = [];
        const leave = (what: string) => (error: Error) => left.push(`${what}: ${error.message}`);
        await admin.close().catch(() => undefined);
        if (local === null && topics.length > 0) {
          // Not the admin of the run: what an interruption ended must not keep this from being done.
          const cleaner = openAdmin(connection, request.clientId);
          for (const topic of topics) await cleaner.deleteTopics([topic]).catch(leave(`topic ${topic}`));
          for (const group of groups) await cleaner.deleteGroups([group]).catch(leave(`group ${group}`));
          await cleaner.close().catch(() => undefined);
        }
        await between.stop({ keepLogs: failed }).catch(leave('proxies'));
        await local?.stop({ keepLogs: failed }).catch(leave('local brokers'));
        return left;
      },
    };
  } catch (error) {
    const keep = { keepLogs: true };
    // Why the cluster cannot be used is the reason, whatever else goes wrong.
    await stopAll(
      () => admin.close(),
      () => local?.stop(keep),
      () => between.stop(keep),
    ).catch(() => undefined);
    throw error;
  }
}

async function startLocal(request: ClusterRequest, between: InBetween): Promise<LocalCluster | null> {
  const { target, platform, plan, signal } = request;
  if (target.connect.kind === 'remote') return null;
  if (platform.local === null) {
    throw platformError(
      'not-local',
      `${platform.title} cannot be started here`,
      `give target ${target.name} a bootstrap address instead of start`,
    );
  }
  return platform.local.start({
    target,
    plan,
    dataDir: join(request.workDir, 'data'),
    logDir: request.logDir,
    signal,
    onProgress: request.onProgress,
    ...between.start,
  });
}

/** An existing topic is refused, never reused. */
export async function refuseExistingTopics(admin: KafkaAdmin, plan: Plan, target: Target): Promise<void> {
  const existing = new Set(await admin.topicNames());
  const taken = plan.topics.filter(({ name }) => existing.has(name));
  if (taken.length > 0) {
    throw inputError(
      'topic-exists',
      taken.map(({ name }) => ({
        what: `the topic ${name} already exists on ${target.name}`,
        todo: 'use another run id (--out), or delete the topic if it is left over from an earlier run',
      })),
    );
  }
}

/** Creates the plan's topics with what the target adds. */
export function createPlanTopics(admin: KafkaAdmin, plan: Plan, target: Target): Promise<readonly TopicState[]> {
  return admin.createTopics(
    plan.topics.map(({ name, partitions, replication, configs }) => ({
      name,
      partitions,
      replication,
      configs: { 'retention.ms': String(plan.retentionMs), ...configs, ...target.topicConfigs },
    })),
  );
}
