import type { RepetitionRecorder } from '../evidence/repetition-recorder.ts';
import type { RepetitionAudit } from '../evidence/types/audit.ts';
import type { TopicState } from '../kafka/admin.ts';
import { requestsInFlight } from '../loadgen/drivers/in-flight.ts';
import { driverNamed } from '../loadgen/drivers/index.ts';
import type { Platform } from '../platforms/types.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';
import { checkBefore } from './check-before.ts';
import { createPlanTopics, openCluster, type RepetitionCluster, refuseExistingTopics } from './cluster.ts';
import { withTopicPrefix } from './physical-plan.ts';
import type { LiveFigures } from './progress.ts';
import { underLoad } from './under-load.ts';

export interface RepetitionRequest {
  readonly plan: Plan;
  readonly target: Target;
  readonly platform: Platform;
  readonly number: number;
  /** The record prefix's run number of this repetition. */
  readonly prefixRun: number;
  /** Names of clients, groups and topics begin with it: `wb-<run>-<number>`. */
  readonly name: string;
  readonly workDir: string;
  readonly logDir: string;
  readonly signal: AbortSignal;
  readonly recorder: RepetitionRecorder;
  progress(doing: string, live: LiveFigures | null): void;
  /** A line that stays on the screen. */
  line(text: string): void;
  /** Called once the load has ended; the audit is incomplete where not everything was read. */
  audited(audit: RepetitionAudit): void;
}

/** One pass of the plan on one target: start, load, complete reading, stop. */
export async function runRepetition(request: RepetitionRequest): Promise<void> {
  const { target, platform, signal, name } = request;
  const plan = withTopicPrefix(request.plan, name);
  const cluster = await openCluster({
    target,
    platform,
    plan,
    clientId: name,
    workDir: request.workDir,
    logDir: request.logDir,
    signal,
    onProgress: (doing) => request.progress(doing, null),
  });
  let ours: readonly string[] = [];
  let failed = true;
  try {
    signal.throwIfAborted();
    if (request.number === 1) {
      request.progress('checking the target', null);
      await checkBefore({ ...request, connection: cluster.connection, clientId: `${name}-check` });
    }
    request.progress('creating topics', null);
    await refuseExistingTopics(cluster.admin, plan, target);
    ours = plan.topics.map((topic) => topic.name);
    const topics = await createPlanTopics(cluster.admin, plan, target);
    await describeTarget(cluster, plan, topics, request.recorder);
    await underLoad(request, plan, cluster);
    failed = false;
  } finally {
    request.progress('stopping', null);
    const left = await cluster.close({
      failed: failed && !signal.aborted,
      topics: ours,
      groups: [...plan.groups.map((group) => group.name), 'audit'].map((group) => `${name}-${group}`),
    });
    for (const what of left) {
      request.recorder.event({ kind: 'error', where: 'cleaning up', message: `left behind: ${what}`, count: 1 });
    }
  }
}

/** What the fairness page shows, as the cluster says it. */
async function describeTarget(
  cluster: RepetitionCluster,
  plan: Plan,
  topics: readonly TopicState[],
  recorder: RepetitionRecorder,
): Promise<void> {
  const driver = driverNamed(plan.client.driver);
  recorder.event({
    kind: 'target-ready',
    clusterId: cluster.clusterId,
    version: cluster.version,
    brokers: cluster.brokers,
    topics: await Promise.all(
      topics.map(async ({ name, partitions }) => ({
        name,
        partitions: partitions.length,
        replication: partitions[0]?.replicas.length ?? 0,
        configs: await cluster.admin.topicConfigs(name),
      })),
    ),
    driver: {
      name: driver.name,
      version: driver.version,
      limits: driver.capabilities.limits,
      inFlight: requestsInFlight(plan.client, driver.capabilities),
    },
    proxied: cluster.between.proxied(),
    roundTripMicros: await cluster.admin.roundTripMicros(),
  });
}
