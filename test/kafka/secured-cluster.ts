import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntilServing } from '../../src/kafka/ready.ts';
import { address, type FoundingSpec, LOOPBACK } from '../../src/platforms/local/broker-properties.ts';
import { newClusterId } from '../../src/platforms/local/cluster-id.ts';
import { KafkaNode } from '../../src/platforms/local/kafka-node.ts';
import { layOutNodes } from '../../src/platforms/local/node-layout.ts';
import { freePorts } from '../../src/platforms/local/ports.ts';
import { prepareSoftware } from '../../src/platforms/local/software.ts';
import { stopAll } from '../../src/platforms/stop-all.ts';
import type { Security } from '../../src/scenarios/target-types.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { giveScramCredentials, scramLogin } from '../run/scram.ts';
import { type Authority, makeAuthority } from './certificates.ts';
import { type Contents, fillCluster } from './secured-contents.ts';
import { type SeenRequest, startWatchingProxy, type WatchingProxy } from './watching-proxy.ts';

export const PRINCIPALS = ['admin', 'reader', 'poor'] as const;
export type PrincipalName = (typeof PRINCIPALS)[number];
/**
 * `secured` and `watched` want TLS and SCRAM-SHA-512, and `watched` tells what was asked; `expired` is `secured`
 * with a certificate that is out of date; at `plain` everybody may do everything, without a login.
 */
export type ListenerName = 'secured' | 'expired' | 'watched' | 'plain';

