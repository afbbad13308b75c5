import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/kafka/read-only/gate.ts';
import type { AskedRequest } from '../../src/kafka/read-only/requests-log.ts';
import { queryRange } from '../../src/prometheus/query-range.ts';
import { answering } from '../http/answering.ts';

describe('a range query', () => {
  it('is written down with its name and its window, without the query', async () => {
    const { url } = await answering((_, response) =>
      response.end('{"status":"success","data":{"resultType":"matrix","result":[]}}'),
    );
    const log: AskedRequest[] = [];
    const gate = new Gate({
      limits: { requestsPerSecond: 1_000, mibPerSecond: 5 },
      log: (request) => log.push(request),
      signal: new AbortController().signal,
    });
    const access = { url, authorization: null, ca: null };
    // 10:00 to 10:10 of 21 November 2026, UTC: 1,795,255,200 s since 1970.
    const window = { from: Date.UTC(2026, 10, 21, 10) / 1e3, until: Date.UTC(2026, 10, 21, 10, 10) / 1e3 };
    const asking = { access, timeoutMs: 5_000, gate: { gate, service: 'prometheus' } };
    await queryRange(asking, { name: 'bytes in', text: 'rate(canary[1m])', window, stepSeconds: 60 });
    expect(log).toMatchObject([
      { request: 'GET /api/v1/query_range', about: expect.stringMatching(/^bytes in, 2026-11-21T10:0/) },
    ]);
    expect(JSON.stringify(log)).not.toContain('canary');
  });
});
