import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openReadOnly } from '../../../src/kafka/read-only/open.ts';
import type { AskedRequest } from '../../../src/kafka/read-only/requests-log.ts';
import type { Security } from '../../../src/scenarios/target-types.ts';
import { makeAuthority } from '../certificates.ts';
import { fakeBroker } from './fake-broker.ts';

const NO_SASL = { tls: true, caFile: null, sasl: null };

/** What is said of an address that is connected to like this. */
async function said(address: string, security: Security | null) {
  const log: AskedRequest[] = [];
  const cluster = openReadOnly(
    { bootstrap: [address], security },
    {
      clientId: 'test',
      limits: { requestsPerSecond: 1_000, mibPerSecond: 10 },
      log: (request) => log.push(request),
      signal: new AbortController().signal,
      connectWithinMs: 2_000,
      answerWithinMs: 500,
    },
  );
  onTestFinished(() => cluster.close());
  const reading = await cluster.cluster();
  if (reading.obtained) throw new Error('it was let in');
  return { ...reading, why: reading.why.replaceAll(address, 'it'), log };
}

async function tlsServer(hosts: readonly string[], until?: Date): Promise<string> {
  const { certificate, key } = makeAuthority().issue({ hosts, ...(until === undefined ? {} : { until }) });
  const server = createServer({ cert: certificate, key }, (socket) => socket.on('error', () => undefined));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

describe('an address that does not let in', () => {
  it('because its certificate is signed by somebody who is not known here', async () => {
    const { why, reason, todo } = await said(await tlsServer(['127.0.0.1']), NO_SASL);
    expect(reason).toBe('not-reachable');
    expect(why).toMatch(/^the certificate of it is not trusted \(.*verify.*\)$/);
    expect(why).not.toContain('Node.js');
    expect(todo).toContain('security.caFile');
  });

  it('because it wants TLS, or does not speak it', async () => {
    const { why, todo } = await said(await tlsServer(['127.0.0.1']), null);
    expect(why).toMatch(/it wants TLS|it closed the connection|it did not answer/);
    expect(todo).toContain('security.tls');
    const { address } = await fakeBroker([]);
    expect(await said(address, NO_SASL)).toMatchObject({ reason: 'not-reachable' });
  });

  it('writes no secret into its log', async () => {
    const { address } = await fakeBroker([]);
    const names = { usernameEnv: 'WB_TEST_USER', passwordEnv: 'WB_TEST_PASSWORD' };
    process.env.WB_TEST_USER = 'me';
    process.env.WB_TEST_PASSWORD = 'hunter2';
    const security = { tls: false, caFile: null, sasl: { mechanism: 'plain', ...names } } as const;
    const { log, why } = await said(address, security);
    expect(log.map(({ request }) => request)).toContain('SaslHandshake');
    expect(JSON.stringify([log, why])).not.toContain('hunter2');
  });
});
