import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import type { ConnectionSettings } from '../../../kafka/connection.ts';
import { credentialsFrom, tlsOptions } from '../../../kafka/credentials.ts';
import { REQUEST_TIMEOUT_MS } from '../requests.ts';
import { socketsNamingLoss } from './sockets.ts';

/** A client whose log lines and lost connections are led to `onError` instead of the terminal. */
export function kafkajsClient(
  connection: ConnectionSettings,
  clientId: string,
  onError: (where: string, message: string) => void,
): Kafka {
  const credentials = credentialsFrom(connection.security);
  const tls = tlsOptions(connection.security);
  const mechanism = connection.security?.sasl?.mechanism;
  const config: KafkaConfig = {
    clientId,
    brokers: [...connection.bootstrap],
    connectionTimeout: 10_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    enforceRequestTimeout: true,
    socketFactory: socketsNamingLoss(onError),
    logLevel: logLevel.ERROR,
    logCreator:
      () =>
      ({ namespace, log }) =>
        onError(`kafkajs ${namespace}`, log.error ? `${log.message}: ${log.error}` : log.message),
    ...(tls === null ? {} : { ssl: tls }),
    ...(credentials === null || mechanism === undefined ? {} : { sasl: { mechanism, ...credentials } as never }),
  };
  return new Kafka(config);
}
