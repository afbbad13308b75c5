import type { RunTarget } from '../evidence/types/plan.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { fetchSizes, requestBytes } from '../scenarios/client-sizes.ts';
import { isLoopback } from '../scenarios/target.ts';
import type { ClientProfile } from '../scenarios/types.ts';
import { KIB, MIB } from '../units.ts';
import type { Condition, Ready } from './conditions.ts';
import { checkRows } from './fairness-of-checks.ts';
import { milliseconds, rate } from './format.ts';
import type { FairnessRow } from './types/summary.ts';

const NOT_READ = 'not read back';

/** Two round trips on one host differ by less than this without meaning anything. */
const SAME_ROUND_TRIP_MS = 0.5;

function row(condition: string, values: readonly string[]): FairnessRow {
  return { condition, values, same: new Set(values).size <= 1 };
}

const list = (items: Iterable<string | number>): string => [...new Set(items)].join(', ') || 'none';

function readBack(ready: Ready | null, read: (ready: Ready) => Iterable<string | number>): string {
  return ready === null ? NOT_READ : list(read(ready));
}

function topicConfig(key: string): (condition: Condition) => string {
  return ({ ready }) => readBack(ready, ({ topics }) => topics.map(({ configs }) => configs[key] ?? 'broker default'));
}

/** Kafka's own default, the largest number there is, leaves flushing to the operating system. */
const NEVER = '9223372036854775807';

const flush =
  (key: string) =>
  (condition: Condition): string =>
    topicConfig(key)(condition).replaceAll(NEVER, 'left to the operating system');

/** A version that could not be read is said to be unknown, not put beside the name as if it were one. */
function platform({ target, ready }: Condition): string {
  const known = ready !== null && /\d/.test(ready.version);
  return known ? `${target.platformTitle} ${ready.version}` : `${target.platformTitle}, version not known`;
}

function security({ connect }: RunTarget): string {
  if (connect.kind === 'local') return 'plain text on loopback';
  const { tls, sasl } = connect.security;
  return `${tls ? 'TLS' : 'plain text'}, ${sasl === null ? 'no authentication' : `SASL ${sasl.mechanism}`}`;
}

/** What is known of it: an address tells no more than where it leads. */
function brokersRunOn({ connect }: RunTarget): string {
  if (connect.kind === 'local') return "the load generator's machine";
  return connect.bootstrap.every(isLoopback)
    ? "the load generator's machine, by their loopback address"
    : 'elsewhere, reached over the network';
}

function zones({ target, ready }: Condition): string {
  const racks = new Set((ready?.brokers ?? []).flatMap(({ rack }) => rack ?? []));
  if (racks.size > 0) return `${racks.size} (${[...racks].sort().join(', ')})`;
  return target.connect.kind === 'local' ? String(target.connect.zones) : NOT_READ;
}

function storage({ target, ready }: Condition): string {
  const tiered = (ready?.topics ?? []).some(({ configs }) => configs['remote.storage.enable'] === 'true');
  const place = target.connect.kind === 'local' ? 'a disk of this machine' : 'not visible to the workbench';
  return tiered ? `${place}, old segments on a remote tier` : place;
}

/** The first digits of a digest: enough to tell two apart by eye. */
const short = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, 12);

/** What every side was given to do: one scenario, and one plan but for the clients of a tuned side. */
function inputRows({ plan }: RunEvidence, conditions: readonly Condition[]): readonly FairnessRow[] {
  return [
    row(
      'Scenario (digest)',
      conditions.map(() => short(plan.scenario.digest)),
    ),
    row(
      'Plan (digest)',
      conditions.map(({ target }) => short(target.tuned?.planDigest ?? plan.planDigest)),
    ),
  ];
}

const size = (bytes: number): string => (bytes < MIB ? `${rate(bytes / KIB)} KiB` : `${rate(bytes / MIB)} MiB`);

/** The clients, setting by setting; what a driver could not honour differs even where the plan is the same. */
function clientRows(run: RunEvidence, conditions: readonly Condition[]): readonly FairnessRow[] {
  const { records, streams } = run.plan.plan;
  const producers = new Set(streams.map(({ producer }) => producer)).size;
  const each = (condition: string, value: (condition: Condition) => string) => row(condition, conditions.map(value));
  return [
    each('Client profile', ({ target }) => (target.tuned ? `of ${target.tuned.of} alone` : "the scenario's")),
    each('Driver', ({ ready }) => (ready === null ? NOT_READ : `${ready.driver.name} ${ready.driver.version}`)),
    each('What the driver cannot honour', ({ ready }) =>
      ready === null ? NOT_READ : ready.driver.limits.join('; ') || 'none',
    ),
    each('Producers, sending threads', ({ client }) => `${producers}, ${client.threads ?? 1}`),
    each('Acks', ({ client }) => `${client.acks}${client.idempotence ? ', idempotent' : ', not idempotent'}`),
    each('Linger', ({ client }) => `${rate(client.lingerMs)} ms`),
    each('Delivery timeout', ({ client }) => `${rate(client.deliveryTimeoutMs / 1e3)} s`),
    each('Batch', ({ client }) => size(client.batchBytes)),
    each('Requests in flight a broker', ({ client, ready }) => inFlight(client.inFlight, ready)),
    each('Send buffer', ({ client }) => size(client.sendBufferBytes)),
    each('Compression', ({ client }) => `${client.compression}, compressibility ${records.compressibility}`),
    each('Client zone', ({ client }) => client.zone ?? 'not set'),
    ...statedRows(conditions),
  ];
}