export interface SecuredCluster {
  readonly clusterId: string;
  /** What its certificates are signed by. */
  readonly caFile: string;
  readonly authority: Authority;
  /** `host:port` of nodes 1, 2 and 3. */
  readonly listeners: Readonly<Record<ListenerName, readonly string[]>>;
  readonly principals: Readonly<Record<PrincipalName, { readonly user: string; readonly password: string }>>;
  security(principal: PrincipalName): Security;
  /** What `security` refers to: WB_READER_USER, WB_READER_PASSWORD, … */
  readonly environment: Readonly<Record<string, string>>;
  /** A target file; `more` lines are added to it. */
  targetYaml(principal: PrincipalName, listener?: ListenerName, more?: string): string;
  /** Every request that came through `watched` so far. */
  asked(): readonly SeenRequest[];
  readonly contents: Contents;
  /** Texts that are on the cluster, or open it, and that nobody who describes it has any business to write down. */
  readonly canaries: readonly string[];
  pause(node: number): Promise<unknown>;
  resume(node: number): Promise<unknown>;
  kill(node: number): Promise<unknown>;
  start(node: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** Enough for metadata and a few records; three of them stand beside each other on a small machine. */
const SMALL_HEAP = ['-Xms192m', '-Xmx320m', '-XX:+UseSerialGC', '-XX:-UseG1GC', '-XX:TieredStopAtLevel=1'];
/** On a machine that has other things to do. */
const SERVING_WITHIN_MS = 150_000;
const NAMES = ['SECURED', 'EXPIRED', 'WATCHED'] as const;
const NODES = 3;

/**
 * Three nodes in three racks that let in whom they know, by TLS and SCRAM-SHA-512, and let them do what ACLs say:
 * `admin` everything, `reader` look at everything, `poor` describe the topic `orders` and nothing else.
 */
export async function startSecuredCluster(folder: string): Promise<SecuredCluster> {
  mkdirSync(folder, { recursive: true });
  const signal = new AbortController().signal;
  const specs = await layOutNodes({ kind: 'local', nodes: NODES, zones: NODES, port: null }, join(folder, 'data'));
  const taken = specs.flatMap(({ client, broker, controller }) => [client, broker, controller]);
  const ports = await freePorts(
    NODES * NAMES.length,
    taken.map(({ listen }) => listen.port),
  );
  const portOf = (node: number, name: (typeof NAMES)[number]): number =>
    ports[(node - 1) * NAMES.length + NAMES.indexOf(name)] as number;

  const authority = makeAuthority();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.pem);
  const certificates = specs.map(({ id }) => authority.issue({ subject: `node-${id}` }));
  const longAgo = { from: new Date('2020-01-01'), until: new Date('2021-01-01') };
  const expired = keyStore(folder, 'expired', authority.issue({ ...longAgo, subject: 'expired' }));

  const asked: SeenRequest[] = [];
  const proxies: WatchingProxy[] = [];
  const nodes: KafkaNode[] = [];
  const [software] = await prepareSoftware(planOf(), { signal, onProgress: () => undefined });
  const clusterId = newClusterId();
  for (const [index, node] of specs.entries()) {
    const certificate = certificates[index] as (typeof certificates)[number];
    const behind = { host: LOOPBACK, port: portOf(node.id, 'WATCHED') };
    const proxy = await startWatchingProxy(behind, certificate, (request) => asked.push(request));
    proxies.push(proxy);
    const platform = settings(node, {
      own: keyStore(folder, `node-${node.id}`, certificate),
      expired,
      portOf: (name) => portOf(node.id, name),
      watchedAt: proxy.endpoint.port,
    });
    const spec = { node, cluster: specs, platform };
    nodes.push(new KafkaNode({ spec, clusterId, software, logDir: join(folder, 'logs') }));
  }

  const listeners = {
    plain: specs.map(({ client }) => address(client.advertised)),
    secured: specs.map(({ id }) => `${LOOPBACK}:${portOf(id, 'SECURED')}`),
    expired: specs.map(({ id }) => `${LOOPBACK}:${portOf(id, 'EXPIRED')}`),
    watched: proxies.map(({ endpoint }) => address(endpoint)),
  };
  const principals = {
    admin: { user: 'admin', password: 'canary-password-of-admin-71c0' },
    reader: { user: 'reader', password: 'canary-password-of-reader-5f3a' },
    poor: { user: 'poor', password: 'canary-password-of-poor-9d24' },
  };
  const launch = async (node: KafkaNode): Promise<void> => {
    await node.start(SMALL_HEAP);
    await waitUntilServing({ bootstrap: listeners.plain, brokers: NODES, timeoutMs: SERVING_WITHIN_MS, signal });
  };
  const stop = (contents: Contents | null) =>
    stopAll(
      async () => contents?.close(),
      ...proxies.map((proxy) => () => proxy.close()),
      () => Promise.all(nodes.map((node) => node.stop(0))),
    );
  try {
    await Promise.all(nodes.map(async (node) => node.format(signal).then(() => node.start(SMALL_HEAP))));
    await Promise.race([
      waitUntilServing({ bootstrap: listeners.plain, brokers: NODES, timeoutMs: SERVING_WITHIN_MS, signal }),
      ...nodes.map((node) => node.untilItDies()),
    ]);
    for (const { user, password } of Object.values(principals)) {
      await giveScramCredentials(listeners.plain[0] as string, user, password);
    }
    const contents = await fillCluster(listeners.plain);
    const nodeNamed = (id: number): KafkaNode => nodes[id - 1] as KafkaNode;
    return {
      clusterId,
      caFile,
      authority,
      listeners,
      principals,
      security: (principal) => securityOf(principal, caFile),
      environment: Object.fromEntries(
        PRINCIPALS.flatMap((name) => [
          [`WB_${name.toUpperCase()}_USER`, principals[name].user],
          [`WB_${name.toUpperCase()}_PASSWORD`, principals[name].password],
        ]),
      ),
      targetYaml: (principal, listener = 'secured', more = '') =>
        `platform: apache-kafka
bootstrap: ${JSON.stringify(listeners[listener])}
${listener === 'plain' ? '' : `security: ${JSON.stringify(securityOf(principal, caFile))}\n`}${more}`,
      asked: () => asked,
      contents,
      canaries: [...Object.values(principals).map(({ password }) => password), ...contents.canaries],
      pause: (id) => nodeNamed(id).pause(true),
      resume: (id) => nodeNamed(id).pause(false),
      kill: (id) => nodeNamed(id).kill(),
      start: (id) => launch(nodeNamed(id)),
      stop: () => stop(contents),
    };
  } catch (error) {
    await stop(null).catch(() => undefined);
    throw error;
  }
}

function securityOf(principal: PrincipalName, caFile: string): Security {
  const prefix = `WB_${principal.toUpperCase()}`;
  const login = { usernameEnv: `${prefix}_USER`, passwordEnv: `${prefix}_PASSWORD` };
  return { tls: true, caFile, sasl: { mechanism: 'scram-sha-512', ...login } };
}

interface Wiring {
  readonly own: string;
  readonly expired: string;
  portOf(name: (typeof NAMES)[number]): number;
  readonly watchedAt: number;
}

/** Of one node: what `brokerProperties` has for every local node, with listeners, logins and ACLs of its own. */
function settings(node: FoundingSpec, { own, expired, portOf, watchedAt }: Wiring): Record<string, string> {
  const { client, broker, controller } = node;
  const plain = [`CLIENT://${address(client.listen)}`, `BROKER://${address(broker.listen)}`];
  const last = `CONTROLLER://${address(controller.listen)}`;
  const at = (name: (typeof NAMES)[number], port = portOf(name)): string => `${name}://${LOOPBACK}:${port}`;
  const withTls = ['SECURED', 'EXPIRED'] as const;
  const protocols = ['CLIENT:PLAINTEXT', 'BROKER:PLAINTEXT', 'CONTROLLER:PLAINTEXT', 'WATCHED:SASL_PLAINTEXT'];
  const logins = NAMES.flatMap((name) => {
    const listener = name.toLowerCase();
    const mechanisms = [[`listener.name.${listener}.sasl.enabled.mechanisms`, 'SCRAM-SHA-512']] as const;
    return [...mechanisms, ...Object.entries(scramLogin(listener))];
  });
  const stores = withTls.flatMap((name) => [
    [`listener.name.${name.toLowerCase()}.ssl.keystore.type`, 'PEM'],
    [`listener.name.${name.toLowerCase()}.ssl.keystore.location`, name === 'EXPIRED' ? expired : own],
  ]);
  return {
    listeners: [...plain, ...NAMES.map((name) => at(name)), last].join(','),
    'advertised.listeners': [...plain, at('SECURED'), at('EXPIRED'), at('WATCHED', watchedAt), last].join(','),
    'listener.security.protocol.map': [...protocols, ...withTls.map((name) => `${name}:SASL_SSL`)].join(','),
    ...Object.fromEntries([...logins, ...stores]),
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // Brokers among themselves, controllers, and the test itself have no name where they do not log in.
    'super.users': 'User:admin;User:ANONYMOUS',
    // A member that beats once is there for as long as a file of tests.
    'group.consumer.max.session.timeout.ms': '1800000',
    'group.consumer.session.timeout.ms': '1800000',
    'group.share.max.session.timeout.ms': '1800000',
    'group.share.session.timeout.ms': '1800000',
    'group.streams.max.session.timeout.ms': '1800000',
    'group.streams.session.timeout.ms': '1800000',
    'offsets.topic.num.partitions': '3',
    'transaction.state.log.num.partitions': '3',
    'share.coordinator.state.topic.num.partitions': '3',
  };
}

/** Kafka reads the key and the certificate from one file. */
function keyStore(
  folder: string,
  name: string,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): string {
  const file = join(folder, `${name}.pem`);
  writeFileSync(file, key + certificate, { mode: 0o600 });
  return file;
}
