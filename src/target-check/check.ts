import type { ReadOnlyService } from '../http/service.ts';
import type { ConnectionSettings } from '../kafka/connection.ts';
import { credentialsFrom } from '../kafka/credentials.ts';
import type { ClusterAnswer } from '../kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../kafka/read-only/cluster.ts';
import type { Gate } from '../kafka/read-only/gate.ts';
import { probeAddress } from '../kafka/read-only/probe/address.ts';
import type { AddressAnswer } from '../kafka/read-only/probe/answers.ts';
import type { NotObtained, Reading } from '../kafka/read-only/reading.ts';
import type { Target } from '../scenarios/target-types.ts';
import { addressOf } from './addresses.ts';
import type { CheckAnswers, PartitionAdvice, ServiceAnswer, WritingAnswer } from './answers.ts';
import { diagnose, factsOf } from './diagnose.ts';
import { roundTripsOf } from './lines/distance.ts';
import { askPermissions, unaskedPermissions } from './permissions/ask.ts';
import type { Step } from './permissions/needs.ts';
import { TARGET_CHECK_VERSION, type TargetCheck } from './types.ts';
import { isWhole } from './whole.ts';
import { writeTen } from './write-ten.ts';

export interface CheckRequest {
  readonly target: Target;
  readonly connection: ConnectionSettings;
  readonly cluster: ReadOnlyCluster;
  readonly gate: Gate;
  readonly services: readonly CheckedService[];
  /** Whose permissions are asked about. */
  readonly steps: readonly Step[];
  /** Most that resolving, connecting and answering may each take. */
  readonly timeoutMs: number;
  /** Requests to each broker, to see how far it is. */
  readonly roundTrips: number;
  /** Whether ten records may be written, or why not. */
  readonly writing: 'allowed' | Extract<WritingAnswer, { kind: 'not-asked' }>;
  readonly partitionAdvice: PartitionAdvice | null;
  /** When it aborts, so does the gate's signal, and what is not there yet is not known. */
  readonly late?: AbortSignal;
  tell?(doing: string): void;
  /** Told at once of a topic that could not be deleted, and why. */
  left?(topic: string, why: string): void;
}

export interface CheckedService {
  readonly title: string;
  readonly service: ReadOnlyService;
  /** Something that it answers quickly. */
  readonly path: string;
}

/** Addresses that are probed at once. */
const AT_ONCE = 8;

/** Looks at a target from its names up to its quotas; rejects only where the gate's signal aborts. */
export async function checkTarget(request: CheckRequest): Promise<TargetCheck> {
  const at = new Date();
  const answers = await ask(request, at);
  return {
    schemaVersion: TARGET_CHECK_VERSION,
    target: request.target.name,
    at: at.toISOString(),
    isAnswering: answers.cluster.obtained,
    isWhole: isWhole(answers),
    lines: diagnose(answers),
    roundTrips: roundTripsOf(answers),
    facts: factsOf(answers),
    limits: request.gate.limits,
    spent: request.gate.spent(),
  };
}

async function ask(request: CheckRequest, at: Date): Promise<CheckAnswers> {
  const { target, connection, cluster, steps, timeoutMs, partitionAdvice, tell = () => undefined } = request;
  const { bootstrap, security } = connection;
  tell('names, connections and TLS');
  const first = await probed(bootstrap, request);
  const described = await inTime(request, askCluster(first, cluster), LATE);
  const advertised = described.obtained ? advertisedBeside(described.value, bootstrap) : [];
  const addresses = [...first, ...(await probed(advertised, request))];
  const unprobed = [...bootstrap, ...advertised].filter((it) => addresses.every(({ address }) => address !== it));
  const services = (await Promise.all(request.services.map((one) => inTime(request, askService(one), null)))).filter(
    (one) => one !== null,
  );
  const same = {
    target,
    security,
    bootstrap,
    addresses,
    unprobed,
    cluster: described,
    services,
    user: credentialsFrom(security)?.username ?? null,
    timeoutMs,
    nowMs: at.getTime(),
    partitionAdvice,
  };
  if (!described.obtained) return { ...same, ...nothing(steps, request.writing) };
  tell('brokers, topics and permissions');
  const [apis, topics, brokerConfigs, logDirs, quotas] = await Promise.all([
    inTime(request, cluster.apis(), LATE),
    inTime(request, cluster.topics(), LATE),
    inTime(request, cluster.brokerConfigs(described.value.brokers.map(({ id }) => id)), LATE),
    inTime(request, cluster.logDirs(), LATE),
    inTime(request, cluster.quotas(), LATE),
  ]);
  const permissions = await inTime(request, askPermissions(cluster, topics, steps), unaskedPermissions(LATE, steps));
  tell('round trips');
  const roundTrips = await inTime(request, cluster.roundTrips(request.roundTrips), LATE);
  const throttledMillis = cluster.throttledMillis();
  const writing = await writeTen(request, described.value, apis);
  return { ...same, apis, topics, brokerConfigs, logDirs, quotas, permissions, roundTrips, throttledMillis, writing };
}