/** Settings of which a plan says nothing where the clients have what the Java client has by itself. */
const STATED: readonly {
  readonly condition: string;
  readonly setting: 'requestBytes' | 'fetchPartitionBytes' | 'clientIdPrefix';
  readonly show: (client: ClientProfile) => string;
}[] = [
  {
    condition: 'Largest produce request',
    setting: 'requestBytes',
    show: (client) => `${rate(requestBytes(client) / MIB)} MiB`,
  },
  {
    condition: 'Fetch of a partition, of all',
    setting: 'fetchPartitionBytes',
    show: (client) => {
      const { partitionBytes, allBytes } = fetchSizes(client);
      return `${rate(partitionBytes / MIB)} MiB, ${rate(allBytes / MIB)} MiB`;
    },
  },
  {
    condition: 'Client id begins with',
    setting: 'clientIdPrefix',
    show: ({ clientIdPrefix }) => clientIdPrefix ?? "the run's name",
  },
];

/** Rows of the settings that a side states; those that none does are the same for all and stay away. */
const statedRows = (conditions: readonly Condition[]): readonly FairnessRow[] =>
  STATED.filter(({ setting }) => conditions.some(({ client }) => client[setting] !== undefined)).map(
    ({ condition, show }) =>
      row(
        condition,
        conditions.map(({ client }) => show(client)),
      ),
  );

/** What the driver honours, and the plan's where that is more. */
function inFlight(planned: number, ready: Ready | null): string {
  if (ready === null) return NOT_READ;
  const { inFlight: honoured } = ready.driver;
  return honoured === planned ? String(planned) : `${honoured} (planned: ${planned})`;
}

function roundTripRow(conditions: readonly Condition[]): FairnessRow {
  const trips = conditions.map(({ ready }) => ready?.roundTripMicros ?? null);
  const known = trips.filter((trip) => trip !== null).map((micros) => micros / 1000);
  const spread = Math.max(...known) - Math.min(...known);
  return {
    condition: 'Round-trip time',
    values: trips.map((micros) => (micros === null ? 'not measured' : milliseconds(micros / 1000))),
    same: known.length === trips.length ? spread < SAME_ROUND_TRIP_MS : known.length === 0,
  };
}

/** Topic configs that are not the same everywhere, each on its own row, and one row for the rest. */
function topicRows(conditions: readonly Condition[]): readonly FairnessRow[] {
  const shown = new Set(['min.insync.replicas', 'flush.messages', 'flush.ms']);
  const keys = new Set(
    conditions.flatMap(({ ready }) => (ready?.topics ?? []).flatMap(({ configs }) => Object.keys(configs))),
  );
  const rows = [...keys]
    .filter((key) => !shown.has(key))
    .sort()
    .map((key) => row(`Topic config ${key}`, conditions.map(topicConfig(key))));
  const same = rows.filter((it) => it.same).length;
  return [
    ...rows.filter((it) => !it.same),
    row(
      'Other topic configs',
      conditions.map(() => `${same} the same`),
    ),
  ];
}

/** What faults need between load generator, brokers and object store; it stands there all the time. */
function proxyRows(conditions: readonly Condition[]): readonly FairnessRow[] {
  const proxied = conditions.map(({ ready }) => (ready === null ? null : (ready.proxied ?? [])));
  if (proxied.every((paths) => paths === null || paths.length === 0)) return [];
  const values = proxied.map((paths) => (paths === null ? NOT_READ : list(paths)));
  return [row('Proxies for faults', values)];
}

/** The fairness page: what was the same for all targets and what was not; values in the order of the targets. */
export function fairness(run: RunEvidence, conditions: readonly Condition[]): readonly FairnessRow[] {
  const each = (condition: string, value: (condition: Condition) => string) => row(condition, conditions.map(value));
  const { environment } = run.plan;

  return [
    each('Platform', platform),
    each('Stand-in', ({ target }) => (target.standIn ? (target.standInNote ?? 'yes') : 'no')),
    ...inputRows(run, conditions),
    ...clientRows(run, conditions),
    each('Brokers', ({ ready }) => (ready === null ? NOT_READ : String(ready.brokers.length))),
    each('Zones', zones),
    each('Replication (read back)', ({ ready }) => readBack(ready, ({ topics }) => topics.map((it) => it.replication))),
    each('Min in-sync replicas', topicConfig('min.insync.replicas')),
    each('Flush after records', flush('flush.messages')),
    each('Flush after ms', flush('flush.ms')),
    each('Storage', storage),
    roundTripRow(conditions),
    each('Security', ({ target }) => security(target)),
    each('Load generator', () => `${environment.cpu}, ${environment.cores} cores, ${environment.os}`),
    each('Brokers run on', ({ target }) => brokersRunOn(target)),
    ...checkRows(
      conditions.map(({ checked }) => checked),
      SAME_ROUND_TRIP_MS,
    ),
    ...proxyRows(conditions),
    ...topicRows(conditions),
  ];
}
