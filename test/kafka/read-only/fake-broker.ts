import { createServer, type Socket } from 'node:net';
import { Reader, Writer } from '@platformatic/kafka';
import { onTestFinished } from 'vitest';
import type { Api } from '../../../src/kafka/read-only/protocol/api.ts';
import { apiVersions } from '../../../src/kafka/read-only/protocol/messages/api-versions.ts';

/** What it does with a question: answers, perhaps later, says nothing at all, or hangs up. */
type Now = object | 'nothing' | 'hang up';
export type Reply = Now | Promise<Now>;

export interface Offer {
  readonly api: Api;
  readonly max?: number;
  readonly reply: (question: never, version: number) => Reply;
}

/** An offer whose question and answer are of the api's own types. */
export const offer = <Q, R>(
  api: Api<Q, R>,
  reply: (question: Q, version: number) => R | 'nothing' | 'hang up' | Promise<R>,
  max = api.max,
): Offer => ({ api: api as unknown as Api, max, reply: reply as Offer['reply'] });

export interface FakeBroker {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  readonly asked: readonly { readonly name: string; readonly version: number; readonly question: unknown }[];
  readonly connections: () => number;
}

const UNSUPPORTED_VERSION = 35;

/** Speaks Kafka's protocol, says what it is told to, and what it offers; for one test. */
export async function fakeBroker(offers: readonly Offer[], versionsUpTo = apiVersions.max): Promise<FakeBroker> {
  const asked: FakeBroker['asked'][number][] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const versions = offer(apiVersions, () => versionsAnswer(offers, versionsUpTo));
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
    eachRequest(socket, (request) => {
      const { key, version, correlation } = headerOf(request);
      if (key === apiVersions.key && version > versionsUpTo) {
        socket.write(framed(correlation, Writer.create().appendInt16(UNSUPPORTED_VERSION).appendInt32(0)));
        return;
      }
      const found = [...offers, versions].find(({ api }) => api.key === key);
      if (found === undefined) return void socket.destroy();
      const { api } = found;
      const form = { version, flexible: version >= api.flexibleFrom };
      const question = api.request.read(bodyReader(request, form.flexible), form);
      asked.push({ name: api.name, version, question });
      const answer = (reply: Now): void => {
        if (reply === 'hang up') socket.destroy();
        else if (reply !== 'nothing') {
          const writer = Writer.create();
          if (form.flexible && key !== apiVersions.key) writer.appendTaggedFields();
          api.response.write(writer, reply as never, form);
          socket.write(framed(correlation, writer));
        }
      };
      const reply = found.reply(question as never, version);
      if (reply instanceof Promise) void reply.then(answer);
      else answer(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as { port: number };
  return { host: '127.0.0.1', port, address: `127.0.0.1:${port}`, asked, connections: () => connections };
}

const versionsAnswer = (offers: readonly Offer[], versionsUpTo: number) => ({
  errorCode: 0,
  apiKeys: [
    { apiKey: apiVersions.key, minVersion: 0, maxVersion: versionsUpTo },
    ...offers.map(({ api, max = api.max }) => ({ apiKey: api.key, minVersion: 0, maxVersion: max })),
  ],
  throttleTimeMs: 0,
  supportedFeatures: [],
  finalizedFeaturesEpoch: -1,
  finalizedFeatures: [],
});

function eachRequest(socket: Socket, take: (request: Buffer) => void): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (piece) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
      const end = 4 + pending.readInt32BE(0);
      take(pending.subarray(4, end));
      pending = pending.subarray(end);
    }
  });
}

const headerOf = (request: Buffer) => ({
  key: request.readInt16BE(0),
  version: request.readInt16BE(2),
  correlation: request.readInt32BE(4),
});

function bodyReader(request: Buffer, flexible: boolean): Reader {
  const clientIdEnd = 10 + Math.max(0, request.readInt16BE(8));
  return Reader.from(Buffer.from(request.subarray(clientIdEnd + (flexible ? 1 : 0))));
}

const framed = (correlation: number, body: Writer): Buffer =>
  Writer.create().appendInt32(correlation).appendFrom(body).prependLength().buffer;