/** What takes longer than the whole check may. */
const LATE: NotObtained = {
  obtained: false,
  reason: 'not-asked',
  why: 'the check was over before this was answered',
  todo: '',
};

async function inTime<T, L>({ gate, late }: CheckRequest, answer: Promise<T>, otherwise: L): Promise<T | L> {
  try {
    return await answer;
  } catch (cause) {
    if (late?.aborted === true && gate.signal.reason === late.reason) return otherwise;
    throw cause;
  }
}

/** Those that were probed in time. */
async function probed(addresses: readonly string[], request: CheckRequest): Promise<readonly AddressAnswer[]> {
  const { connection, gate, timeoutMs } = request;
  const found: AddressAnswer[] = [];
  for (let from = 0; from < addresses.length; from += AT_ONCE) {
    const part = addresses.slice(from, from + AT_ONCE);
    const answers = part.map((it) => probeAddress(it, connection.security, { gate, timeoutMs }));
    const probes = await Promise.all(answers.map((answer) => inTime(request, answer, null)));
    found.push(...probes.filter((one) => one !== null));
  }
  return found;
}

/** Nobody is asked to log in where that can come to nothing: it would only be waited for once more. */
async function askCluster(
  addresses: readonly AddressAnswer[],
  cluster: ReadOnlyCluster,
): Promise<Reading<ClusterAnswer>> {
  if (addresses.some(mayLetIn)) return cluster.cluster();
  return { obtained: false, reason: 'not-reachable', why: 'no bootstrap address answers as a broker does', todo: '' };
}

/** Who hangs up may still answer to another version of a question; who says nothing, or is no broker, does not. */
const mayLetIn = ({ greeting }: AddressAnswer): boolean =>
  greeting !== null && greeting.kind !== 'http' && greeting.kind !== 'silent';

const advertisedBeside = ({ brokers }: ClusterAnswer, bootstrap: readonly string[]): readonly string[] => [
  ...new Set(brokers.map(({ host, port }) => addressOf(host, port)).filter((it) => !bootstrap.includes(it))),
];

async function askService({ title, service, path }: CheckedService): Promise<ServiceAnswer> {
  const askedAtMs = Date.now();
  const answer = await service.json(path);
  const answeredAtMs = Date.now();
  if (!answer.obtained) return { title, url: service.url, answered: answer };
  const date = answer.value.date === null ? Number.NaN : Date.parse(answer.value.date);
  const value = { askedAtMs, answeredAtMs, dateMs: Number.isNaN(date) ? null : date };
  return { title, url: service.url, answered: { ...answer, value } };
}

function nothing(steps: readonly Step[], writing: CheckRequest['writing']) {
  const why: NotObtained = { obtained: false, reason: 'not-asked', why: 'the cluster did not answer', todo: '' };
  return {
    apis: why,
    topics: why,
    brokerConfigs: why,
    logDirs: why,
    quotas: why,
    permissions: unaskedPermissions(why, steps),
    roundTrips: why,
    throttledMillis: 0,
    writing: writing === 'allowed' ? ({ kind: 'not-asked', why: why.why, todo: null } as const) : writing,
  };
}
