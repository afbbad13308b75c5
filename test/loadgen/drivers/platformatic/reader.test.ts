import { EventEmitter } from 'node:events';
import type { Consumer } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import type { DriverReader, ReaderContext } from '../../../../src/loadgen/drivers/driver.ts';
import { openReader } from '../../../../src/loadgen/drivers/platformatic/reader.ts';
import { micros } from '../../../../src/units.ts';

type BytesConsumer = Consumer<Buffer, Buffer, Buffer, Buffer>;

class FakeStream extends EventEmitter {
  destroyed = false;

  die(message: string): void {
    this.destroyed = true;
    this.emit('error', new Error(message));
  }
}

/** The library's consumer as far as a reader needs it; the next calls of `consume` fail as often as told. */
class FakeConsumer extends EventEmitter {
  readonly topics = { trackAll: () => undefined };
  readonly streams: FakeStream[] = [];
  isMember = false;
  joins = 0;
  failures = 0;

  async metadata(): Promise<void> {}

  async joinGroup(): Promise<void> {
    this.isMember = true;
    this.emit('consumer:group:join', { generationId: ++this.joins });
  }

  isActive(): boolean {
    return this.isMember;
  }

  async consume(): Promise<FakeStream> {
    if (this.failures-- > 0) throw new Error('no stream');
    const stream = new FakeStream();
    this.streams.push(stream);
    return stream;
  }

  async close(): Promise<void> {}

  /** As the library does once it cannot join again. */
  loseMembership(): void {
    this.isMember = false;
    this.emit('error', new Error('out of the group'));
  }
}

interface Opened {
  readonly consumer: FakeConsumer;
  readonly reader: DriverReader;
  readonly generations: number[];
  readonly survived: string[];
}

async function opened(startPaused: boolean): Promise<Opened> {
  const consumer = new FakeConsumer();
  const generations: number[] = [];
  const survived: string[] = [];
  const context: ReaderContext = {
    connection: { bootstrap: [], security: null },
    clientId: 'test',
    groupId: 'test',
    topics: ['orders'],
    zone: null,
    startPaused,
    clock: () => micros(0),
    onRecords: () => undefined,
    onFetchStart: () => undefined,
    onFetch: () => undefined,
    onFetchLost: () => undefined,
    onGeneration: (generation) => generations.push(generation),
    onCrash: (message) => survived.push(`crash: ${message}`),
    onError: (where, message) => survived.push(`${where}: ${message}`),
  };
  const reader = await openReader(context, () => consumer as unknown as BytesConsumer);
  return { consumer, reader, generations, survived };
}

const alive = ({ consumer }: Opened): number => consumer.streams.filter(({ destroyed }) => !destroyed).length;
const settles = { timeout: 10_000 };

describe('a reader of @platformatic/kafka', () => {
  it('reads once it is told to, although the library failed to begin', async () => {
    const all = await opened(true);
    expect(alive(all)).toBe(0);
    all.consumer.failures = 2;
    all.reader.resume();
    await expect.poll(() => alive(all), settles).toBe(1);
    expect(all.survived).toEqual(['reader: no stream', 'rejoin: no stream']);
    await all.reader.close();
  });

  it('reads on in its generation when only its stream has ended', async () => {
    const all = await opened(false);
    all.consumer.streams[0]?.die('a fetch failed');
    await expect.poll(() => alive(all), settles).toBe(1);
    expect(all.generations).toEqual([1]);
    await all.reader.close();
  });

  it('joins again when it is out of its group, and keeps a stream that lives', async () => {
    const all = await opened(false);
    all.consumer.loseMembership();
    await expect.poll(() => all.generations, settles).toEqual([1, 2]);
    expect(all.consumer.streams).toHaveLength(1);
    await all.reader.close();
  });

  it('goes on waiting after it has joined again, until it is told to read', async () => {
    const all = await opened(true);
    all.consumer.loseMembership();
    await expect.poll(() => all.generations, settles).toEqual([1, 2]);
    expect(all.consumer.streams).toHaveLength(0);
    all.reader.resume();
    await expect.poll(() => alive(all), settles).toBe(1);
    await all.reader.close();
  });

  it('begins one stream, and only as a member, when it is told to read while it joins again', async () => {
    const all = await opened(true);
    all.consumer.loseMembership();
    all.reader.resume();
    await new Promise(setImmediate);
    expect(all.consumer.streams).toHaveLength(0);
    await expect.poll(() => all.generations, settles).toEqual([1, 2]);
    await expect.poll(() => alive(all), settles).toBe(1);
    expect(all.consumer.streams).toHaveLength(1);
    await all.reader.close();
  });
});
