import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProducer } from '../../../../src/loadgen/drivers/kafkajs/producer.ts';
import { openReader } from '../../../../src/loadgen/drivers/kafkajs/reader.ts';
import { micros } from '../../../../src/units.ts';
import { planOf } from '../../plan-of.ts';

/** Answers every request: correlation id i32 · error i16 · nothing. */
function refusing(request: Buffer, error: number): Buffer {
  const answer = Buffer.alloc(14);
  answer.writeInt32BE(10, 0);
  request.copy(answer, 4, 8, 12);
  answer.writeInt16BE(error, 8);
  return answer;
}

const SASL_AUTHENTICATION_FAILED = 58;
const broker = createServer();
let sockets: Socket[];

broker.on('connection', (socket) => {
  sockets.push(socket);
  socket.on('data', (request) => socket.write(refusing(request, SASL_AUTHENTICATION_FAILED)));
});

beforeEach(async () => {
  sockets = [];
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  broker.close();
});

/** Every connection that was made has been closed. */
async function expectAllClosed(): Promise<void> {
  expect(sockets.length).toBeGreaterThan(0);
  await expect.poll(() => sockets.filter(({ destroyed }) => !destroyed).length).toBe(0);
}

const common = () => ({
  connection: { bootstrap: [`127.0.0.1:${(broker.address() as AddressInfo).port}`], security: null },
  clientId: 'test',
  topics: ['orders'],
  clock: () => micros(0),
  onError: () => undefined,
});

describe('a client of kafkajs that is refused', () => {
  it('leaves no connection of a producer open', async () => {
    const opening = openProducer({ ...common(), client: planOf().client, settled: () => undefined });
    await expect(opening).rejects.toThrow(/authentication/i);
    await expectAllClosed();
  });

  it('leaves no connection of a reader open', async () => {
    const opening = openReader({
      ...common(),
      groupId: 'test',
      zone: null,
      startPaused: false,
      onRecords: () => undefined,
      onFetchStart: () => undefined,
      onFetch: () => undefined,
      onFetchLost: () => undefined,
      onGeneration: () => undefined,
      onCrash: () => undefined,
    });
    await expect(opening).rejects.toThrow(/authentication/i);
    await expectAllClosed();
  });
});
