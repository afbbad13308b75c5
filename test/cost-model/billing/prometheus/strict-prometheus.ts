import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Answers as Prometheus 2 and 3 do, held to the real one by test/long/prometheus.test.ts. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** At an evaluation time; null for no sample there. */
  readonly at: (seconds: number) => string | null;
}

export interface Prometheus {
  readonly url: string;
  /** Parameters of every range query, in order. */
  readonly asked: readonly Readonly<Record<string, string>>[];
}

interface Behaviour {
  /** PromQL → its series; of others there are none. */
  readonly answers?: Readonly<Record<string, readonly Series[]>>;
  readonly metrics?: readonly string[];
  readonly authorization?: string;
  readonly warnings?: readonly string[];
  /** Whether the connection is dropped instead of an answer to a query. */
  readonly drops?: (query: string) => boolean;
  /** Answers before anything else, for the first requests. */
  readonly first?: readonly {
    readonly status: number;
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
  }[];
}

const MOST_POINTS = 11_000;

export async function strictPrometheus(behaviour: Behaviour): Promise<Prometheus> {
  const asked: Readonly<Record<string, string>>[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    const before = behaviour.first?.[requests++];
    if (before !== undefined) {
      response.writeHead(before.status, before.headers).end(before.body);
      return;
    }
    const query = new URL(request.url ?? '', 'http://prometheus').searchParams.get('query') ?? '';
    if (behaviour.drops?.(query) === true) request.socket.destroy();
    else answer(request, response, behaviour, asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const badData = (response: ServerResponse, error: string): void =>
  json(response, 400, { status: 'error', errorType: 'bad_data', error });

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { answers = {}, metrics = [], authorization, warnings }: Behaviour,
  asked: Readonly<Record<string, string>>[],
): void {
  if (authorization !== undefined && request.headers.authorization !== authorization) {
    response.writeHead(401).end('Unauthorized\n');
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://prometheus');
  if (pathname === '/api/v1/label/__name__/values') {
    const matching = searchParams.getAll('match[]');
    const data = metrics.filter((metric) => matching.length === 0 || matching.includes(metric));
    json(response, 200, { status: 'success', data });
    return;
  }
  if (pathname !== '/api/v1/query_range') {
    response.writeHead(404).end('404 page not found\n');
    return;
  }
  const parameters = Object.fromEntries(searchParams);
  asked.push(parameters);
  const wrong = wrongParameter(parameters);
  if (wrong !== null) {
    badData(response, wrong);
    return;
  }
  const { query = '', start, end, step } = parameters;
  const [from, to, every] = [Number(start), Number(end), Number(step)];
  const times = Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, at) => from + at * every);
  const result = (answers[query] ?? [])
    .map(({ labels, at }) => ({
      metric: labels,
      values: times.flatMap((time) => {
        const value = at(time);
        return value === null ? [] : [[time, value]];
      }),
    }))
    .filter(({ values }) => values.length > 0);
  const told = { status: 'success', data: { resultType: 'matrix', result } };
  json(response, 200, warnings === undefined ? told : { ...told, warnings });
}

/** In the order and the words of Prometheus. */
function wrongParameter({ query = '', start, end, step }: Readonly<Record<string, string>>): string | null {
  const [from, to, every] = [Number(start ?? 'x'), Number(end ?? 'x'), Number(step ?? 'x')];
  if (Number.isNaN(from)) return 'invalid parameter "start": cannot parse "" to a valid timestamp';
  if (Number.isNaN(to)) return 'invalid parameter "end": cannot parse "" to a valid timestamp';
  if (to < from) return 'invalid parameter "end": end timestamp must not be before start time';
  if (!(every > 0)) {
    return 'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer';
  }
  if ((to - from) / every > MOST_POINTS) {
    return 'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)';
  }
  return query.trim() === '' ? '1:1: parse error: no expression found in input' : null;
}
