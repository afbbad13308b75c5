import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { api } from '../../../src/kafka/read-only/protocol/api.ts';
import { bytes, int16, int64, nullable, string } from '../../../src/kafka/read-only/protocol/fields.ts';
import { describeAcls } from '../../../src/kafka/read-only/protocol/messages/describe-acls.ts';
import { describeClientQuotas } from '../../../src/kafka/read-only/protocol/messages/describe-client-quotas.ts';
import { array } from '../../../src/kafka/read-only/protocol/structs.ts';
import { offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

const saslHandshake = api({
  key: 17,
  name: 'SaslHandshake',
  versions: [1, 1],
  flexibleFrom: 9,
  request: { mechanism: string() },
  response: { errorCode: int16(), mechanisms: array(string()) },
});
const saslAuthenticate = api({
  key: 36,
  name: 'SaslAuthenticate',
  versions: [0, 2],
  flexibleFrom: 2,
  request: { authBytes: bytes() },
  response: {
    errorCode: int16(),
    errorMessage: nullable(string(), '0+'),
    authBytes: bytes(),
    sessionLifetimeMs: int64('1+'),
  },
});

const noAcls = { throttleTimeMs: 0, errorCode: 0, errorMessage: null, resources: [] };
const noQuotas = { throttleTimeMs: 0, errorCode: 0, errorMessage: null, entries: [] };

describe('a session that is prolonged', () => {
  it('holds questions until it is, over the one connection', async () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('WB_TEST_USER', 'me');
    vi.stubEnv('WB_TEST_PASSWORD', 'word');
    const again = Promise.withResolvers<void>();
    const prolong = Promise.withResolvers<void>();
    let handshakes = 0;
    const { cluster, brokers } = await fakeCluster({
      security: {
        tls: false,
        caFile: null,
        sasl: { mechanism: 'plain', usernameEnv: 'WB_TEST_USER', passwordEnv: 'WB_TEST_PASSWORD' },
      },
      offers: () => [
        offer(saslHandshake, async () => {
          if (++handshakes === 2) {
            again.resolve();
            await prolong.promise;
          }
          return { errorCode: 0, mechanisms: ['PLAIN'] };
        }),
        offer(saslAuthenticate, () => {
          const sessionLifetimeMs = handshakes === 1 ? 100 : 0; // Prolonged after four fifths of it.
          return { errorCode: 0, errorMessage: null, authBytes: Buffer.alloc(0), sessionLifetimeMs };
        }),
        offer(describeAcls, () => noAcls),
      ],
    });
    await cluster.cluster();
    await again.promise;
    const asked = cluster.acls();
    await new Promise(setImmediate);
    prolong.resolve();
    expect(await asked).toMatchObject({ obtained: true });
    expect(brokers[0]?.connections()).toBe(1);
    const names = brokers[0]?.asked.map(({ name }) => name) ?? [];
    expect(names.slice(names.lastIndexOf('SaslHandshake'))).toEqual([
      'SaslHandshake',
      'SaslAuthenticate',
      'DescribeAcls',
    ]);
  });
});

describe('a broker that holds back who passes a quota', () => {
  it('is asked nothing more until that is over', async () => {
    const { cluster, brokers, abort } = await fakeCluster({
      brokers: 2,
      offers: () => [
        offer(describeAcls, () => ({ ...noAcls, throttleTimeMs: 600_000 })),
        offer(describeClientQuotas, () => noQuotas),
      ],
    });
    await cluster.apis();
    await cluster.acls();
    const held = cluster.quotas();
    const apis = cluster.roundTrips(1);
    const over = Promise.all([
      expect(held).rejects.toThrow('interrupted'),
      expect(apis).rejects.toThrow('interrupted'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(brokers[0]?.asked.at(-1)?.name).toBe('DescribeAcls');
    abort(new Error('interrupted'));
    await over;
  });

  it('is asked again when it is over', async () => {
    const { cluster } = await fakeCluster({
      offers: () => [
        offer(describeAcls, () => ({ ...noAcls, throttleTimeMs: 20 })),
        offer(describeClientQuotas, () => noQuotas),
      ],
    });
    await cluster.acls();
    expect(await cluster.quotas()).toMatchObject({ obtained: true });
  });
});
