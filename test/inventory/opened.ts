import type { IncomingMessage, ServerResponse } from 'node:http';
import { openService, type ReadOnlyService } from '../../src/http/service.ts';
import type { ServiceWords } from '../../src/http/service-words.ts';
import { Gate } from '../../src/kafka/read-only/gate.ts';
import type { AskedRequest } from '../../src/kafka/read-only/requests-log.ts';
import { answering } from '../http/answering.ts';

/** What stands at a path, query and all: JSON, or a whole answer; anything else is a 404 as the service says it. */
export type Pages = Readonly<Record<string, unknown>>;

export class Said {
  readonly status: number;
  readonly body: string;
  constructor(status: number, body: string) {
    this.status = status;
    this.body = body;
  }
}

/** In the place of an answer: none, ever. */
export const SILENCE = Symbol('silence');

export interface Opened {
  readonly service: ReadOnlyService;
  readonly log: readonly AskedRequest[];
  readonly asked: readonly string[];
}

/** A service for one test, asked through a gate as a command asks it. */
export async function opened(
  pages: Pages,
  words: ServiceWords,
  options: { readonly timeoutMs?: number } = {},
): Promise<Opened> {
  const { url, asked } = await answering((request: IncomingMessage, response: ServerResponse) => {
    const page = pages[request.url ?? ''];
    if (page === SILENCE) return;
    const { status, body } =
      page instanceof Said
        ? page
        : page === undefined
          ? new Said(404, '{"error_code":40400,"message":"not found"}')
          : new Said(200, JSON.stringify(page));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  const log: AskedRequest[] = [];
  const gate = new Gate({
    limits: { requestsPerSecond: 10_000, mibPerSecond: 50 },
    log: (request) => log.push(request),
    signal: new AbortController().signal,
  });
  return { service: openService({ url }, words, { gate, from: '.', ...options }), log, asked };
}
