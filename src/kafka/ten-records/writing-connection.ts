import { isIP } from 'node:net';
import type { ConnectionSettings } from '../connection.ts';
import type { BrokerAddress, BrokerApis } from '../read-only/answers.ts';
import type { Passage } from '../read-only/gate.ts';
import { type AskedBody, GatedConnection } from '../read-only/gated-connection.ts';
import type { Api } from '../read-only/protocol/api.ts';
import { versionBetween } from '../read-only/spoken.ts';
import { securityOptions } from '../security-options.ts';
import { WRITING_APIS } from './messages.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Paced and written down as what reads; it alone sends what makes, fills and removes the topic of a check. */
class GatedWriter extends GatedConnection {
  protected override nameOf(key: number, version: number): string {
    const writing = WRITING_APIS.find((api) => api.key === key && version >= api.min && version <= api.max);
    return writing?.name ?? super.nameOf(key, version);
  }
}

export interface WritingConnection {
  /** Rejects with Unanswered where the broker does not know the request. */
  ask<Q, R>(api: Api<Q, R>, question: Q): Promise<AskedBody<R>>;
  close(): Promise<void>;
}

export interface Writing {
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  readonly topic: string;
  readonly apis: readonly BrokerApis[];
}

/** An interruption keeps back what has not been sent; what was, is waited for: only then is it known what there is. */
export async function openWriting(
  { id, host, port }: BrokerAddress,
  { connection, clientId, topic, apis }: Writing,
  passage: Passage,
): Promise<WritingConnection> {
  const options = securityOptions(connection.security);
  const spoken = apis.find(({ broker }) => broker === id) ?? { apis: [] };
  const to = new GatedWriter(
    clientId,
    {
      ...options,
      connectTimeout: ANSWER_WITHIN_MS,
      requestTimeout: ANSWER_WITHIN_MS,
      ...(options.tls === undefined || isIP(host) > 0 ? {} : { tlsServerName: true }),
    },
    {
      gate: passage,
      to: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
      logsIn: options.sasl !== undefined,
    },
  );
  const close = (): Promise<void> => to.close().catch(() => undefined);
  try {
    await to.open(host, port);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ask: async (api, question) =>
      to.ask(api, versionBetween(api, spoken, `broker ${id}`), question, { about: `topic ${topic}` }),
    close,
  };
}
