import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import { freePorts } from '../../src/platforms/local/ports.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { giveScramCredentials, scramLogin } from './scram.ts';

export interface SecuredKafka {
  readonly cluster: LocalCluster;
  /** host:port that wants TLS and SASL: PLAIN or SCRAM. */
  readonly secured: string;
  /** host:port that wants SASL/SCRAM, without TLS. */
  readonly scram: string;
  /** host:port without either. */
  readonly plain: string;
  readonly caFile: string;
}

/** One broker that lets `alice` in with this password where it wants one. */
export async function startSecuredKafka(folder: string, password: string): Promise<SecuredKafka> {
  const { keyStore, caFile } = makeCertificate(folder);
  const [plain, broker, controller, secured, scram] = (await freePorts(5)) as [number, number, number, number, number];
  const at = (port: number): string => `127.0.0.1:${port}`;
  const forClients = `CLIENT://${at(plain)},BROKER://${at(broker)},SECURE://${at(secured)},SCRAM://${at(scram)}`;
  const properties = {
    listeners: `${forClients},CONTROLLER://${at(controller)}`,
    'advertised.listeners': forClients,
    'listener.security.protocol.map':
      'CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL,SCRAM:SASL_PLAINTEXT',
    'controller.quorum.voters': `1@${at(controller)}`,
    'ssl.keystore.location': keyStore,
    'ssl.keystore.password': 'changeit',
    'listener.name.secure.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.scram.sasl.enabled.mechanisms': 'SCRAM-SHA-256,SCRAM-SHA-512',
    ...scramLogin('secure'),
    ...scramLogin('scram'),
    'listener.name.secure.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required user_alice="${password}";`,
  };
  const cluster = await startKafka(
    {
      target: localTarget(plain),
      plan: planOf(),
      dataDir: join(folder, 'data'),
      logDir: join(folder, 'logs'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
    () => properties,
  );
  await giveScramCredentials(at(plain), 'alice', password);
  return { cluster, secured: at(secured), scram: at(scram), plain: at(plain), caFile };
}

function makeCertificate(folder: string): { keyStore: string; caFile: string } {
  const keyStore = join(folder, 'broker.p12');
  const store = ['-keystore', keyStore, '-storepass', 'changeit', '-alias', 'broker'];
  const names = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1,dns:localhost'];
  execFileSync('keytool', ['-genkeypair', ...store, '-keyalg', 'RSA', '-storetype', 'PKCS12', ...names], {
    stdio: 'pipe',
  });
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, execFileSync('keytool', ['-exportcert', '-rfc', ...store], { stdio: 'pipe' }));
  return { keyStore, caFile };
}

function localTarget(port: number): Target {
  return {
    name: 'secured',
    platform: 'apache-kafka',
    connect: { kind: 'local', nodes: 1, zones: 1, port },
    topicConfigs: {},
    clusterId: null,
    budget: null,
    environment: 'test',
    allowWrite: [],
    deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
  };
}
