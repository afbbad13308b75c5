import type { z } from 'zod';
import type { ReadOnlyService } from '../../http/service.ts';
import { atMost } from '../../kafka/read-only/at-most.ts';
import type { Missing, NotObtained, Reading } from '../../kafka/read-only/reading.ts';
import { notObtained } from '../assembly/combined.ts';
import { Asking } from '../service-answers.ts';
import type { ConnectCluster, ConnectorEntry } from '../types.ts';
import {
  connectorInfo,
  connectorStatus,
  connectorsAnswer,
  pluginsAnswer,
  topicsAnswer,
  workerAnswer,
} from './answers.ts';
import { DefinitionsOf } from './definitions.ts';
import { redactedConfig } from './redact.ts';
import { KAFKA_CONNECT } from './words.ts';

const WIDTH = 8;

type Info = z.output<typeof connectorInfo>;
type Status = z.output<typeof connectorStatus>;

/** Every Connect cluster that the target names; one that does not answer is missing, and all of them: nothing is. */
export async function scanKafkaConnect(
  services: readonly ReadOnlyService[],
): Promise<Reading<readonly ConnectCluster[]>> {
  const readings = await atMost(WIDTH, services, scanOne);
  const obtained = readings.filter((reading) => reading.obtained);
  const [failed] = readings.filter((reading) => !reading.obtained);
  if (obtained.length === 0 && failed !== undefined) return failed;
  const missing = readings.flatMap((reading, at): readonly Missing[] => {
    if (reading.obtained) return reading.missing;
    const { reason, why, todo } = reading;
    const { url = '' } = services[at] ?? {};
    return [{ what: `Kafka Connect at ${url}`, reason, why, todo, part: { kind: 'connect-cluster', name: url } }];
  });
  const how = obtained.map((reading) => reading.how).join('; ');
  return { obtained: true, how, value: obtained.map(({ value }) => value), missing };
}

async function scanOne(service: ReadOnlyService): Promise<Reading<ConnectCluster>> {
  const asking = new Asking(service, KAFKA_CONNECT);
  const connectors = await asking.ask('/connectors', connectorsAnswer, [
    ['expand', 'info'],
    ['expand', 'status'],
  ]);
  if (!connectors.obtained) return connectors;
  if (connectors.value === null) {
    const why = `${asking.url} knows no /connectors (404): it is no Kafka Connect, or stands below another path`;
    return notObtained('failed', why, `Check the address under ${KAFKA_CONNECT.stands}.`);
  }
  const worker = await asking.part({ what: 'the version of the worker' }, '/', workerAnswer);
  const plugins = await asking.part({ what: 'plugins' }, '/connector-plugins', pluginsAnswer);
  const definitions = new DefinitionsOf(asking);
  const known = Array.isArray(connectors.value)
    ? await eachAsked(asking, connectors.value)
    : Object.entries(connectors.value).map(([name, { info, status }]) => ({ name, info, status }));
  const entries = await atMost(WIDTH, known.toSorted(byName), ({ name, info, status }) =>
    entryOf(asking, definitions, name, info ?? null, status ?? null),
  );
  return {
    obtained: true,
    how: `GET /connectors and below of ${asking.url}`,
    value: {
      url: asking.url,
      version: worker?.version ?? null,
      kafkaClusterId: worker?.kafka_cluster_id ?? null,
      plugins: plugins?.toSorted((a, b) => (a.class < b.class ? -1 : 1)) ?? null,
      connectors: entries,
    },
    missing: asking.missing,
  };
}

/** Workers from before 2.3 tell of one connector at a time. */
const eachAsked = (asking: Asking, names: readonly string[]) =>
  atMost(WIDTH, names, async (name) => {
    const at = `/connectors/${encodeURIComponent(name)}`;
    return {
      name,
      info: await asking.part({ what: `connector ${name}`, part: { kind: 'connector', name } }, at, connectorInfo),
      status: await asking.part({ what: `the status of connector ${name}` }, `${at}/status`, connectorStatus),
    };
  });

async function entryOf(
  asking: Asking,
  definitions: DefinitionsOf,
  name: string,
  info: Info | null,
  status: Status | null,
): Promise<ConnectorEntry> {
  const path = `/connectors/${encodeURIComponent(name)}/topics`;
  const used = await asking.part({ what: `topics of connector ${name}`, cause: notTracked }, path, topicsAnswer);
  return {
    name,
    type: info?.type ?? 'unknown',
    state: status?.connector.state ?? 'unknown',
    workerId: status?.connector.worker_id ?? null,
    config: info === null ? {} : redactedConfig(info.config, await definitions.of(info.config)),
    topics: used?.[name]?.topics.toSorted() ?? null,
    tasks: (status?.tasks ?? [])
      .map(({ id, state, worker_id }) => ({ id, state, workerId: worker_id }))
      .sort((a, b) => a.id - b.id),
  };
}

/**
 * Who may see the connector may see its topics: a worker refuses that where it does not keep them, and its web server
 * where the name has a slash in it.
 */
function notTracked(refusal: NotObtained): NotObtained {
  if (refusal.reason === 'not-permitted') {
    return notObtained('not-supported', 'the workers do not track topics', 'set topic.tracking.enable=true there');
  }
  if (!refusal.why.includes('(400)')) return refusal;
  return notObtained('not-supported', 'the workers take no path with such a name', 'nothing: its config is here');
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
